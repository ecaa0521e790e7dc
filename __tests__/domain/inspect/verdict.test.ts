import { expect, test } from 'vitest';
import { inspectUnreadable } from '../../../src/domain/inspect/inspect.ts';
import { needsOf } from '../../../src/domain/inspect/needs-of.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import { describeUnknown } from '../../../src/domain/inspect/unknown-words.ts';
import { describeNeeds, windowsName } from '../../../src/domain/inspect/verdict.ts';
import {
  asked,
  elf,
  elfArm64,
  elfCgo,
  found,
  goInfo,
  macho,
  need,
  pe,
} from '../../fakes/programs.ts';

const cgo = needsOf(elfCgo(), found());
const statically = needsOf(elf(), found());
const { glibc: _glibc, ...anyGlibc } = cgo;
const { kernel: _kernel, ...noKernel } = statically;
const musl = {
  ...anyGlibc,
  link: 'dynamic-musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  libraries: ['libc.so'],
} as const;
const onNoGlibc =
  'Debian up to 13 (LTS until 2030-06-30), Ubuntu up to 26.04 (supported until 2031-05-29), RHEL up to 10 (supported until 2035-05-31), Amazon Linux up to 2023 (supported until 2029-06-30)';
const on234 =
  'Debian 12+, Ubuntu 22.04+, RHEL 9+, Amazon Linux 2023; not on Debian 11 (LTS ended 2026-08-31), Ubuntu 20.04 (ended 2025-05-31), RHEL 8 (supported until 2029-05-31), Amazon Linux 2 (ended 2026-06-30), any Alpine';
const unread = (os: string): Needs =>
  inspectUnreadable(asked({ target: { os, arch: 'wasm' } }), 'x').needs;
const { go: _pe, ...noGoPe } = pe();
const { go: _macho, ...noGoMacho } = macho();
const unstarted = 'how it is started is not known, so neither is what it runs on';
const bsd = (os: string): Needs => ({ ...noKernel, os, link: 'bsd' });

