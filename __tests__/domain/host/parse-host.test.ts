import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../../src/domain/host/facts.ts';
import { parseHost } from '../../../src/domain/host/parse-host.ts';
import { silent } from './cases.ts';
import * as hosts from './hosts.ts';

const gnu64 = { bits: 64, order: 'little', machine: 62 } as const;
const gnu32 = { bits: 32, order: 'little', machine: 3 } as const;
const server = {
  selinux: 'off',
  seccomp: 0,
  noNewPrivileges: false,
  overcommit: 0,
  memoryLimit: 'unlimited',
  init: 'systemd',
} as const;

const debian: HostFacts = {
  os: 'linux',
  arch: 'amd64',
  machine: 'x86_64',
  kernel: '6.1.0-18-amd64',
  bits: 64,
  pageSize: 4096,
  user: { id: 1000, name: 'deploy' },
  userland: gnu64,
  zones: true,
  roots: true,
  distribution: {
    id: 'debian',
    version: '12',
    name: 'Debian GNU/Linux 12 (bookworm)',
    like: [],
  },
  libc: { kind: 'glibc', version: '2.36' },
  cpu: {
    model: 'Intel(R) Xeon(R) CPU E5-2680',
    flags: new Set('fpu sse sse2 cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3 avx'.split(' ')),
  },
  loaders: new Map([['/lib64/ld-linux-x86-64.so.2', { there: true, kind: gnu64 }]]),
  libraries: new Map([
    [
      'libc.so.6',
      {
        glibc: [
          { path: '/lib/x86_64-linux-gnu/libc.so.6', kind: gnu64 },
          { path: '/lib/i386-linux-gnu/libc.so.6', kind: gnu32 },
        ],
      },
    ],
    ['libfoo.so.1', { glibc: [] }],
  ]),
  folder: {
    path: '/opt',
    mount: '/',
    type: 'ext4',
    options: ['rw', 'relatime'],
    free: 67_387_780 * 1024,
    inodes: 16_039_741,
  },
  ...server,
  systemd: 252,
  emulators: [],
};

describe('the answer of', () => {
  test('a Debian server gives all facts', () => {
    expect(parseHost(hosts.debian)).toStrictEqual({ host: debian });
  });

  test('an Alpine container tells musl, busybox and what is missing', () => {
    expect(parseHost(hosts.alpine)).toMatchObject({
      host: {
        libc: { kind: 'musl', version: '1.2.5' },
        distribution: { id: 'alpine', version: '3.20.1', name: 'Alpine Linux v3.20', like: [] },
        zones: false,
        roots: true,
        seccomp: 2,
        container: '/.dockerenv',
        loaders: new Map([
          ['/lib64/ld-linux-x86-64.so.2', { there: false }],
          ['/lib/ld-musl-x86_64.so.1', { there: true, kind: gnu64 }],
        ]),
        libraries: new Map([
          [
            'libz.so.1',
            {
              glibc: [{ path: '/lib/libz.so.1', kind: gnu64 }],
              musl: [{ path: '/lib/libz.so.1', kind: gnu64 }],
            },
          ],
        ]),
      },
    });
  });

  test('a RHEL 7 server without getconf gives its glibc by ldd, its label and its limits', () => {
    const read = parseHost(hosts.rhel7);
    expect(read).toMatchObject({
      host: {
        kernel: '3.10.0-1160.119.1.el7.x86_64',
        libc: { kind: 'glibc', version: '2.17' },
        distribution: { id: 'rhel', version: '7.9', like: ['fedora'] },
        cpu: { level: 2 },
        selinux: 'enforcing',
        fapolicyd: true,
        overcommit: 2,
        memoryLimit: 8_388_608,
        folder: {
          path: '/home/deploy/app',
          mount: '/home',
          options: ['rw', 'seclabel', 'nosuid', 'noexec'],
          label: 'user_home_t',
        },
      },
    });
    expect(read).not.toHaveProperty('host.seccomp');
  });

  test('a Raspberry Pi with a 64-bit kernel tells that its programs are 32-bit', () => {
    expect(parseHost(hosts.raspberryPi)).toMatchObject({
      host: {
        arch: 'arm64',
        bits: 32,
        userland: { bits: 32, order: 'little', machine: 40 },
        distribution: { id: 'raspbian', like: ['debian'] },
      },
    });
  });

  test('Amazon Linux on Graviton tells the features of its processor', () => {
    expect(parseHost(hosts.amazonLinux)).toMatchObject({
      host: {
        arch: 'arm64',
        selinux: 'permissive',
        distribution: { id: 'amzn', version: '2023', name: 'Amazon Linux 2023', like: ['fedora'] },
        cpu: { flags: new Set('fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics'.split(' ')) },
        folder: { label: 'usr_t' },
      },
    });
  });

  test('FreeBSD gives the release of its programs and its own mount options', () => {
    expect(parseHost(hosts.freebsd)).toStrictEqual({
      host: {
        ...silent,
        os: 'freebsd',
        arch: 'amd64',
        machine: 'amd64',
        kernel: '14.1-RELEASE-p2',
        freebsd: '14.1',
        bits: 64,
        pageSize: 4096,
        userland: gnu64,
        user: { id: 1001, name: 'deploy' },
        zones: true,
        roots: true,
        memoryLimit: 'unlimited',
        folder: {
          path: '/usr/local',
          mount: '/',
          free: 8_000_000 * 1024,
          options: ['ufs', 'local', 'soft-updates', 'journaled soft-updates'],
        },
      },
    });
  });

  test('macOS gives its release and whether Rosetta is there', () => {
    expect(parseHost(hosts.mac)).toMatchObject({
      host: { os: 'darwin', arch: 'arm64', nativeArch: 'arm64', macos: '26.0.1', rosetta: false },
    });
  });

  test('macOS on Intel names features in its own way, and they are read as Linux names them', () => {
    const read = parseHost(hosts.intelMac);
    const names =
      'cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3 avx avx2 bmi1 bmi2 f16c fma abm movbe xsave';
    const flags = 'host' in read ? read.host.cpu.flags : undefined;
    expect(names.split(' ').filter((name) => !flags?.has(name))).toEqual([]);
  });

  test('Windows is read through the prompts of cmd', () => {
    expect(parseHost(hosts.windows)).toStrictEqual({
      host: {
        ...silent,
        os: 'windows',
        arch: '386',
        machine: 'x86',
        nativeArch: 'amd64',
        windows: '10.0.17763',
      },
    });
  });
});
