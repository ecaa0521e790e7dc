/** Which level of x86 does a GNU property note ask for? */

import type { Reading } from '../reading.ts';
import type { ElfHeader } from './header.ts';
import type { PlacedNote } from './notes.ts';
import type { Parts } from './parts.ts';

/** NT_GNU_PROPERTY_TYPE_0, and GNU_PROPERTY_X86_ISA_1_NEEDED of the x86-64 psABI. */
const propertyNote = 5;
const isaNeeded = 0xc0008002;
const machines: ReadonlySet<number> = new Set([3, 62]);
/** Bytes of properties that are read. */
const propertiesCap = 4096;

/** The bits of all such notes; undefined where none asks. @throws Unreadable where a property is cut off */
export function* readIsaNeeded(
  parts: Parts,
  { bits, machine }: Pick<ElfHeader, 'bits' | 'machine'>,
  notes: readonly PlacedNote[],
): Reading<number | undefined> {
  if (!machines.has(machine)) return undefined;
  let needed: number | undefined;
  for (const { note, value } of notes) {
    if (note.owner !== 'GNU' || note.type !== propertyNote) continue;
    const length = Math.min(value.length, propertiesCap);
    const view = yield* parts.view({ ...value, length }, 'the GNU property');
    for (let at = 0; at + 8 <= length;) {
      const size = view.u32(at + 4);
      if (view.u32(at) === isaNeeded) needed = ((needed ?? 0) | view.u32(at + 8)) >>> 0;
      at += 8 + Math.ceil(size / (bits / 8)) * (bits / 8);
    }
  }
  return needed;
}
