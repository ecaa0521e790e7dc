import { describe, expect, test } from 'vitest';
import { compareWithHost, predictStart } from '../../../src/domain/host/compare.ts';
import type { HostFacts } from '../../../src/domain/host/facts.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import { amazonLinux, debian, freebsd, mac, said, silent } from './cases.ts';
import { arm64, needsOf, ofMac, withGlibc } from './needs.ts';

describe('what is not known is said:', () => {
  const v3 = { variable: 'GOAMD64', level: 'v3', from: 'setting' } as const;

  test('a host that answers nothing leaves every need open', () => {
    const needs = needsOf({
      ...withGlibc,
      cpu: v3,
      timeZones: 'host',
      roots: 'host',
    });
    expect(said(needs, silent)).toEqual([
      'note GS-EXEC: whether programs may start in that folder is not known | not known',
      'note GS-ARCH: system or processor of the host are not known | linux/amd64; the host says nothing',
      'note GS-INTERP: whether the host has the loader is not known | /lib64/ld-linux-x86-64.so.2',
      'note GS-NEEDED: whether the host has these shared libraries is not known | libc.so.6',
      'note GS-GLIBC: the version of glibc on the host is not known | glibc 2.34',
      'note GS-CPU: whether the processor of the host has that level is not known | GOAMD64=v3',
      'note GS-KERNEL: the release of Linux on the host is not known | Linux 3.2 by Go 1.26',
      'note GS-TZDATA: whether the host has time zones is not known | time zones',
      'note GS-ROOTS: whether the host has CA certificates is not known | CA certificates',
    ]);
    expect(predictStart(needs, silent)).toMatchObject({ starts: 'unsure' });
  });

  test('where the C library does not tell its version, the distribution gives a hint', () => {
    const { libc: _libc, ...rest } = debian;
    const needs = needsOf({ ...withGlibc, versions: ['GLIBCXX_3.4.30'] });
    expect(said(needs, rest)).toEqual([
      'note GS-GLIBC: the version of glibc on the host is not known; Debian 12 has 2.36 | glibc 2.34',
      'note GS-CXX: whether the C++ library of the host is new enough is not known | GLIBCXX_3.4.30',
    ]);
    expect(said(needs, { ...rest, distribution: { id: 'gentoo', like: [] } })[0]).toBe(
      'note GS-GLIBC: the version of glibc on the host is not known | glibc 2.34',
    );
  });

  test('a Linux host that tells only its name leaves its policies open too', () => {
    const host = { ...silent, os: 'linux', arch: 'arm64' };
    expect(said(needsOf({ ...arm64, pageAlign: 4096 }), host)).toEqual([
      'note GS-EXEC: whether programs may start in that folder is not known | not known',
      'note GS-KERNEL: the release of Linux on the host is not known | Linux 3.2 by Go 1.26',
      'note GS-PAGE: the size of a page of memory on the host is not known | aligned to 4096 bytes',
      'note GS-SELINUX: whether SELinux is enforced on the host is not known | the folder',
    ]);
  });

  test('a program that could not be read whole is never taken as fitting', () => {
    const { cpu: _cpu, kernel: _kernel, pageAlign: _page, ...rest } = needsOf();
    const needs: Needs = {
      ...rest,
      link: 'unknown',
      timeZones: 'unknown',
      roots: 'unknown',
      unknown: [
        'cpu',
        'kernel',
        'link',
        'page',
        'format',
        'glibc',
        'go',
        'symbols',
        'time-zones',
        'roots',
      ],
    };
    expect(said(needs, { ...debian, zones: false, roots: false })).toEqual([
      'note GS-CPU: which level of the processor the program needs is not known | cpu',
      'note GS-KERNEL: which kernel the program needs is not known | kernel',
      'note GS-INTERP: how the program reaches the C library is not known | link',
      'note GS-PAGE: to which pages of memory the program is aligned is not known | page',
      'note GS-FORMAT: the program could not be read whole, so not all of it is compared | format',
      'note GS-GLIBC: which glibc the program needs is not known | glibc',
      'note GS-TZDATA: whether the program takes time zones from the host is not known | time zones',
      'note GS-ROOTS: whether the program takes CA certificates from the host is not known | CA certificates',
    ]);
    expect(predictStart(needs, debian)).toMatchObject({ starts: 'unsure' });
  });

  test('a file of unknown platform is not compared by its platform', () => {
    expect(said(needsOf({ os: 'unknown' }), debian)).toEqual([
      'note GS-ARCH: the file does not show for which system and processor it is | unknown/amd64',
    ]);
  });

  test.each<[string, Partial<Needs>, HostFacts, readonly string[]]>([
    [
      'the floor of a program of FreeBSD without build info',
      { os: 'freebsd' },
      { ...freebsd, freebsd: '8.0' },
      ['note GS-OS: which release of FreeBSD the program needs is not known | the host has 8.0'],
    ],
    [
      'all of OpenBSD, whose libraries change with each release, and which runs nothing for 386',
      { os: 'openbsd', arch: '386', link: 'bsd', libraries: ['libc.so.1.0'] },
      { ...freebsd, os: 'openbsd', kernel: '7.6' },
      [
        'note GS-ARCH: not every processor and kernel of that kind runs programs of this one | openbsd/386 on openbsd/amd64',
        'note GS-NEEDED: whether the host has these shared libraries in the very same version is not known | libc.so.1.0',
        'note GS-OS: which release of OpenBSD the program needs is not known | the host has 7.6',
      ],
    ],
    [
      'a floor of Linux that nothing says',
      { kernel: undefined as never },
      debian,
      [
        'note GS-KERNEL: which release of Linux the program needs is not known | the host has 6.1.0-18-amd64',
      ],
    ],
    [
      'whether a program of an older manifest is signed',
      { ...ofMac, signed: undefined as never },
      mac,
      ['note GS-SIGNATURE: whether the program is signed is not known | darwin/arm64'],
    ],
  ])('%s', (_, needs, host, expected) => {
    expect(said(needsOf(needs), host)).toEqual(expected);
    expect(predictStart(needsOf(needs), host)).toMatchObject({ starts: 'unsure' });
  });

  test.each([
    [{ arch: 'arm' }, amazonLinux, 'linux/arm on linux/arm64'],
    [
      { os: 'darwin', format: 'macho', link: 'system' },
      { ...silent, os: 'darwin', arch: 'arm64' },
      'darwin/amd64 on darwin/arm64',
    ],
    [
      { arch: 'arm64' },
      { ...silent, os: 'linux', arch: 'arm', machine: 'armv8l' },
      'linux/arm64 on linux/arm',
    ],
    [
      { arch: 'mipsle' },
      { ...silent, os: 'linux', arch: 'mips64le' },
      'linux/mipsle on linux/mips64le',
    ],
  ] as readonly (readonly [Partial<Needs>, HostFacts, string])[])(
    '%#: a processor that may or may not run it',
    (needs, host, value) => {
      expect(said(needsOf(needs), host)).toContain(
        `note GS-ARCH: not every processor and kernel of that kind runs programs of this one | ${value}`,
      );
    },
  );
});

