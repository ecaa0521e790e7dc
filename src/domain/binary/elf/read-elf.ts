/** What does an ELF file say of itself, whatever it runs on? */

import type { ElfFacts } from '../facts.ts';
import { readGoInfo } from '../go-info.ts';
import { type FileSize, type Range, type Reading, tolerate } from '../reading.ts';
import { addDamage, createTrouble, describeTrouble } from '../unreadable.ts';
import { type ElfHeader, readHeader } from './header.ts';
import { readLinking, unlinked } from './linking.ts';
import { notePlaces } from './note-places.ts';
import { readNotes } from './notes.ts';
import type { Parts } from './parts.ts';
import { readIsaNeeded } from './properties.ts';
import {
  type Section,
  type Sections,
  findSections,
  readSections,
  sectionTypes,
} from './sections.ts';
import { type Segment, offsetOf, readSegments, segmentTypes } from './segments.ts';

/** Go's function names, texts and build info; position-independent programs have longer names for them. */
const places = [/(?:^|\.)gopclntab$/, /^\.rodata(?:\.|$)/, /(?:^|\.)go\.buildinfo$/] as const;

/** e_type of what the system starts: ET_EXEC, ET_DYN. */
const programTypes: ReadonlySet<number> = new Set([2, 3]);

/**
 * The loader's view first: program headers and the dynamic table by address. Sections are only asked where
 * something lies, and where there are no segments (object files).
 * @throws Unreadable where the header or the table of segments cannot be read; all else is damage
 */
export function* readElf(file: FileSize): Reading<ElfFacts> {
  const { header, parts } = yield* readHeader(file);
  const trouble = createTrouble();
  const { loaded: wrong, beside } = trouble;
  const segments = yield* readSegments(parts, header, trouble);
  const sections = (yield* tolerate(beside, readSections(parts, header))) ?? { list: [] };
  if (segments.length === 0 && programTypes.has(header.type)) {
    addDamage(wrong, 'it has no segments: there is nothing to load');
  }
  const loaded = segments.filter(({ type }) => type === segmentTypes.load);
  const mapped = loaded.length > 0 ? loaded : sections.list.filter(({ address }) => address > 0);
  const toOffset = (address: number) => offsetOf(address, mapped);
  const table = dynamicPlace(segments, sections.list);
  const linking = table
    ? yield* readLinking({ parts, header, toOffset }, table, trouble)
    : unlinked;
  const notes = yield* readNotesAndLevel({ parts, header, segments, sections }, beside);
  const [names = [], texts = [], blobs = []] =
    (yield* tolerate(beside, findSections(parts, sections, places))) ?? [];
  const image = {
    ...(blobs[0] ? { blob: blobs[0] } : {}),
    scan: loaded.filter(({ flags }) => (flags & 3) === 2),
    order: header.order,
    bits: header.bits,
    toOffset,
  };
  const go = yield* tolerate(beside, readGoInfo(file, image));
  const { bits, order, machine, type, osAbi, flags } = header;
  return {
    format: 'elf',
    bits,
    order,
    machine,
    type,
    osAbi,
    flags,
    ...(yield* readInterpreter(parts, segments, wrong)),
    ...linking,
    ...loading(segments),
    ...notes,
    ...(go ? { go } : {}),
    ...(names.length > 0 ? { names } : {}),
    ...(texts.length > 0 ? { texts } : {}),
    ...describeTrouble(trouble),
  };
}

function dynamicPlace(
  segments: readonly Segment[],
  sections: readonly Section[],
): Range | undefined {
  return (
    segments.find(({ type }) => type === segmentTypes.dynamic) ??
    sections.find(({ type }) => type === sectionTypes.dynamic)
  );
}

function* readInterpreter(
  parts: Parts,
  segments: readonly Segment[],
  damage: string[],
): Reading<Pick<ElfFacts, 'interpreter'>> {
  const segment = segments.find(({ type }) => type === segmentTypes.interpreter);
  if (segment === undefined) return {};
  const { offset, length } = segment;
  const text = yield* tolerate(damage, parts.text(offset, offset + length, "the loader's name"));
  return { interpreter: text ?? '' };
}

function loading(segments: readonly Segment[]): Pick<ElfFacts, 'execStack' | 'loadAlign'> {
  const stack = segments.find(({ type }) => type === segmentTypes.gnuStack);
  const aligns = segments
    .filter(({ type }) => type === segmentTypes.load)
    .map(({ align }) => align);
  const smallest = aligns.reduce((least, align) => Math.min(least, align), Infinity);
  return {
    ...(stack ? { execStack: stack.flags % 2 === 1 } : {}),
    ...(smallest === Infinity ? {} : { loadAlign: smallest }),
  };
}

function* readNotesAndLevel(
  file: {
    readonly parts: Parts;
    readonly header: ElfHeader;
    readonly segments: readonly Segment[];
    readonly sections: Sections;
  },
  damage: string[],
): Reading<Pick<ElfFacts, 'notes' | 'isaNeeded'>> {
  const { parts, header, segments, sections } = file;
  const notes = yield* readNotes(parts, notePlaces(segments, sections), damage);
  const isaNeeded = yield* tolerate(damage, readIsaNeeded(parts, header, notes));
  return {
    notes: notes.map(({ note }) => note),
    ...(isaNeeded === undefined ? {} : { isaNeeded }),
  };
}
