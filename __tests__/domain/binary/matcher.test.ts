import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../../src/domain/binary/matcher.ts';
import { randomFrom } from '../../fixtures/hostile.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('one look for many texts', () => {
  test.each<[string, readonly string[], string, readonly number[]]>([
    ['texts that begin alike', ['abc', 'abcd', 'abd'], 'xxabcdxx', [0, 1]],
    ['texts that overlap', ['aab', 'aba', 'bab'], 'aabab', [0, 1, 2]],
    ['texts of one repeated letter', ['aaaa'], 'aaabaaaa', [0]],
    ['a text of one letter', ['z', 'abc'], 'abz', [0]],
    ['a text of two letters', ['yz', 'abc'], 'abyz', [0]],
    ['a text that is longer than the bytes', ['abcdef'], 'abcde', []],
    ['a text of 300 letters', ['x'.repeat(300)], 'x'.repeat(301), [0]],
    ['no texts', [], 'abc', []],
    ['no bytes', ['ab'], '', []],
  ])('%s', (_, needles, text, expected) => {
    const found = createMatcher(needles.map(bytes)).newIn(bytes(text));
    expect(found.toSorted((a, b) => a - b)).toEqual(expected);
  });

  test('each text is told once', () => {
    const matcher = createMatcher([bytes('abc'), bytes('xyz')]);
    const told = ['abc', 'abcxyz', 'xyz'].map((text) => matcher.newIn(bytes(text)));
    expect(told).toEqual([[0], [1], []]);
  });

  test('the same is found as by looking for each alone', () => {
    const random = randomFrom(7);
    const letters = (length: number) =>
      Array.from({ length }, () => 'abc'.charAt(Math.floor(random() * 3))).join('');
    for (let run = 0; run < 500; run += 1) {
      const needles = Array.from({ length: 5 }, () => letters(2 + Math.floor(random() * 6)));
      const text = letters(60);
      const found = createMatcher(needles.map(bytes)).newIn(bytes(text));
      const expected = needles.flatMap((needle, index) => (text.includes(needle) ? [index] : []));
      expect(found.toSorted((a, b) => a - b)).toEqual(expected);
    }
  });
});
