import { expect, test } from 'vitest';
import { compareDotted, highest, isDotted } from '../../../src/domain/inspect/dotted.ts';

test.each<[string, string, number]>([
  ['2.9', '2.17', -1],
  ['2.17', '2.9', 1],
  ['2.34', '2.34', 0],
  ['12', '12.0', 0],
  ['10.15', '11', -1],
  ['2.2.5', '2.2', 1],
  ['3.2.0', '3.2', 0],
])('%s beside %s: %d', (a, b, sign) => {
  expect(Math.sign(compareDotted(a, b))).toBe(sign);
});

test.each([
  ['2.34', true],
  ['12', true],
  ['', false],
  ['2.', false],
  ['PRIVATE', false],
  ['ABI_DT_RELR', false],
  ['2.1234567890', false],
  ['1.2.3.4.5.6', false],
])('whether %j is a dotted version: %s', (text, is) => {
  expect(isDotted(text)).toBe(is);
});

test('the highest is found by number, and none of none', () => {
  const plain = (version: string): string => version;
  expect(highest(['2.9', '2.34', '2.17'], plain)).toBe('2.34');
  expect(highest([], plain)).toBeUndefined();
});
