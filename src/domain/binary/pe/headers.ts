/** What do the headers of a PE file say of it, and where do they say that its tables are? */

import type { PeFacts } from '../facts.ts';
import type { Pages } from '../pages.ts';
import type { Reading } from '../reading.ts';
import { Unreadable, addDamage } from '../unreadable.ts';
import type { View } from '../view.ts';

type Said = 'machine' | 'bits' | 'dll' | 'subsystem' | 'osVersion' | 'subsystemVersion';

/** Addresses in a PE file count from where it is loaded ("RVA"), unless said otherwise. */
export interface PeHeaders extends Pick<PeFacts, Said> {
  /** The address that it is linked for; exact up to 2^53. */
  readonly imageBase: number;
  readonly sectionAlignment: number;
  /** Bytes from the start of the file that are loaded as they are. */
  readonly headersSize: number;
  /** Addresses of the data directories; 0 where there is none. */
  readonly directories: readonly number[];
  readonly sectionTable: { readonly offset: number; readonly count: number };
}

/** https://learn.microsoft.com/windows/win32/debug/pe-format */
const dosSize = 64;
const coffSize = 24;
const dllFlag = 0x2000;
const directorySize = 8;
const directoryCap = 16;

export function* readHeaders(pages: Pages, damage: string[]): Reading<PeHeaders> {
  const dos = yield* pages.view({ offset: 0, length: dosSize }, 'the DOS header');
  if (dos.u16(0) !== 0x5a4d) throw new Unreadable('it does not begin with MZ');
  const start = dos.u32(0x3c);
  const coff = yield* pages.view({ offset: start, length: coffSize }, 'the PE header');
  if (coff.u32(0) !== 0x4550) {
    throw new Unreadable('it has no PE header: it is a program for DOS or 16-bit Windows');
  }
  const optionalSize = coff.u16(20);
  if (optionalSize === 0) throw new Unreadable('it is an object file, not a program');
  const optional = start + coffSize;
  const fixed = yield* readFixed(pages, optional);
  const directories = yield* readDirectories(pages, damage, {
    offset: optional + fixed.size,
    count: fixed.directories,
    room: optionalSize - fixed.size,
  });
  return {
    machine: coff.u16(4),
    dll: Math.floor(coff.u16(22) / dllFlag) % 2 === 1,
    ...fixed.facts,
    directories,
    sectionTable: { offset: optional + optionalSize, count: coff.u16(6) },
  };
}

function* readFixed(pages: Pages, offset: number) {
  const what = 'the optional header';
  const bits = optionalBits((yield* pages.view({ offset, length: 2 }, what)).u16(0));
  const size = bits === 64 ? 112 : 96;
  const view = yield* pages.view({ offset, length: size }, what);
  const facts = {
    bits,
    subsystem: view.u16(68),
    osVersion: `${view.u16(40)}.${view.u16(42)}`,
    subsystemVersion: `${view.u16(48)}.${view.u16(50)}`,
    imageBase: view.word(bits === 64 ? 24 : 28, bits),
    sectionAlignment: view.u32(32),
    headersSize: view.u32(60),
  } as const;
  return { size, directories: view.u32(size - 4), facts };
}

function optionalBits(magic: number): 32 | 64 {
  if (magic === 0x10b) return 32;
  if (magic === 0x20b) return 64;
  throw new Unreadable('its optional header is neither PE32 nor PE32+');
}

function* readDirectories(
  pages: Pages,
  damage: string[],
  table: { readonly offset: number; readonly count: number; readonly room: number },
): Reading<readonly number[]> {
  const { offset, count, room } = table;
  if (count > directoryCap) {
    addDamage(
      damage,
      `its optional header is said to hold ${count} data directories, 16 at the most`,
    );
  }
  const known = Math.min(count, directoryCap);
  if (known * directorySize > room) {
    addDamage(damage, 'its optional header is too small for its data directories');
  }
  // Windows reads the directories wherever the header says that it ends.
  const length = known * directorySize;
  const view: View = yield* pages.view({ offset, length }, 'the table of data directories');
  return Array.from({ length: known }, (_, index) => view.u32(index * directorySize));
}
