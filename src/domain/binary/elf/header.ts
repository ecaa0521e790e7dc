/** What does the header of an ELF file say of it, and where do its tables lie? */

import type { ElfFacts } from '../facts.ts';
import { type FileSize, type Reading, Unreadable, take } from '../reading.ts';
import { type Parts, createParts } from './parts.ts';

type Said = 'bits' | 'order' | 'machine' | 'type' | 'osAbi' | 'flags';

export interface ElfHeader extends Pick<ElfFacts, Said> {
  readonly segments: Table;
  /** `offset` 0 where there is none; `count` 0 where section 0 has it. */
  readonly sections: Table & { readonly namesIndex: number };
}

/** `stride` is the size of an entry, in bytes. */
export interface Table {
  readonly offset: number;
  readonly count: number;
  readonly stride: number;
}

/** https://gabi.xinuos.com/elf/02-eheader.html */
const identSize = 16;
const magic = 0x7f454c46;
const moreThan16Bits = 0xffff;

/** @throws Unreadable where it is no ELF file, and where the segments' table makes no sense */
export function* readHeader(
  file: FileSize,
): Reading<{ readonly header: ElfHeader; readonly parts: Parts }> {
  const what = 'the ELF header';
  const start = { offset: 0, length: identSize };
  const ident = yield* take(file, start, { what, order: 'big' });
  if (ident.u32(0) !== magic) throw new Unreadable('it does not begin as an ELF file does');
  const [width, coding, version] = [ident.u8(4), ident.u8(5), ident.u8(6)];
  if (width !== 1 && width !== 2) {
    throw new Unreadable('its ELF header is neither of 32 nor of 64 bits');
  }
  if (coding !== 1 && coding !== 2) throw new Unreadable('its ELF header names no byte order');
  if (version !== 1) throw new Unreadable(`its ELF header is of version ${version}, not 1`);
  const bits = width === 1 ? 32 : 64;
  const order = coding === 1 ? 'little' : 'big';
  const parts = createParts(file, order);
  const view = yield* parts.view({ offset: 0, length: bits === 64 ? 64 : 52 }, what);
  const offsets = bits === 64 ? 32 : 28;
  const rest = bits === 64 ? 48 : 36;
  const sections = {
    offset: view.word(offsets + bits / 8, bits),
    stride: view.u16(rest + 10),
    count: view.u16(rest + 12),
    namesIndex: view.u16(rest + 14),
  };
  const segments = {
    offset: view.word(offsets, bits),
    stride: view.u16(rest + 6),
    count: view.u16(rest + 8),
  };
  const header: ElfHeader = {
    bits,
    order,
    machine: view.u16(18),
    type: view.u16(16),
    osAbi: ident.u8(7),
    flags: view.u32(rest),
    segments: { ...segments, count: yield* segmentCount(parts, { bits, segments, sections }) },
    sections,
  };
  return { header, parts };
}

/** PN_XNUM: 65,535 segments and more are counted in section 0. */
function* segmentCount(
  parts: Parts,
  { bits, segments, sections }: Pick<ElfHeader, 'bits' | 'segments' | 'sections'>,
): Reading<number> {
  if (segments.count === 0) return 0;
  if (segments.offset === 0) throw new Unreadable("its segments' table lies nowhere");
  if (segments.stride < (bits === 64 ? 56 : 32)) {
    throw new Unreadable(`its segments' headers are ${segments.stride} bytes each: too few`);
  }
  if (segments.count !== moreThan16Bits || sections.offset === 0) return segments.count;
  const info = sections.offset + (bits === 64 ? 44 : 28);
  const view = yield* parts.view({ offset: info, length: 4 }, "the segments' number");
  return view.u32(0);
}
