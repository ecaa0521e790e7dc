import { expect, test } from 'vitest';
import { createOutputRing } from '../../../src/adapters/service/output-ring.ts';

test('a ring holds the last bytes, however they come', () => {
  for (const step of [1, 3, 7, 8, 9, 20, 100]) {
    const ring = createOutputRing(8);
    const all = Array.from({ length: 100 }, (_, at) => String.fromCharCode(33 + (at % 90))).join(
      '',
    );
    for (let at = 0; at < all.length; at += step) {
      ring.push(Buffer.from(all.slice(at, at + step)));
      const sent = all.slice(0, at + step);
      expect([ring.tail(), ring.bytes()]).toEqual([sent.slice(-8), sent.length]);
    }
  }
});

test('a character that was cut is left out', () => {
  const ring = createOutputRing(4);
  expect([ring.tail(), ring.bytes()]).toEqual(['', 0]);
  ring.push(Buffer.from('ab笔'));
  expect(ring.tail()).toBe('b笔');
  ring.push(Buffer.from('cd'));
  expect([ring.tail(), ring.bytes()]).toEqual(['cd', 7]);
});
