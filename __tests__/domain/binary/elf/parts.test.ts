import { describe, expect, test } from 'vitest';
import { createParts } from '../../../../src/domain/binary/elf/parts.ts';
import type { Range, Reading } from '../../../../src/domain/binary/reading.ts';
import { drive } from '../../../fixtures/hostile.ts';

const content = Uint8Array.from({ length: 10_000 }, (_, index) => index % 251);
const file = { size: content.length };

function* all(ranges: readonly Range[]): Reading<readonly (readonly number[])[]> {
  const parts = createParts(file, 'little');
  const views: number[][] = [];
  for (const range of ranges) views.push([...(yield* parts.view(range, 'it')).bytes]);
  return views;
}

describe('parts of a file', () => {
  const expected = ({ offset, length }: Range) => [...content.subarray(offset, offset + length)];

  test.each<[string, readonly (readonly [offset: number, length: number])[], number, number]>([
    ['one within a page', [[10, 20]], 1, 1024],
    ['one over several pages in one request', [[1000, 3000]], 1, 4096],
    [
      'neighbours in one request',
      [
        [10, 20],
        [500, 24],
        [1000, 24],
      ],
      1,
      1024,
    ],
    [
      'no page twice',
      [
        [1000, 100],
        [0, 3000],
      ],
      2,
      3072,
    ],
    ['the last page, which is short', [[9990, 10]], 1, 784],
    [
      'nothing',
      [
        [0, 0],
        [10_000, 0],
      ],
      0,
      0,
    ],
  ])('%s', (_, given, reads, bytes) => {
    const ranges = given.map(([offset, length]) => ({ offset, length }));
    expect(drive(content, all(ranges))).toEqual({ outcome: ranges.map(expected), reads, bytes });
  });

  test.each<[string, Range, string]>([
    ['over the end', { offset: 9990, length: 11 }, 'it reaches past the end of the file'],
    ['before the start', { offset: -1, length: 1 }, 'it lies nowhere'],
    ['of no number', { offset: NaN, length: 1 }, 'it lies nowhere'],
    ['beyond what is exact', { offset: 2 ** 60, length: 1 }, 'it lies nowhere'],
  ])('%s are refused', (_, range, reason) => {
    expect(drive(content, all([range]))).toEqual({ outcome: reason, reads: 0, bytes: 0 });
  });

  test('no more than 24 MiB of a file are asked for', () => {
    const size = 2 ** 40;
    const scattered = function* (): Reading<void> {
      const parts = createParts({ size }, 'little');
      for (let page = 0; page < 30_000; page += 1) {
        yield* parts.view({ offset: page * 2 ** 20, length: 1 }, 'a table');
      }
    };
    expect(drive(content, scattered(), size)).toEqual({
      outcome: 'a table is scattered over too much of the file',
      bytes: 24 * 1024 * 1024,
      reads: 24 * 1024,
    });
  });
});

describe('texts', () => {
  const bytes = new TextEncoder().encode(
    `${'x'.repeat(1000)}${'y'.repeat(100)}\0z\0${'w'.repeat(9)}`,
  );
  const text = (at: number, end: number) =>
    drive(bytes, createParts({ size: bytes.length }, 'little').text(at, end, 'it')).outcome;

  test.each<[string, readonly [at: number, end: number], string]>([
    ['over two pages', [990, 2000], 'x'.repeat(10) + 'y'.repeat(100)],
    ['a short one', [1101, 2000], 'z'],
    ['an empty one', [1100, 1101], ''],
    ['one whose end is not reached in the file', [1103, 2000], 'it holds a text without an end'],
    ['one whose end lies behind the table', [0, 1100], 'it holds a text without an end'],
    ['one behind the table', [1101, 1101], 'it lies nowhere'],
    ['one behind the file', [5000, 6000], 'it lies nowhere'],
    ['one at no number', [NaN, 2000], 'it lies nowhere'],
  ])('%s', (_, [at, end], expected) => {
    expect(text(at, end)).toBe(expected);
  });
});
