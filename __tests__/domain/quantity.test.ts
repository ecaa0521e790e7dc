import { expect, test } from 'vitest';
import { formatBytes, formatDuration } from '../../src/domain/quantity.ts';

test.each([
  [0, '0 ms'],
  [0.4, '0 ms'],
  [340, '340 ms'],
  [999.4, '999 ms'],
  [1000, '1.0 s'],
  [4249, '4.2 s'],
  [59_900, '59.9 s'],
  [60_000, '1 min 00 s'],
  [185_000, '3 min 05 s'],
  [3_725_000, '62 min 05 s'],
])('%d milliseconds are written %j', (ms, expected) => {
  expect(formatDuration(ms)).toBe(expected);
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [12_897_485, '12.3 MiB'],
  [1024 ** 3, '1.0 GiB'],
  [1024 ** 5, '1024.0 TiB'],
])('%d bytes are written %j', (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected);
});
