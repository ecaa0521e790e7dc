import { expect, test } from 'vitest';
import { lookUp } from '../../src/domain/look-up.ts';

test.each([
  ['macos', 'darwin'],
  ['linux', undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
  ['toString', undefined],
])('the table says of %j: %j', (word, expected) => {
  expect(lookUp({ macos: 'darwin' }, word)).toBe(expected);
});
