import { expect, test } from 'vitest';
import { type Range, type Reading, Unreadable, take } from '../../../src/domain/binary/reading.ts';
import { drive } from '../../../src/stages/inspect/drive.ts';

/** A file of 40,000 bytes that notes what is read of it. */
function fileOf(size = 40_000): {
  readonly size: number;
  readonly ranges: Range[];
  read(range: Range): Promise<Uint8Array>;
} {
  const bytes = Uint8Array.from({ length: size }, (_, at) => Math.floor(at / 7) % 251);
  const ranges: Range[] = [];
  return {
    size,
    ranges,
    async read(range) {
      ranges.push(range);
      return bytes.slice(range.offset, range.offset + range.length);
    },
  };
}

function* readAll(size: number, wanted: readonly Range[]): Reading<readonly number[][]> {
  const parts: number[][] = [];
  for (const range of wanted) {
    const view = yield* take({ size }, range, { what: 'it', order: 'little' });
    parts.push([...view.bytes]);
  }
  return parts;
}

const expected = (offset: number, length: number): number[] =>
  Array.from({ length }, (_, at) => Math.floor((offset + at) / 7) % 251);

test('parts that lie close together are read once, and each is what was asked for', async () => {
  const file = fileOf();
  const wanted = [
    { offset: 10, length: 5 },
    { offset: 4090, length: 12 },
    { offset: 0, length: 4 },
    { offset: 39_990, length: 10 },
  ];
  const { value, bytesRead } = await drive(file, readAll(file.size, wanted));
  expect(value).toEqual(wanted.map(({ offset, length }) => expected(offset, length)));
  expect(file.ranges).toEqual([
    { offset: 0, length: 4096 },
    { offset: 4096, length: 4096 },
    { offset: 36_864, length: 4096 },
  ]);
  expect(bytesRead).toBe(4096 + 4096 + (40_000 - 36_864));
});

test('a long part is read in one go', async () => {
  const file = fileOf();
  const wanted = [{ offset: 100, length: 20_000 }];
  const { value } = await drive(file, readAll(file.size, wanted));
  expect(value).toEqual([expected(100, 20_000)]);
  expect(file.ranges).toEqual(wanted);
});

test('a reader that jumps about keeps no more than a few blocks', async () => {
  const file = fileOf(4096 * 200);
  const jumps = Array.from({ length: 200 }, (_, at) => ({ offset: at * 4096, length: 1 }));
  const wanted = [...jumps, { offset: 0, length: 1 }];
  await drive(file, readAll(file.size, wanted));
  expect(file.ranges.filter(({ offset }) => offset === 0)).toHaveLength(2);
});

test('what a reader throws comes out as it is', async () => {
  const file = fileOf();
  const reading = drive(file, readAll(file.size, [{ offset: 39_999, length: 2 }]));
  await expect(reading).rejects.toThrow(Unreadable);
});

test('a file that has become shorter meanwhile is told as cut off', async () => {
  const file = fileOf(100);
  const reading = drive(file, readAll(5000, [{ offset: 90, length: 20 }]));
  await expect(reading).rejects.toThrow('it reaches past the end of the file');
});
