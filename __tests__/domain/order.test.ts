import { expect, test } from 'vitest';
import { byCodePoint } from '../../src/domain/order.ts';

test('names are sorted as their UTF-8 bytes are', () => {
  const names = ['b', 'a/b', 'a', 'a.b', 'Z', 'é', '\u{1F600}', '\uFF5E', 'a-b', '', 'aa'];
  const byBytes = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect([...names].sort(byCodePoint)).toEqual(byBytes);
});
