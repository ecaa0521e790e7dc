import { expect, test } from 'vitest';
import { byCodePoint, firstFew } from '../../../src/domain/archive/order.ts';

test('names are sorted as their UTF-8 bytes are', () => {
  const names = ['b', 'a/b', 'a', 'a.b', 'Z', 'é', '\u{1F600}', '\uFF5E', 'a-b', '', 'aa'];
  const byBytes = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect([...names].sort(byCodePoint)).toEqual(byBytes);
});

test.each([
  [['a'], 'a'],
  [['a', 'b', 'c', 'd', 'e', 'f'], 'a, b, c, d, e, f'],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more'],
])('of %j is shown %s', (names, expected) => {
  expect(firstFew(names)).toBe(expected);
});
