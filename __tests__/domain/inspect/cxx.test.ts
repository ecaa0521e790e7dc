import { expect, test } from 'vitest';
import { cxxFloors, judgeCxx, otherVersionsOf } from '../../../src/domain/inspect/cxx.ts';
import { distributions } from '../../../src/domain/inspect/distributions.ts';
import { needsOf } from '../../../src/domain/inspect/needs-of.ts';
import { decideRuns } from '../../../src/domain/inspect/runs-on.ts';
import { elfCgo, found, need } from '../../fakes/programs.ts';

test.each([
  ['GLIBCXX_3.4.24', '2.27'],
  ['GLIBCXX_3.4.25', '2.27'],
  ['GLIBCXX_3.4.26', '2.31'],
  ['CXXABI_FLOAT128', '2.24'],
  ['CXXABI_TM_1', '2.17'],
])('%s is beside glibc %s', (name, glibc) => {
  expect(cxxFloors([name])).toEqual([{ name, glibc }]);
});

test('a version of words that is not known asks for nothing that could be told', () => {
  const names = ['CXXABI_FLOAT256', 'CXXABI_IEEE128_1.3.13', 'GLIBCXX_LDBL_3.4'];
  expect([cxxFloors(names), judgeCxx(names)]).toEqual([[], []]);
});

const versions = [
  need('GLIBC_2.17', ['a']),
  need('GLIBCXX_3.4.25', ['b']),
  need('CXXABI_FLOAT128', ['c']),
  need('CXXABI_1.3.11', ['d']),
];

test('what GCC 8 links asks for what the distributions with GCC 8 have', () => {
  expect(otherVersionsOf(elfCgo({ versions }))).toEqual([
    'CXXABI_1.3.11',
    'CXXABI_FLOAT128',
    'GLIBCXX_3.4.25',
  ]);
  const needs = needsOf(elfCgo({ versions }), found());
  const runs = distributions
    .filter(({ libc, told }) => libc === 'glibc' && told)
    .flatMap(({ id, releases }) =>
      releases.map(({ release, version }) => {
        const verdict = decideRuns(needs, { libc: 'glibc', version });
        return [`${id}:${release}`, verdict.runs] as const;
      }),
    );
  expect(runs.filter(([, verdict]) => verdict !== 'yes')).toEqual([
    ['rhel:7', 'no'],
    ['amazonlinux:2', 'no'],
  ]);
});

test('one version of words leaves the sentence as sure as it was', () => {
  const needs = needsOf(
    elfCgo({ versions: [need('GLIBC_2.17', ['a']), need('CXXABI_FLOAT128', ['c'])] }),
    found(),
  );
  expect([
    decideRuns(needs, { libc: 'glibc', version: '2.28' }),
    decideRuns(needs, { libc: 'glibc', version: '2.17' }),
  ]).toEqual([
    { runs: 'yes' },
    { runs: 'no', because: 'it needs CXXABI_FLOAT128', forced: ['CXXABI_FLOAT128'] },
  ]);
});
