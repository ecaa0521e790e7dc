import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HostFacts } from '../../src/domain/host/facts.ts';
import { hostOf } from '../domain/host/hosts.ts';
import { needsOf, withGlibc, withMusl } from '../domain/host/needs.ts';
import { installProgram, makeRoot } from '../fixtures/busybox-root.ts';
import { askMachine, chrootedAsIs, needTools, withMounts } from '../fixtures/machine.ts';

const amd64 = { bits: 64, order: 'little', machine: 62 } as const;

let folder: string;

beforeAll(() => {
  needTools({ busybox: 'busybox-static', unshare: 'util-linux' });
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-branches-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    rmSync(join(root, name), { force: true });
    writeFileSync(join(root, name), text);
    if (text.startsWith('#!')) chmodSync(join(root, name), 0o755);
  }
}

const script = (...lines: readonly string[]): string => ['#!/bin/sh', ...lines, ''].join('\n');
const print = (...lines: readonly string[]): string =>
  script(...lines.map((line) => `echo '${line}'`));

describe('tools of other systems, played by scripts before PATH:', () => {
  function played(name: string, tools: Readonly<Record<string, string>>): HostFacts {
    const bin = join(folder, name);
    put(bin, tools);
    const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
    return hostOf(askMachine([], { folder: '/opt/app', needs: [needsOf()], env }));
  }

  test('a Mac', () => {
    const host = played('mac', {
      uname: print('Darwin 25.0.0 arm64'),
      sw_vers: script('[ "$1" = -productVersion ] && echo 26.0.1'),
      sysctl: script(
        'case $2 in',
        '  hw.optional.arm64) echo 1 ;;',
        '  sysctl.proc_translated) echo 0 ;;',
        '  *) echo "sysctl: unknown oid" >&2; exit 1 ;;',
        'esac',
      ),
      df: print(
        'Filesystem   1024-blocks      Used Available Capacity  Mounted on',
        '/dev/disk3s5   482797652 301234567 164321234    65%    /System/Volumes/Data',
      ),
      mount: print(
        '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
        '/dev/disk3s5 on /System/Volumes/Data (apfs, local, noexec, journaled)',
        'map auto_home on /System/Volumes/Data/home (autofs, automounted)',
      ),
    });
    expect(host).toMatchObject({
      os: 'darwin',
      arch: 'arm64',
      nativeArch: 'arm64',
      kernel: '25.0.0',
      macos: '26.0.1',
      rosetta: false,
      folder: {
        path: '/opt',
        mount: '/System/Volumes/Data',
        free: 164_321_234 * 1024,
        options: ['apfs', 'local', 'noexec', 'journaled'],
      },
    });
    expect(host).not.toHaveProperty('libc');
    expect(host.cpu).toEqual({});
  });

  test('a Mac with a processor of Intel', () => {
    const host = played('intel', {
      uname: print('Darwin 21.6.0 x86_64'),
      sysctl: script(
        'case $2 in',
        '  machdep.cpu.features) echo FPU SSE3 SSE4.2 AVX1.0 ;;',
        '  machdep.cpu.leaf7_features) echo BMI1 AVX2 ;;',
        '  machdep.cpu.extfeatures) echo LAHF LZCNT ;;',
        '  *) exit 1 ;;',
        'esac',
      ),
    });
    expect(host.cpu).toEqual({
      flags: new Set(['fpu', 'pni', 'sse4_2', 'avx', 'bmi1', 'avx2', 'lahf_lm', 'abm']),
    });
    expect(host).not.toHaveProperty('nativeArch');
  });

  test('FreeBSD', () => {
    const host = played('freebsd', {
      uname: script('[ "$1" = -p ] && echo armv7 || echo "FreeBSD 14.1-RELEASE-p2 arm"'),
      'freebsd-version': print('14.1-RELEASE-p2', '14.1-RELEASE-p3'),
      df: print(
        'Filesystem         1024-blocks   Used    Avail Capacity  Mounted on',
        'zroot/ROOT/default   100000000 200000 99800000     0%    /',
      ),
      mount: print('zroot/ROOT/default on / (zfs, local, noatime, nfsv4acls)'),
    });
    expect(host).toMatchObject({
      os: 'freebsd',
      arch: 'arm',
      machine: 'arm',
      kernel: '14.1-RELEASE-p2',
      freebsd: '14.1',
      folder: { path: '/opt', mount: '/', options: ['zfs', 'local', 'noatime', 'nfsv4acls'] },
    });
  });
});

