/** Which programs does a fat Mach-O file hold, and where? */

import { type FileSize, type Range, type Reading, take } from '../reading.ts';
import { type Trouble, Unreadable, addDamage } from '../unreadable.ts';

export interface FatSlice {
  /** From 1 on. */
  readonly number: number;
  readonly cpuType: number;
  readonly range: Range;
}

const headerSize = 8;
const magics: ReadonlyMap<number, { readonly bits: 32 | 64; readonly entrySize: number }> = new Map(
  [
    [0xcafebabe, { bits: 32, entrySize: 20 }],
    [0xcafebabf, { bits: 64, entrySize: 32 }],
  ],
);

/** Java's class files have the same magic and a version of 45 or more where the count is. */
const sliceCap = 16;

/**
 * The slices that lie in the file, behind its header and one beside the other; the others are told as damage.
 * @throws Unreadable where it is no fat file
 */
export function* readFatSlices(file: FileSize, trouble: Trouble): Reading<readonly FatSlice[]> {
  const what = 'the fat header';
  const order = 'big';
  const head = yield* take(file, { offset: 0, length: headerSize }, { what, order });
  const layout = magics.get(head.u32(0));
  if (layout === undefined) throw new Unreadable('it does not begin as a fat Mach-O file does');
  const { bits, entrySize } = layout;
  const count = head.u32(4);
  if (count === 0) throw new Unreadable('it is a fat Mach-O file without a program');
  if (count > sliceCap) {
    throw new Unreadable(`it is said to hold ${count} programs; ${sliceCap} are read at the most`);
  }
  const length = count * entrySize;
  const table = yield* take(file, { offset: headerSize, length }, { what, order });
  const slices: FatSlice[] = [];
  for (let number = 1; number <= count; number += 1) {
    const entry = table.part((number - 1) * entrySize, entrySize);
    const range = { offset: entry.word(8, bits), length: entry.word(8 + bits / 8, bits) };
    const problem = placeProblem(range, { start: headerSize + length, end: file.size, slices });
    if (problem === undefined) slices.push({ number, cpuType: entry.u32(0), range });
    else addDamage(trouble.loaded, `slice ${number} ${problem}`);
    if (problem === pastEnd) trouble.cutOff = true;
  }
  return slices;
}

const pastEnd = 'reaches past the end of the file';

function placeProblem(
  { offset, length }: Range,
  file: { readonly start: number; readonly end: number; readonly slices: readonly FatSlice[] },
): string | undefined {
  if (offset < file.start) return 'begins inside the fat header';
  if (offset + length > file.end) return pastEnd;
  const other = file.slices.some(
    ({ range }) => offset < range.offset + range.length && range.offset < offset + length,
  );
  return other ? 'overlaps with another' : undefined;
}
