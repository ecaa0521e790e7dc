/** Which bytes of a PE file are loaded at which address? */

import type { Range, Reading } from '../reading.ts';
import { type Trouble, addDamage } from '../unreadable.ts';
import { decodeText } from '../view.ts';
import type { PeHeaders } from './headers.ts';
import type { Pages } from '../pages.ts';

export interface PeSection {
  readonly name: string;
  readonly address: number;
  /** Bytes in memory, whole pages. */
  readonly span: number;
  /** What of it is in the file; behind it there are zeros up to `span`. */
  readonly data: Range;
  readonly flags: number;
}

/** Where an address leads: `stored` bytes from `offset` on, then zeros up to `span` bytes. */
export interface Place {
  readonly offset: number;
  readonly stored: number;
  readonly span: number;
}

const entrySize = 40;
/** Windows itself stops at 96 up to XP; linkers write some twenty. */
const sectionCap = 1024;
const pageSize = 0x1000;
const sectorSize = 512;

/** The sections that the file has entries for; those that reach past its end are cut there. */
export function* readSections(
  pages: Pages,
  headers: PeHeaders,
  how: { readonly fileSize: number; readonly trouble: Trouble },
): Reading<readonly PeSection[]> {
  const { fileSize, trouble } = how;
  const { offset, count } = headers.sectionTable;
  if (count > sectionCap) {
    addDamage(
      trouble.loaded,
      `it is said to have ${count} sections; ${sectionCap} are read at the most`,
    );
  }
  const room = Math.max(0, Math.floor((fileSize - offset) / entrySize));
  const cut = (what: string): void => {
    addDamage(trouble.loaded, `${what} reaches past the end of the file`);
    trouble.cutOff = true;
  };
  if (room < count) cut('its section table');
  const known = Math.min(count, sectionCap, room);
  const table = yield* pages.view({ offset, length: known * entrySize }, 'the section table');
  return Array.from({ length: known }, (_, index) => {
    const entry = table.part(index * entrySize, entrySize);
    const name = decodeText(entry.bytes.subarray(0, 8)).replace(/\0.*$/s, '');
    const virtualSize = entry.u32(8);
    const rawSize = entry.u32(16);
    const span = Math.ceil((virtualSize || rawSize) / pageSize) * pageSize;
    const pointer = entry.u32(20);
    const start = dataOffset(pointer, headers);
    const wanted = pointer === 0 ? 0 : Math.min(rawSize, span);
    const length = Math.max(0, Math.min(wanted, fileSize - start));
    if (length < wanted) cut(`section ${name}`);
    const data = { offset: start, length };
    return { name, address: entry.u32(12), span, data, flags: entry.u32(36) };
  });
}

/** Windows loads whole sectors: it rounds the offset down, whatever the section says. */
function dataOffset(offset: number, { sectionAlignment }: PeHeaders): number {
  return sectionAlignment < pageSize ? offset : offset - (offset % sectorSize);
}

/** Undefined where nothing is loaded at the address. */
export function locate(
  address: number,
  {
    sections,
    headersSize,
  }: { readonly sections: readonly PeSection[]; readonly headersSize: number },
): Place | undefined {
  const section = sections.find(
    (one) => address >= one.address && address < one.address + one.span,
  );
  if (section === undefined) {
    const left = headersSize - address;
    return address < 0 || left <= 0 ? undefined : { offset: address, stored: left, span: left };
  }
  const { data, span } = section;
  const into = address - section.address;
  return {
    offset: data.offset + into,
    stored: Math.max(0, data.length - into),
    span: span - into,
  };
}