describe('files of other Linux hosts, in a root that has them:', () => {
  test('a hardened RHEL 7 whose getconf is not installed', () => {
    const root = join(folder, 'rhel');
    makeRoot(root);
    installProgram(root, 'dash', '/bin/sh');
    put(root, {
      'bin/ldd': print('ldd (GNU libc) 2.17', 'Copyright (C) 2012'),
      'bin/ls': print('drwx------. app app unconfined_u:object_r:user_home_t:s0 /opt'),
      'bin/systemctl': print('systemd 219', '+PAM +AUDIT +SELINUX'),
      'run/systemd/system/x': '',
      'run/fapolicyd.pid': '77\n',
      'sys/fs/selinux/enforce': '1',
      'etc/os-release':
        'NAME="x"\nVERSION_ID="7.9"\nID="rhel"\nID_LIKE="fedora"\nPRETTY_NAME="RHEL 7"',
      'etc/pki/tls/certs/ca-bundle.crt': 'x',
      'usr/share/zoneinfo/Europe/London': 'TZif',
      'proc/mounts': [
        'none / xfs rw,seclabel 0 0',
        'none /opt xfs rw,seclabel,noexec 0 0',
        'none /proc/sys/fs/binfmt_misc binfmt_misc rw 0 0',
        '',
      ].join('\n'),
      'proc/sys/fs/binfmt_misc/qemu-aarch64': 'enabled\ninterpreter /usr/bin/qemu-aarch64\n',
      'proc/sys/fs/binfmt_misc/qemu-arm': 'disabled\n',
      'proc/sys/fs/binfmt_misc/status': 'enabled\n',
      'proc/sys/vm/overcommit_memory': '2\n',
      'proc/self/status': 'Name:\tsh\nNoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1\n',
      'proc/self/smaps': '1-2 r-xp\nSize: 64 kB\nKernelPageSize:       64 kB\n',
      'proc/cpuinfo':
        'processor\t: 0\nCPU architecture: 8\nFeatures\t: fp asimd atomics\n\nFeatures\t: x\n',
      'proc/1/comm': 'systemd\n',
      'usr/local/lib/libfoo.so.1': 'x',
      'etc/ld.so.conf': 'include ld.so.conf.d/*.conf\n',
      'etc/ld.so.conf.d/local.conf': '/usr/local/lib',
    });
    const needs = needsOf({ ...withGlibc, libraries: ['libfoo.so.1', 'libbar.so.1'] });
    const host = hostOf(askMachine(chrootedAsIs(root), { folder: '/opt/app', needs: [needs] }));
    expect(host).toMatchObject({
      os: 'linux',
      distribution: { id: 'rhel', version: '7.9', like: ['fedora'], name: 'RHEL 7' },
      libc: { kind: 'glibc', version: '2.17' },
      loaders: new Map([['/lib64/ld-linux-x86-64.so.2', { there: true, kind: amd64 }]]),
      libraries: new Map([
        ['libfoo.so.1', { glibc: [{ path: '/usr/local/lib/libfoo.so.1' }] }],
        ['libbar.so.1', { glibc: [] }],
      ]),
      cpu: { flags: new Set(['fp', 'asimd', 'atomics']) },
      pageSize: 65_536,
      folder: {
        path: '/opt',
        mount: '/opt',
        type: 'xfs',
        options: ['rw', 'seclabel', 'noexec'],
        label: 'user_home_t',
      },
      selinux: 'enforcing',
      fapolicyd: true,
      seccomp: 2,
      noNewPrivileges: true,
      overcommit: 2,
      emulators: ['qemu-aarch64'],
      zones: true,
      roots: true,
      systemd: 219,
      init: 'systemd',
    });
  });

  test('Alpine, whose loader of musl has folders of its own', () => {
    const root = join(folder, 'alpine');
    makeRoot(root);
    put(root, {
      'lib/ld-musl-x86_64.so.1': script('exit 1'),
      'bin/ldd': script(
        'echo "musl libc (x86_64)" >&2; echo "Version 1.2.5" >&2; echo "Usage: ldd" >&2; exit 1',
      ),
      'sbin/ldconfig': script('echo written >/touched'),
      'etc/ld-musl-x86_64.path': '/lib:/usr/own/lib\n/usr/lib',
      'usr/own/lib/libz.so.1': 'x',
    });
    const host = hostOf(
      askMachine(chrootedAsIs(root), { folder: '/', needs: [needsOf(withMusl)] }),
    );
    expect(host).toMatchObject({
      libc: { kind: 'musl', version: '1.2.5' },
      zones: false,
      roots: false,
      libraries: new Map([
        ['libz.so.1', { glibc: [], musl: [{ path: '/usr/own/lib/libz.so.1' }] }],
        ['libc.musl-x86_64.so.1', { glibc: [], musl: [] }],
      ]),
    });
    const again = hostOf(askMachine(chrootedAsIs(root), { folder: '/touched', needs: [] }));
    expect(again.folder?.path).toBe('/');
  });
});

test('without a cpuinfo the loader of glibc tells the level, and it agrees', () => {
  if (process.arch !== 'x64') throw new Error('levels of the loader are those of amd64');
  const machine = withMounts('mount --bind /dev/null /proc/cpuinfo');
  const told = hostOf(askMachine(machine, { folder, needs: [] })).cpu;
  const { flags } = hostOf(askMachine([], { folder, needs: [] })).cpu;
  const level = flags?.has('avx512vl') ? 4 : flags?.has('avx2') ? 3 : 2;
  expect(told).toEqual({ level });
});
