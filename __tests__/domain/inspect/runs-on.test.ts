import { expect, test } from 'vitest';
import { cxxFloors, judgeCxx, otherVersionsOf } from '../../../src/domain/inspect/cxx.ts';
import { needsOf } from '../../../src/domain/inspect/needs-of.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import {
  type HostLibc,
  type Verdict,
  decideRuns,
  formatRunsOn,
  runsOn,
} from '../../../src/domain/inspect/runs-on.ts';
import { elf, elfCgo, found, need } from '../../fakes/programs.ts';

const cgo = needsOf(elfCgo(), found());
const at = (version: string, more: Partial<Needs> = {}): Needs => ({
  ...cgo,
  glibc: { version, symbols: [`f@GLIBC_${version}`], others: [] },
  ...more,
});
const musl: Partial<Needs> = { link: 'dynamic-musl', interpreter: '/lib/ld-musl-x86_64.so.1' };
const { glibc: _, ...any } = cgo;
const debian11: HostLibc = { libc: 'glibc', version: '2.31' };
const alpine320: HostLibc = { libc: 'musl', version: '1.2.5' };
const alpine317: HostLibc = { libc: 'musl', version: '1.2.3' };
const inside = (version: string, ...others: string[]): Needs =>
  at(version, { glibc: { version, symbols: [], others } });
const yes: Verdict = { runs: 'yes' };
const no = (because: string, ...forced: string[]): Verdict => ({ runs: 'no', because, forced });
const open = (because: string, ...forced: string[]): Verdict =>
  forced.length === 0 ? { runs: 'unknown', because } : { runs: 'unknown', because, forced };

test.each<[string, Needs, HostLibc, Verdict]>([
  ['static', needsOf(elf(), found()), debian11, yes],
  ['static', needsOf(elf(), found()), alpine320, yes],
  ['glibc at the floor', at('2.31'), debian11, yes],
  ['glibc below the floor of 2.9, which is below 2.31', at('2.9'), debian11, yes],
  ['glibc above the floor', at('2.34'), debian11, no('it needs glibc 2.34', 'f@GLIBC_2.34')],
  ['glibc of any version', any, debian11, yes],
  [
    'glibc on musl',
    at('2.17'),
    alpine320,
    no('it needs the loader /lib64/ld-linux-x86-64.so.2', '/lib64/ld-linux-x86-64.so.2'),
  ],
  [
    'a floor that was not read',
    { ...cgo, unknown: ['glibc'] },
    debian11,
    open('which glibc it needs could not be read'),
  ],
  ['pie without cgo on glibc', { ...any, link: 'interp-only', libraries: [] }, debian11, yes],
  [
    'pie without cgo on musl',
    { ...any, link: 'interp-only', libraries: [] },
    alpine320,
    no('it needs the loader /lib64/ld-linux-x86-64.so.2', '/lib64/ld-linux-x86-64.so.2'),
  ],
  ['musl on musl', { ...any, ...musl }, alpine320, yes],
  [
    'musl on glibc',
    { ...any, ...musl },
    debian11,
    no('it needs the loader /lib/ld-musl-x86_64.so.1', '/lib/ld-musl-x86_64.so.1'),
  ],
  [
    'a newer musl',
    { ...any, ...musl, musl: { version: '1.2.4', from: 'DT_RELR' } },
    alpine317,
    no('it needs musl 1.2.4', 'DT_RELR'),
  ],
  [
    'a musl as new',
    { ...any, ...musl, musl: { version: '1.2.4', from: 'DT_RELR' } },
    alpine320,
    yes,
  ],
  [
    'a loader of Nix',
    at('2.17', { interpreter: '/nix/x/ld-linux-x86-64.so.2' }),
    debian11,
    no('it needs the loader /nix/x/ld-linux-x86-64.so.2', '/nix/x/ld-linux-x86-64.so.2'),
  ],
  [
    'a loader of nobody',
    at('2.17', { interpreter: '/my/ld' }),
    debian11,
    open('nothing is known of the loader /my/ld'),
  ],
  [
    'an unknown class',
    { ...cgo, link: 'unknown' },
    debian11,
    open('how it reaches the C library is not known'),
  ],
  [
    'a C++ library that is newer than its glibc',
    at('2.17', { versions: ['GLIBCXX_3.4.30'] }),
    debian11,
    no('it needs GLIBCXX_3.4.30', 'GLIBCXX_3.4.30'),
  ],
  ['a C++ library as old', at('2.17', { versions: ['GLIBCXX_3.4.28'] }), debian11, yes],
  [
    'a C++ library of the future',
    at('2.17', { versions: ['GLIBCXX_3.4.99'] }),
    debian11,
    open('nothing is known of GLIBCXX_3.4.99', 'GLIBCXX_3.4.99'),
  ],
  [
    'what glibc keeps for itself, on any release',
    inside('2.17', 'GLIBC_PRIVATE', 'GLIBC_ABI_X'),
    debian11,
    no(
      'it uses what glibc keeps for itself, so it runs with one very build of it only',
      'GLIBC_PRIVATE',
    ),
  ],
  [
    'what glibc keeps for itself, beside a floor that is too high',
    inside('2.34', 'GLIBC_PRIVATE'),
    debian11,
    no('it needs glibc 2.34'),
  ],
  [
    'a marker that is not known',
    inside('2.17', 'GLIBC_ABI_X'),
    debian11,
    open('nothing is known of GLIBC_ABI_X', 'GLIBC_ABI_X'),
  ],
  [
    'a marker that is not known beside a C++ library that is too new',
    { ...inside('2.17', 'GLIBC_ABI_X'), versions: ['GLIBCXX_3.4.30'] },
    debian11,
    no('it needs GLIBCXX_3.4.30', 'GLIBCXX_3.4.30'),
  ],
  [
    'a static program that is damaged where it is loaded',
    { ...needsOf(elf(), found()), unknown: ['whole'] },
    debian11,
    open('the file is damaged where it is loaded'),
  ],
])('%s', (_name, needs, host, verdict) => {
  expect(decideRuns(needs, host)).toEqual(verdict);
});

