/** Which parts of an ELF file are loaded or looked at when it starts, and at which address? */

import { type Range, type Reading, Unreadable, rangeCap } from '../reading.ts';
import { type Trouble, addDamage } from '../unreadable.ts';
import type { View } from '../view.ts';
import type { ElfHeader } from './header.ts';
import type { Parts } from './parts.ts';

/** PT_…, as they stand; numbers of 64 bits are rounded above 2^53 - 1. */
export interface Segment extends Range {
  readonly type: number;
  /** 1 executable, 2 writable, 4 readable */
  readonly flags: number;
  readonly address: number;
  readonly align: number;
}

export const segmentTypes = {
  load: 1,
  dynamic: 2,
  interpreter: 3,
  note: 4,
  gnuStack: 0x6474e551,
} as const;

/** PT_NULL, PT_NOTE: no program fails to start for what they say. */
const unloaded: ReadonlySet<number> = new Set([0, segmentTypes.note]);

/** @throws Unreadable where the table is not in the file whole */
export function* readSegments(
  parts: Parts,
  { bits, segments: { offset, count, stride } }: Pick<ElfHeader, 'bits' | 'segments'>,
  trouble: Trouble,
): Reading<readonly Segment[]> {
  const length = count * stride;
  if (length > rangeCap) throw new Unreadable(`it is said to have ${count} segments`);
  const table = yield* parts.view({ offset, length }, "the segments' table");
  const segments = Array.from({ length: count }, (_, index) =>
    segmentOf(table.part(index * stride, stride), bits),
  );
  for (const [index, { type, offset: start, length: size }] of segments.entries()) {
    if (size === 0 || start + size <= parts.file.size) continue;
    const where = unloaded.has(type) ? trouble.beside : trouble.loaded;
    addDamage(where, `segment ${index} of ${count} reaches past the end of the file`);
    if (type === segmentTypes.load) trouble.cutOff = true;
  }
  return segments;
}

/** https://gabi.xinuos.com/elf/07-pheader.html: the flags stand elsewhere in 32 bits. */
function segmentOf(view: View, bits: 32 | 64): Segment {
  const [flags, places] = bits === 64 ? [4, 8] : [24, 4];
  const word = (index: number): number => view.word(places + (index * bits) / 8, bits);
  return {
    type: view.u32(0),
    flags: view.u32(flags),
    offset: word(0),
    address: word(1),
    length: word(3),
    align: bits === 64 ? word(5) : view.u32(28),
  };
}

/** Only numbers that are exact: a rounded one would lead elsewhere. */
function isWithin(address: number, part: Pick<Segment, 'address' | 'length'>): boolean {
  return (
    Number.isSafeInteger(address) &&
    Number.isSafeInteger(part.address) &&
    address >= part.address &&
    address - part.address < part.length
  );
}

/** The offset in the file of the byte that is loaded at an address. */
export function offsetOf(
  address: number,
  parts: readonly Pick<Segment, 'address' | 'length' | 'offset'>[],
): number | undefined {
  const part = parts.find((one) => isWithin(address, one));
  return part && part.offset + (address - part.address);
}
