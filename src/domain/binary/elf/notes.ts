/** What notes did those who made an ELF file leave in it? */

import type { ElfNote } from '../facts.ts';
import { type Range, type Reading, tolerate } from '../reading.ts';
import { Unreadable, addDamage } from '../unreadable.ts';
import { decodeText } from '../view.ts';
import { type NotePlace, placeCap } from './note-places.ts';
import type { Parts } from './parts.ts';

/** Bytes of a note's value that are kept, and of an owner's name. */
const valueCap = 64;
const ownerCap = 256;
const noteCap = 1024;

/** A note, and where all of its value is. */
export interface PlacedNote {
  readonly note: ElfNote;
  readonly value: Range;
}

const what = 'a note';

/**
 * Of `placeCap` places at the most; what cannot be read is damage.
 * https://gabi.xinuos.com/elf/07-pheader.html#note-sections
 */
export function* readNotes(
  parts: Parts,
  places: readonly NotePlace[],
  damage: string[],
): Reading<readonly PlacedNote[]> {
  const notes: PlacedNote[] = [];
  if (places.length > placeCap) addDamage(damage, `it has notes in more than ${placeCap} places`);
  for (const place of places.slice(0, placeCap)) {
    yield* tolerate(damage, readPlace(parts, place, notes));
  }
  return notes;
}

function* readPlace(
  parts: Parts,
  { offset, length, align }: NotePlace,
  notes: PlacedNote[],
): Reading<void> {
  const end = Math.min(offset + length, parts.file.size);
  for (let at = offset; at + 12 <= end;) {
    if (notes.length === noteCap) throw new Unreadable(`it has more than ${noteCap} notes`);
    const { placed, size } = yield* readNote(parts, { at, end, align: align === 8 ? 8 : 4 });
    notes.push(placed);
    at += size;
  }
}

function* readNote(
  parts: Parts,
  { at, end, align }: { readonly at: number; readonly end: number; readonly align: number },
): Reading<{ readonly placed: PlacedNote; readonly size: number }> {
  const head = yield* parts.view({ offset: at, length: 12 }, what);
  const [ownerSize, valueSize] = [head.u32(0), head.u32(4)];
  const valueAt = roundUp(12 + ownerSize, align);
  if (ownerSize > ownerCap || at + valueAt + valueSize > end) {
    throw new Unreadable('a note is longer than the place it is in');
  }
  const owner = yield* parts.view({ offset: at + 12, length: ownerSize }, what);
  const value = { offset: at + valueAt, length: valueSize };
  const kept = yield* parts.view({ ...value, length: Math.min(valueSize, valueCap) }, what);
  const name = decodeText(owner.bytes).replace(/\0.*$/s, '');
  return {
    placed: { note: { owner: name, type: head.u32(8), value: kept.bytes.slice() }, value },
    size: roundUp(valueAt + valueSize, align),
  };
}

function roundUp(size: number, align: number): number {
  return Math.ceil(size / align) * align;
}
