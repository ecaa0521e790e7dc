import { expect, test } from 'vitest';
import { editDistance, nearest } from '../../src/domain/nearest.ts';

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['', 'abc', 3],
  ['abc', 'ac', 1],
  ['abc', 'abxc', 1],
  ['abc', 'axc', 1],
  ['abc', 'acb', 1],
  ['ca', 'abc', 3],
  ['kitten', 'sitting', 3],
])('from %j to %j are %i edits', (a, b, expected) => {
  expect(editDistance(a, b)).toBe(expected);
  expect(editDistance(b, a)).toBe(expected);
});

const known = ['targets', 'tags', 'token', 'timestamp', 'flags', 'ldflags', 'cgo'];

test.each([
  ['target', 'targets'],
  ['TARGETS', 'targets'],
  ['tagrets', 'targets'],
  ['ldflag', 'ldflags'],
  ['time-stamp', 'timestamp'],
  ['cg', 'cgo'],
  ['completely-else', undefined],
  ['zzz', undefined],
  ['1', undefined],
])('who writes %j means %j', (word, expected) => {
  expect(nearest(word, known)).toBe(expected);
});

test('of two that are equally near the first is taken', () => {
  expect(nearest('ab', ['ac', 'ad'])).toBe('ac');
  expect(nearest('b', [])).toBe(undefined);
});
