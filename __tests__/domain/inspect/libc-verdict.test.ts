import { expect, test } from 'vitest';
import {
  type HostLibc,
  type Verdict,
  decideRuns,
} from '../../../src/domain/inspect/libc-verdict.ts';
import { needsOf } from '../../../src/domain/inspect/needs-of.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import { elf, elfCgo, found } from '../../fakes/programs.ts';

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
