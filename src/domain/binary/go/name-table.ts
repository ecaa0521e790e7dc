/** In which parts of a program are the names of Go's functions, and nothing else? */

import { type FileSize, type Range, type Reading, take } from '../reading.ts';
import { type ByteOrder, type View, createView } from '../view.ts';

/** Magic of the header of Go's table of functions, and words before the names' offset (debug/gosym, pclntab.go). */
const layouts: ReadonlyMap<number, number> = new Map([
  [0xfffffffa, 2],
  [0xfffffff0, 3],
  [0xfffffff1, 3],
]);
/** Bytes of the longest header, and of what stands before its words. */
const headerSize = 72;
const wordsAt = 8;
/** Bytes instructions are aligned to. */
const quanta: ReadonlySet<number> = new Set([1, 2, 4]);

/** The newest header as it begins in little-endian files; with a first byte so rare it is found quickly. */
const mark = Buffer.from([0xf1, 0xff, 0xff, 0xff, 0, 0]);
/** Bytes: of a chunk, and of all that is looked through for tables. */
const chunkSize = 512 * 1024;
const scanCap = 64 * 1024 * 1024;
const marksCap = 1024;

/**
 * For each range the names' part of the table that it begins with, else of every table in it: a program can
 * hold another one. Else the range itself.
 */
export function* narrowToNames(
  file: FileSize,
  ranges: readonly Range[],
): Reading<readonly Range[]> {
  const left = { bytes: scanCap, marks: marksCap };
  const narrowed: Range[] = [];
  for (const range of ranges) {
    const first = yield* tableAt(file, range);
    const inside = first === undefined ? yield* scan(file, range, left) : [first.names];
    narrowed.push(...(inside.length > 0 ? inside : [range]));
  }
  return narrowed;
}

/** Nothing where not all of the range was looked through. */
function* scan(
  file: FileSize,
  { offset, length }: Range,
  left: { bytes: number; marks: number },
): Reading<readonly Range[]> {
  const found: Range[] = [];
  const end = Math.min(offset + length, file.size);
  for (let at = offset; at + mark.length <= end;) {
    const size = Math.min(chunkSize, end - at);
    left.bytes -= size;
    if (left.bytes < 0) return [];
    const part = { offset: at, length: size };
    const { bytes } = yield* take(file, part, { what: 'the data', order: 'little' });
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let next = size - mark.length + 1;
    for (let hit = chunk.indexOf(mark); hit >= 0; hit = chunk.indexOf(mark, hit + 1)) {
      left.marks -= 1;
      if (left.marks < 0) return [];
      const table = yield* tableAt(file, { offset: at + hit, length: end - at - hit });
      if (table === undefined) continue;
      found.push(table.names);
      next = Math.max(hit + 1, table.functions - at);
      break;
    }
    at += next;
  }
  return found;
}

interface Table {
  readonly names: Range;
  /** Where its last part begins, in bytes from the file's start; no other table can lie before. */
  readonly functions: number;
}

/** The table that a range begins with. */
function* tableAt(file: FileSize, { offset, length }: Range): Reading<Table | undefined> {
  const room = Math.min(length, file.size - offset);
  if (room < headerSize) return undefined;
  const what = "Go's table of functions";
  const { bytes } = yield* take(file, { offset, length: headerSize }, { what, order: 'little' });
  const orders: readonly ByteOrder[] = ['little', 'big'];
  const starts = orders
    .map((order) => partsOf(createView(bytes, { what, order }), room))
    .find((found) => found !== undefined);
  if (starts === undefined) return undefined;
  const { from, to, functions } = starts;
  return {
    names: { offset: offset + from, length: to - from },
    functions: offset + functions,
  };
}

/** Five parts lie one behind the other: the names are the first of them, the functions the last. */
function partsOf(
  header: View,
  room: number,
): { readonly from: number; readonly to: number; readonly functions: number } | undefined {
  const before = layouts.get(header.u32(0));
  const size = header.u8(7);
  const plausible = header.u16(4) === 0 && quanta.has(header.u8(6)) && (size === 4 || size === 8);
  if (before === undefined || !plausible) return undefined;
  const first = wordsAt + before * size;
  const starts = Array.from({ length: 5 }, (_, index) =>
    header.word(first + index * size, size === 8 ? 64 : 32),
  );
  const [from = 0, to = 0] = starts;
  const end = [...starts, room];
  const ordered = end.every((start, index) => start >= (end[index - 1] ?? first + 5 * size));
  return ordered && to > from ? { from, to, functions: starts[4] ?? 0 } : undefined;
}