test.each<[string, Needs, string]>([
  [
    '2.34',
    at('2.34'),
    'Debian 12+, Ubuntu 22.04+, RHEL 9+, Amazon Linux 2023; not on Debian 11 (LTS ended 2026-08-31), Ubuntu 20.04 (ended 2025-05-31), RHEL 8 (supported until 2029-05-31), Amazon Linux 2 (ended 2026-06-30), any Alpine',
  ],
  [
    '2.35, which RHEL 9 does not have',
    at('2.35'),
    'Debian 12+, Ubuntu 22.04+, RHEL 10; not on Debian 11 (LTS ended 2026-08-31), Ubuntu 20.04 (ended 2025-05-31), RHEL 9 (supported until 2032-05-31), Amazon Linux up to 2023 (supported until 2029-06-30), any Alpine',
  ],
  ['2.17', at('2.17'), 'Debian 10+, Ubuntu 18.04+, RHEL 7+, Amazon Linux 2+; not on any Alpine'],
  [
    '2.42, between two long-lived releases of Ubuntu',
    at('2.42'),
    'Ubuntu 26.04; not on Debian up to 13 (LTS until 2030-06-30), Ubuntu 24.04 (supported until 2029-05-31), RHEL up to 10 (supported until 2035-05-31), Amazon Linux up to 2023 (supported until 2029-06-30), any Alpine',
  ],
  [
    '2.60',
    at('2.60'),
    'none that is known here; not on Debian up to 13 (LTS until 2030-06-30), Ubuntu up to 26.04 (supported until 2031-05-29), RHEL up to 10 (supported until 2035-05-31), Amazon Linux up to 2023 (supported until 2029-06-30), any Alpine',
  ],
  [
    'musl',
    { ...any, ...musl, musl: { version: '1.2.4', from: 'DT_RELR' } },
    'Alpine 3.18+; not on Debian up to 13 (LTS until 2030-06-30), Ubuntu up to 26.04 (supported until 2031-05-29), RHEL up to 10 (supported until 2035-05-31), Amazon Linux up to 2023 (supported until 2029-06-30), Alpine 3.17 (ended 2024-11-22)',
  ],
  [
    '2.35 on riscv64, which few of them have',
    at('2.35', { arch: 'riscv64', interpreter: '/lib/ld-linux-riscv64-lp64d.so.1' }),
    'Debian 13, Ubuntu 22.04+; not on Ubuntu 20.04 (ended 2025-05-31), any Alpine',
  ],
  [
    '2.17 on mips, which Debian has given up',
    at('2.17', { arch: 'mips', interpreter: '/lib/ld.so.1' }),
    'Debian 10',
  ],
])('a floor of %s in words', (_name, needs, words) => {
  const where = runsOn(needs);
  expect(where && formatRunsOn(where)).toBe(words);
});

test('what cannot be told of one release is told of none', () => {
  expect([
    runsOn({ ...cgo, unknown: ['glibc'] }),
    runsOn(at('2.34', { versions: ['GLIBCXX_3.4.99'] })),
  ]).toEqual([undefined, undefined]);
});

test('other families are kept apart, the highest of each by number', () => {
  const versions = [
    need('GLIBC_2.34', ['a']),
    need('GLIBCXX_3.4.9', ['b']),
    need('GLIBCXX_3.4.30', ['c']),
    need('CXXABI_1.3.13', ['d']),
    need('CXXABI_TM_1', ['e']),
    need('GCC_3.0', ['f']),
    need('GCC_14.0.0', ['g'], true),
    need('OPENSSL_3.0.0', ['h']),
    need('LIBFOO', ['i']),
  ];
  expect(otherVersionsOf(elf({ versions }))).toEqual([
    'CXXABI_1.3.13',
    'CXXABI_TM_1',
    'GCC_3.0',
    'GLIBCXX_3.4.30',
    'OPENSSL_3.0.0',
  ]);
});

test.each<[string, string | undefined]>([
  ['GLIBCXX_3.4', '2.17'],
  ['GLIBCXX_3.4.9', '2.17'],
  ['GLIBCXX_3.4.29', '2.34'],
  ['GLIBCXX_3.4.30', '2.35'],
  ['GLIBCXX_3.4.99', undefined],
  ['CXXABI_1.3.9', '2.24'],
  ['GCC_3.0', '2.17'],
  ['GCC_14.0.0', '2.39'],
  ['GCC_15.0.0', undefined],
])('%s comes beside glibc %s', (name, glibc) => {
  expect(cxxFloors([name])).toEqual([glibc === undefined ? { name } : { name, glibc }]);
});

test('a family that comes with a library of its own is not judged here', () => {
  expect(cxxFloors(['OPENSSL_3.0.0', 'constructor_1.0'])).toEqual([]);
});

test('only a C++ library that no distribution of the table has is told', () => {
  expect(judgeCxx(['GLIBCXX_3.4.30', 'GLIBCXX_3.4.99'])).toEqual([
    {
      id: 'GS-CXX',
      severity: 'warning',
      message: 'which distributions have a C++ or compiler library as new is not known here',
      value: 'GLIBCXX_3.4.99',
      fix: 'link them in: add -static-libstdc++ -static-libgcc to CGO_LDFLAGS, or build on an older image',
    },
  ]);
});
