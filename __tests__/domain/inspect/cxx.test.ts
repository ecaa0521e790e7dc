import { expect, test } from 'vitest';
import { cxxFloors, judgeCxx, otherVersionsOf } from '../../../src/domain/inspect/cxx.ts';
import { distributions } from '../../../src/domain/inspect/distributions.ts';
import { needsOf } from '../../../src/domain/inspect/needs-of.ts';
import { decideRuns } from '../../../src/domain/inspect/libc-verdict.ts';
import { elf, elfCgo, found, need } from '../../fakes/programs.ts';

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

test('other families are kept apart, the highest of each by number', () => {
  const asked = [
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
  expect(otherVersionsOf(elf({ versions: asked }))).toEqual([
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