test('texts of the file and of the host are made plain, and every finding says what helps', () => {
  const needs = needsOf({
    ...withGlibc,
    libraries: ['lib\u001b[31m.so', '::error::x'],
  });
  const host = {
    ...debian,
    libraries: new Map([
      ['lib\u001b[31m.so', { glibc: [] }],
      ['::error::x', { glibc: [] }],
    ]),
    folder: { path: '/tmp\u202E', mount: '##[error]', options: ['noexec'] },
  };
  const findings = compareWithHost(needs, host);
  const texts = findings.flatMap(({ message, value, fix }) => [message, value, fix]);
  expect(
    texts.filter((text) => text === '' || /[\u0000-\u001f\u202e]|^\s*::|##\[/.test(text)),
  ).toEqual([]);
  expect(findings.map(({ value }) => value)).toEqual([
    '| /tmp\\u202e on ## [error]: noexec',
    'lib\\u001b[31m.so, ::error::x',
  ]);
});

test.each([
  ['/srv/app', "semanage fcontext -a -t bin_t '/srv/app(/.*)?' && restorecon -R /srv/app"],
  ["/srv/';reboot'", "semanage fcontext -a -t bin_t 'FOLDER(/.*)?' && restorecon -R FOLDER"],
])('the line that helps with the label of %s can be pasted', (path, fix) => {
  const folder = { path, options: ['rw'], label: 'user_home_t' };
  const findings = compareWithHost(needsOf(), { ...debian, selinux: 'enforcing', folder });
  expect(findings.map((finding) => finding.fix)).toEqual([fix]);
});

test('of a program that is damaged where it is loaded nobody can tell what a start gives', () => {
  const needs = needsOf({ unknown: ['whole'] });
  expect(said(needs, debian)).toEqual([
    'note GS-FORMAT: the program is damaged where it is loaded, so what a start gives is not known | whole',
  ]);
  expect(predictStart(needs, debian)).toEqual({
    starts: 'unsure',
    why: ['the program is damaged where it is loaded, so what a start gives is not known'],
  });
});
