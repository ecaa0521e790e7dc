import { expect, test } from 'vitest';
import { createVersions } from '../../src/adapters/versions.ts';

const versions = createVersions();

test.each([
  ['1.26', true],
  ['^1.25', true],
  ['>=1.25 <1.27', true],
  ['*', true],
  ['1.27rc1', false],
  ['stable', false],
])('%s is a range: %s', (text, expected) => {
  expect(versions.isRange(text)).toBe(expected);
});

test.each([
  ['1.26.8', '1.26', true],
  ['1.27.0', '1.26.x', false],
  ['1.26.8', '^1.25', true],
  ['1.27.0-rc.1', '*', false],
])('%s lies in %s: %s', (version, range, expected) => {
  expect(versions.satisfies(version, range)).toBe(expected);
});

test('versions are compared by their numbers, prereleases before their release', () => {
  const sorted = ['1.9.0', '1.26.8', '1.26.10', '1.27.0-rc.2', '1.27.0-rc.10', '1.27.0'];
  expect(sorted.toReversed().sort((a, b) => versions.compare(a, b))).toEqual(sorted);
});