test.each<[string, Needs, string]>([
  ['static', statically, 'static; runs on any Linux from kernel 3.2'],
  [
    'static-pie',
    { ...statically, link: 'static-pie' },
    'static; runs on any Linux from kernel 3.2',
  ],
  [
    'static of an unknown Go',
    noKernel,
    'static; runs on any Linux (from which kernel is not known)',
  ],
  ['glibc', cgo, `needs glibc 2.34 (pthread_create and 2 more): runs on ${on234}`],
  [
    'glibc by one symbol',
    { ...cgo, glibc: { version: '2.34', symbols: ['dlsym@GLIBC_2.34'], others: [] } },
    `needs glibc 2.34 (dlsym): runs on ${on234}`,
  ],
  [
    'a C++ library that asks for no more than glibc does',
    { ...cgo, versions: ['GCC_3.0', 'GLIBCXX_3.4.29'] },
    `needs glibc 2.34 (pthread_create and 2 more): runs on ${on234}`,
  ],
  [
    'a C++ library that asks for more',
    { ...cgo, versions: ['GCC_3.0', 'GLIBCXX_3.4.30'] },
    'needs glibc 2.34 (pthread_create and 2 more) and GLIBCXX_3.4.30: runs on Debian 12+, Ubuntu 22.04+, RHEL 10; not on Debian 11 (LTS ended 2026-08-31), Ubuntu 20.04 (ended 2025-05-31), RHEL 9 (supported until 2032-05-31), Amazon Linux up to 2023 (supported until 2029-06-30), any Alpine',
  ],
  [
    'a C++ library that is not known',
    { ...cgo, versions: ['GLIBCXX_3.4.99'] },
    'needs glibc 2.34 (pthread_create and 2 more) and GLIBCXX_3.4.99; which distributions it runs on is not known',
  ],
  [
    'any glibc',
    anyGlibc,
    'needs any glibc: runs on Debian 10+, Ubuntu 18.04+, RHEL 7+, Amazon Linux 2+; not on any Alpine',
  ],
  [
    'any glibc and an old libgcc',
    { ...anyGlibc, versions: ['GCC_3.0'] },
    'needs any glibc: runs on Debian 10+, Ubuntu 18.04+, RHEL 7+, Amazon Linux 2+; not on any Alpine',
  ],
  [
    'a glibc that was not read',
    { ...cgo, unknown: ['glibc'] },
    'needs glibc; which version could not be read',
  ],
  ['musl', musl, `needs musl: runs on Alpine 3.17+; not on ${onNoGlibc}`],
  [
    'a newer musl',
    { ...musl, musl: { version: '1.2.4', from: 'DT_RELR' } },
    `needs musl 1.2.4: runs on Alpine 3.18+; not on ${onNoGlibc}, Alpine 3.17 (ended 2024-11-22)`,
  ],
  [
    'pie without cgo',
    { ...anyGlibc, link: 'interp-only', libraries: [] },
    'names the loader /lib64/ld-linux-x86-64.so.2, though it needs no library: runs on Debian 10+, Ubuntu 18.04+, RHEL 7+, Amazon Linux 2+; not on any Alpine',
  ],
  [
    'an unknown class',
    { ...cgo, link: 'unknown' },
    'how it reaches the C library is not known, so neither is what it runs on',
  ],
  ['Windows', needsOf(pe(), found()), 'runs on Windows 10 / Server 2016 or newer'],
  ['macOS', needsOf(macho(), found()), 'runs on macOS 12 or newer'],
  [
    'FreeBSD',
    needsOf(elf({ osAbi: 9, go: goInfo({ GOOS: 'freebsd' }) }), found()),
    'runs on FreeBSD 12.2 or newer',
  ],
  ['OpenBSD', bsd('openbsd'), 'runs on OpenBSD; from which release is not known'],
  ['illumos', bsd('illumos'), 'runs on illumos; from which release is not known'],
  ['Android', { ...cgo, os: 'android', link: 'system' }, 'runs on Android from kernel 3.2'],
  ['an unknown system', { ...noKernel, os: 'unknown' }, 'which system it is for is not known'],
  [
    'a raised level',
    { ...statically, cpu: { variable: 'GOAMD64', level: 'v3', from: 'setting' } },
    'static; runs on any Linux from kernel 3.2; only on processors with GOAMD64 v3',
  ],
  [
    'a level of C objects',
    { ...statically, cpu: { variable: 'GOAMD64', level: 'v2', from: 'isa-note' } },
    'static; runs on any Linux from kernel 3.2; only on processors with x86-64-v2',
  ],
  [
    'ARMv7, the default of Go',
    { ...statically, arch: 'arm', cpu: { variable: 'GOARM', level: '7', from: 'setting' } },
    'static; runs on any Linux from kernel 3.2; only on processors with ARMv7 and VFPv3 (not Raspberry Pi 1 or Zero)',
  ],
  [
    'ARMv5',
    { ...statically, arch: 'arm', cpu: { variable: 'GOARM', level: '5', from: 'setting' } },
    'static; runs on any Linux from kernel 3.2',
  ],
  [
    'MIPS with a floating-point unit',
    {
      ...statically,
      arch: 'mips',
      cpu: { variable: 'GOMIPS', level: 'hardfloat', from: 'setting' },
    },
    'static; runs on any Linux from kernel 3.2; only on processors with a floating-point unit, or a kernel that emulates it',
  ],
  [
    'a static file that is damaged where it is loaded',
    { ...statically, unknown: ['whole'] },
    'where it runs cannot be told: the file is damaged where it is loaded',
  ],
  [
    'a kernel that only the ABI tag names',
    { ...statically, unknown: ['kernel'] },
    'static; runs on any Linux (at least kernel 3.2; which release it needs is not known)',
  ],
  [
    'Windows by its header alone',
    needsOf(noGoPe, found()),
    'needs at least Windows 7 / Server 2008 R2; which release it needs is not known',
  ],
  [
    'macOS by its header alone',
    needsOf(noGoMacho, found()),
    'needs at least macOS 12.0; which release it needs is not known',
  ],
  ['a DLL', needsOf(pe({ dll: true }), found()), unstarted],
  ['a dylib', needsOf(macho({ fileType: 6 }), found()), unstarted],
  [
    'an object file',
    needsOf(elf({ type: 1 }), found()),
    'how it reaches the C library is not known, so neither is what it runs on',
  ],
  [
    'what glibc keeps for itself',
    needsOf(
      elfCgo({ versions: [need('GLIBC_2.34', ['f']), need('GLIBC_PRIVATE', ['g'])] }),
      found(),
    ),
    'needs the very build of glibc that it was linked with (GLIBC_PRIVATE), and runs with no other',
  ],
  [
    'a marker of glibc that is not known',
    needsOf(elfCgo({ versions: [need('GLIBC_2.34', ['f']), need('GLIBC_ABI_X', [])] }), found()),
    'needs glibc 2.34 (f) and GLIBC_ABI_X; which distributions it runs on is not known',
  ],
  [
    'libraries that have to be installed',
    needsOf(elfCgo({ needed: ['libc.so.6', 'libvips.so.42', 'libX11.so.6'] }), found()),
    `needs glibc 2.34 (pthread_create and 2 more): runs on ${on234}; only where libvips.so.42, libX11.so.6 are installed`,
  ],
  [
    'a library that has to be installed for musl',
    { ...musl, libraries: ['libc.so', 'libgcc_s.so.1'] },
    `needs musl: runs on Alpine 3.17+; not on ${onNoGlibc}; only where libgcc_s.so.1 is installed`,
  ],
  [
    'the default level of arm64',
    needsOf(elfArm64(), found()),
    'static; runs on any Linux from kernel 3.2',
  ],
  ['a file that was not read', unread('linux'), 'not judged: the file could not be read'],
  [
    'a file of another format',
    unread('plan9'),
    'not judged: program files of plan9 are not read here',
  ],
])('%s', (_, needs, line) => {
  expect(describeNeeds(needs)).toBe(line);
});

test.each([
  ['6.1', 'Windows 7 / Server 2008 R2'],
  ['6.3', 'Windows 8.1 / Server 2012 R2'],
  ['10.0', 'Windows 10 / Server 2016'],
  ['5.2', 'Windows NT 5.2'],
])('Windows %s is called %s', (version, name) => {
  expect(windowsName(version)).toBe(name);
});

test('what is not known is one phrase, and nothing where all is known', () => {
  expect([
    describeUnknown({ ...statically, unknown: ['roots', 'symbols', 'time-zones'] }),
    describeUnknown(statically),
  ]).toEqual([
    'whether it needs CA certificates of the host, which functions are in it, whether it needs time zones of the host',
    '',
  ]);
});
