import { describe, expect, test } from 'vitest';
import { narrowToNames } from '../../../../src/domain/binary/go/name-table.ts';
import type { Range } from '../../../../src/domain/binary/reading.ts';
import type { ByteOrder } from '../../../../src/domain/binary/view.ts';
import { type Field, concat, join } from '../../../fixtures/bytes.ts';
import { drive } from '../../../fixtures/hostile.ts';

interface TableWish {
  readonly magic?: number;
  readonly bits?: 32 | 64;
  readonly order?: ByteOrder;
  readonly quantum?: number;
  /** From the table's start: the names, and the four parts behind them. */
  readonly starts?: readonly number[];
}

const length = 400;

function table(wish: TableWish = {}): Uint8Array {
  const { magic = 0xfffffff1, bits = 64, order = 'little', quantum = 1 } = wish;
  const size = bits === 64 ? 8 : 4;
  const word = (value: number): Field => [size, value];
  const counts = magic === 0xfffffffa ? [3, 1] : [3, 1, 0];
  const starts = wish.starts ?? [80, 200, 240, 300, 320];
  const words = [...counts, ...starts].map(word);
  const head = join(order, [4, magic], [2, 0], [1, quantum], [1, size], ...words);
  return concat([head, new Uint8Array(length - head.length)]);
}

const narrow = (bytes: Uint8Array, ranges: readonly Range[], size = bytes.length) =>
  drive(bytes, narrowToNames({ size }, ranges), size);

const whole = { offset: 0, length };
const names = { offset: 80, length: 120 };

describe("the names in Go's table of functions", () => {
  test.each<[string, TableWish, Range]>([
    ['of Go 1.20', {}, names],
    ['of Go 1.18', { magic: 0xfffffff0 }, names],
    ['of Go 1.16', { magic: 0xfffffffa }, names],
    ['of 32 bits', { bits: 32 }, names],
    ['of a big-endian machine', { order: 'big', bits: 32, quantum: 4 }, names],
    ['of a header that is not known', { magic: 0xfffffff2 }, whole],
    ['of Go 1.15', { magic: 0xfffffffb }, whole],
    ['whose code is aligned as no machine has it', { quantum: 3 }, whole],
    ['that begin inside the header', { starts: [40, 200, 240, 300, 320] }, whole],
    ['that end before they begin', { starts: [80, 70, 240, 300, 320] }, whole],
    ['that are empty', { starts: [80, 80, 240, 300, 320] }, whole],
    ['in a table that reaches past its section', { starts: [80, 200, 240, 300, 401] }, whole],
    ['at 2^60', { starts: [2 ** 60, 2 ** 61, 2 ** 61, 2 ** 61, 2 ** 61] }, whole],
  ])('%s', (_, wish, expected) => {
    expect(narrow(table(wish), [whole]).outcome).toEqual([expected]);
  });

  test('lie in each range by itself', () => {
    const bytes = concat([table(), table({ magic: 1 }), table({ bits: 32 })]);
    const ranges = [0, 1, 2].map((index) => ({ offset: index * length, length }));
    expect(narrow(bytes, ranges).outcome).toEqual([
      names,
      { offset: length, length },
      { offset: 2 * length + 80, length: 120 },
    ]);
  });

  test('lie anywhere in constant data, and of a program within the program too', () => {
    const bytes = concat([new Uint8Array(100), table(), new Uint8Array(600_000), table()]);
    expect(narrow(bytes, [{ offset: 7, length: bytes.length - 7 }]).outcome).toEqual([
      { offset: 180, length: 120 },
      { offset: 600_580, length: 120 },
    ]);
  });

  test('are found where the mark of the table lies across two chunks', () => {
    const chunk = 512 * 1024;
    for (const before of [1, 2, 3, 4, 5]) {
      const bytes = concat([new Uint8Array(chunk - before), table()]);
      const range = { offset: 0, length: bytes.length };
      expect(narrow(bytes, [range]).outcome).toEqual([
        { offset: chunk - before + 80, length: 120 },
      ]);
    }
  });

  test('are looked for in 64 MiB at the most, and in as many places as can be', () => {
    const size = 200 * 1024 * 1024;
    const huge = { offset: 0, length: size };
    const { outcome, bytes } = narrow(table({ magic: 0 }), [huge], size);
    expect(outcome).toEqual([huge]);
    expect(bytes).toBeLessThan(65 * 1024 * 1024);
    const marks = new Uint8Array(600_000).map((_, at) => [0xf1, 0xff, 0xff, 0xff, 0, 0][at % 6]!);
    const { outcome: many, reads } = narrow(marks, [{ offset: 0, length: marks.length }]);
    expect(many).toEqual([{ offset: 0, length: marks.length }]);
    expect(reads).toBeLessThan(1100);
  });

  test('a range that is too short, or past the end of the file, stays as it is', () => {
    const ranges = [
      { offset: 0, length: 20 },
      { offset: 4000, length: 100 },
    ];
    expect(narrow(table(), ranges).outcome).toEqual(ranges);
  });
});
