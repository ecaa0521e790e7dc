/** What do the sections of an ELF file add, where it has kept them? */

import { type Range, type Reading, Unreadable, rangeCap } from '../reading.ts';
import type { View } from '../view.ts';
import type { ElfHeader } from './header.ts';
import type { Parts } from './parts.ts';

export interface Section extends Range {
  /** Offset of its name in the names' section. */
  readonly name: number;
  /** SHT_… */
  readonly type: number;
  /** Part of the program in memory. */
  readonly loaded: boolean;
  readonly address: number;
  readonly align: number;
}

export interface Sections {
  readonly list: readonly Section[];
  /** Where their names are. */
  readonly names?: Range;
}

export const sectionTypes = { dynamic: 6, note: 7, noBits: 8 } as const;

const moreThan16Bits = 0xffff;

/** @throws Unreadable where the table is not in the file whole */
export function* readSections(parts: Parts, header: ElfHeader): Reading<Sections> {
  const { bits } = header;
  const { offset, count, stride, namesIndex } = header.sections;
  if (offset === 0) return { list: [] };
  const what = "the sections' table";
  if (stride < (bits === 64 ? 64 : 40)) {
    throw new Unreadable(`its sections' headers are ${stride} bytes each: too few`);
  }
  const first = yield* parts.view({ offset, length: stride }, what);
  // With 65,280 sections and more, their number and the index of the names stand in section 0.
  const exact = count === 0 ? sectionOf(first, bits).length : count;
  const names = namesIndex === moreThan16Bits ? first.u32(bits === 64 ? 40 : 24) : namesIndex;
  const length = exact * stride;
  if (length > rangeCap) throw new Unreadable(`it is said to have ${exact} sections`);
  const table = yield* parts.view({ offset, length }, what);
  const list = Array.from({ length: exact }, (_, index) =>
    sectionOf(table.part(index * stride, stride), bits),
  );
  const named = list[names];
  return { list, ...(named && names > 0 ? { names: named } : {}) };
}

/** https://gabi.xinuos.com/elf/03-sheader.html */
function sectionOf(view: View, bits: 32 | 64): Section {
  const word = (index: number): number => view.word(8 + (index * bits) / 8, bits);
  return {
    name: view.u32(0),
    type: view.u32(4),
    // SHF_ALLOC
    loaded: Math.floor(word(0) / 2) % 2 === 1,
    address: word(1),
    offset: word(2),
    length: word(3),
    align: view.word(bits === 64 ? 48 : 32, bits),
  };
}

/** Where in the file the sections lie whose names match, cut at its end. */
export function* findSections(
  parts: Parts,
  { list, names }: Sections,
  patterns: readonly RegExp[],
): Reading<readonly (readonly Range[])[]> {
  const found = patterns.map((): Range[] => []);
  if (names === undefined) return found;
  const { size } = parts.file;
  const end = names.offset + names.length;
  for (const { name, type, offset, length } of list) {
    if (type === 0 || type === sectionTypes.noBits || offset >= size || length === 0) continue;
    const text = yield* parts.text(names.offset + name, end, "a section's name");
    const index = patterns.findIndex((pattern) => pattern.test(text));
    found[index]?.push({ offset, length: Math.min(length, size - offset) });
  }
  return found;
}
