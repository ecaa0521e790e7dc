import { expect, test } from 'vitest';
import { firstFew } from '../../src/domain/first-few.ts';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b', 'c', 'd', 'e', 'f'], 'a, b, c, d, e, f'],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more'],
])('of %j is shown %s', (names, expected) => {
  expect(firstFew(names)).toBe(expected);
});
