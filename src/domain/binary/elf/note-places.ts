/** Where in an ELF file do notes lie? */

import type { Range } from '../reading.ts';
import { type Section, type Sections, sectionTypes } from './sections.ts';
import { type Segment, segmentTypes } from './segments.ts';

/** In segments and sections aligned to 8 bytes, so are notes. */
export interface NotePlace extends Range {
  readonly align: number;
}

/** A file of Linux has a handful. */
export const placeCap = 64;

/** Segments first; one place more than `placeCap` where there are more, whatever a file has of each. */
export function notePlaces(segments: readonly Segment[], { list }: Sections): readonly NotePlace[] {
  const most = placeCap + 1;
  const inSegments = segments.filter(({ type }) => type === segmentTypes.note).slice(0, most);
  const places: NotePlace[] = [...inSegments];
  for (const section of list) {
    if (places.length === most) break;
    // Go's linker puts its GNU build id into a section that no segment of notes holds.
    if (isLoadedNote(section) && !inSegments.some((segment) => holds(segment, section))) {
      places.push(section);
    }
  }
  return places;
}

function isLoadedNote({ type, loaded }: Section): boolean {
  return type === sectionTypes.note && loaded;
}

function holds(outer: Range, inner: Range): boolean {
  const end = inner.offset + inner.length;
  return outer.offset <= inner.offset && end <= outer.offset + outer.length;
}
