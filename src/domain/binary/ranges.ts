/** Which parts of a file do several ranges cover together? */

import type { FileSize, Range } from './reading.ts';

/** In order, without overlaps, within the file: so no byte is read twice whatever a file says. */
export function mergeRanges(ranges: readonly Range[], { size }: FileSize): readonly Range[] {
  const merged: { offset: number; length: number }[] = [];
  for (const { offset, length } of ranges.toSorted((a, b) => a.offset - b.offset)) {
    const last = merged.at(-1);
    const from = Math.max(offset, last ? last.offset + last.length : 0);
    const end = Math.min(offset + length, size);
    if (!(end > from)) continue;
    if (last && last.offset + last.length === from) last.length = end - last.offset;
    else merged.push({ offset: from, length: end - from });
  }
  return merged;
}
