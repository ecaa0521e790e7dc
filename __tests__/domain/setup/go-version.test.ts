import { describe, expect, test } from 'vitest';
import {
  compareGo,
  isPrerelease,
  minorOf,
  parseInstalledWord,
  parseReleaseWord,
  releaseName,
  toSemver,
} from '../../../src/domain/setup/go-version.ts';

test('versions sort as Go sorts them: language, prereleases, releases', () => {
  const sorted = [
    'no version',
    '1.9.2rc2',
    '1.9.2',
    '1.20beta1',
    '1.20rc1',
    '1.20',
    '1.20.1',
    '1.21',
    '1.21rc2',
    '1.21rc10',
    '1.21.0',
    '1.25.0-1',
    '1.25.0-2',
    '1.25.9',
    '1.25.10',
    '1.26',
    '1.27rc1',
  ];
  expect(sorted.toReversed().sort(compareGo)).toEqual(sorted);
});

test('before 1.21 a minor alone is its first release', () => {
  expect(compareGo('1.20', '1.20.0')).toBe(0);
  expect(compareGo('1.21', '1.21.0')).toBeLessThan(0);
});

describe('the name of a release', () => {
  test.each([
    ['1.26.8', '1.26.8'],
    ['go1.26.8', '1.26.8'],
    ['1.27rc1', '1.27rc1'],
    ['go1.27rc1', '1.27rc1'],
    ['1.27.0-rc.1', '1.27rc1'],
    ['1.27.0-rc1', '1.27rc1'],
    ['1.27.0-beta.2', '1.27beta2'],
    ['1.9.2-rc.2', '1.9.2rc2'],
    ['1.20.0', '1.20'],
    ['1.21.0', '1.21.0'],
    ['1.25.0-1', '1.25.0-1'],
    ['1.26', undefined],
    ['go1.20', undefined],
    ['1.26.x', undefined],
    ['^1.26.0', undefined],
    ['stable', undefined],
    ['', undefined],
  ])('of %s is %s', (text, name) => {
    expect(releaseName(text)).toBe(name);
  });
});

test.each([
  ['1.26.8', '1.26.8'],
  ['1.27rc1', '1.27.0-rc.1'],
  ['1.20', '1.20.0'],
  ['1.9.2rc2', '1.9.2-rc.2'],
  ['1.25.0-1', '1.25.0-1'],
])('%s is %s as a semantic version, and back', (release, semver) => {
  expect(toSemver(release)).toBe(semver);
  expect(releaseName(semver)).toBe(release);
});

test.each([
  ['go1.26.8', '1.26.8'],
  ['go1.20', '1.20'],
  ['go1.25.0-1', '1.25.0-1'],
  ['go1.26', undefined],
  ['1.26.8', undefined],
  ['devel', undefined],
])('the release word %s is %s', (word, release) => {
  expect(parseReleaseWord(word)).toBe(release);
});

test.each([
  ['go1.26.8', '1.26.8'],
  ['go1.26.8 X:nodwarf5', '1.26.8'],
  ['go1.26.8-X:nodwarf5', '1.26.8'],
  ['go1.24.0-custom', '1.24.0'],
  ['go1.20', '1.20'],
  ['go1.26.8\n', '1.26.8'],
  ['devel go1.28-abcdef Mon Jan 2', undefined],
  ['', undefined],
])('an installation that says %j is %s', (text, release) => {
  expect(parseInstalledWord(text)).toBe(release);
});

test('a minor and a prerelease are told from the words alone', () => {
  expect(['1.26.8', '1.26', '1.27rc1'].map(minorOf)).toEqual(['1.26', '1.26', '1.27']);
  expect(['1.26.8', '1.27rc1', '1.25.0-1'].map(isPrerelease)).toEqual([false, true, false]);
});
