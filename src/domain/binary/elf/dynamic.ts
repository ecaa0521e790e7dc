/** What does an ELF file tell the loader: which libraries it needs, and where its tables are? */

import type { Range, Reading } from '../reading.ts';
import { type Trouble, addDamage } from '../unreadable.ts';
import type { Parts } from './parts.ts';

/** The values of DT_…, as they stand; of a tag that is there twice the last, as the loader takes it. */
export interface DynamicTable {
  /** Offsets of names in the string table. */
  readonly needed: readonly number[];
  readonly value: (tag: number) => number | undefined;
}

export const tags = {
  needed: 1,
  hash: 4,
  strings: 5,
  symbols: 6,
  stringsSize: 10,
  soname: 14,
  rpath: 15,
  runpath: 29,
  relr: 36,
  gnuHash: 0x6ffffef5,
  versionOfSymbols: 0x6ffffff0,
  flags1: 0x6ffffffb,
  versionDefinitions: 0x6ffffffc,
  versionNeeds: 0x6ffffffe,
  versionNeedsCount: 0x6fffffff,
  mipsSymbolCount: 0x70000011,
} as const;

const known: ReadonlySet<number> = new Set(Object.values(tags));
const entryCap = 64 * 1024;
const neededCap = 4096;
/** Entries that are read at once. */
const batch = 32;

/** The table up to its DT_NULL; what cannot be read of it is damage. */
export function* readDynamic(
  parts: Parts,
  { offset, length }: Range,
  how: { readonly bits: 32 | 64; readonly trouble: Trouble },
): Reading<DynamicTable> {
  const { bits, trouble } = how;
  const stride = bits / 4;
  const needed: number[] = [];
  const values = new Map<number, number>();
  const table = { needed, value: (tag: number) => values.get(tag) };
  const room = Math.floor(Math.min(length, parts.file.size - offset) / stride);
  const count = Math.max(0, Math.min(room, entryCap));
  for (let first = 0; first < count; first += batch) {
    const size = Math.min(batch, count - first) * stride;
    const view = yield* parts.view(
      { offset: offset + first * stride, length: size },
      'the dynamic table',
    );
    for (let at = 0; at < size; at += stride) {
      const tag = view.word(at, bits);
      const value = view.word(at + stride / 2, bits);
      if (tag === 0) return table;
      if (tag !== tags.needed) {
        if (known.has(tag)) values.set(tag, value);
      } else if (needed.length < neededCap) needed.push(value);
      else trouble.unread.add('libraries');
    }
  }
  if (room <= entryCap) addDamage(trouble.loaded, 'the dynamic table has no end');
  else for (const what of ['libraries', 'versions'] as const) trouble.unread.add(what);
  return table;
}
