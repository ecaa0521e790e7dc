/** Where in a Mach-O file are its segments and sections, and where is what in memory? */

import type { Range } from '../reading.ts';
import { type Trouble, addDamage } from '../unreadable.ts';
import { type View, decodeText } from '../view.ts';
import type { MachOHeader } from './commands.ts';

export interface Segment {
  readonly name: string;
  readonly address: number;
  /** In the file, from its start; it is all there. */
  readonly data: Range;
}

export interface Section {
  readonly name: string;
  readonly data: Range;
}

/** A part of the file in which offsets are counted from its start. */
interface Program {
  readonly bits: 32 | 64;
  readonly at: Range;
  readonly trouble: Trouble;
}

const layouts = {
  32: {
    kind: 0x1,
    header: 56,
    count: 48,
    section: { size: 68, length: 36, offset: 40, flags: 56 },
  },
  64: {
    kind: 0x19,
    header: 72,
    count: 64,
    section: { size: 80, length: 40, offset: 48, flags: 64 },
  },
} as const;

/** Section types without bytes in the file: S_ZEROFILL, S_GB_ZEROFILL, S_THREAD_LOCAL_ZEROFILL. */
const zeroFilled: ReadonlySet<number> = new Set([0x1, 0xc, 0x12]);

/** Those that lie in the file to their end; the others are told as damage. */
export function parseSegments(
  { bits, commands }: Pick<MachOHeader, 'bits' | 'commands'>,
  at: Range,
  trouble: Trouble,
): { readonly segments: readonly Segment[]; readonly sections: readonly Section[] } {
  const program = { bits, at, trouble };
  const { kind } = layouts[bits];
  const views = commands.filter((command) => command.kind === kind).map(({ view }) => view);
  const whole = views.filter((view) => view.bytes.length >= layouts[bits].header);
  if (whole.length < views.length) addDamage(trouble.loaded, 'a segment command ends too early');
  return {
    segments: whole.flatMap((view) => parseSegment(view, program)),
    sections: whole.flatMap((view) => parseSections(view, program)),
  };
}

function parseSegment(view: View, program: Program): readonly Segment[] {
  const { bits } = program;
  const name = nameAt(view, 8);
  // vmaddr, vmsize, fileoff, filesize
  const word = (index: number) => view.word(24 + (index * bits) / 8, bits);
  const data = place({ offset: word(2), length: word(3) }, program, `segment ${name}`);
  if (data === undefined) program.trouble.cutOff = true;
  return data === undefined ? [] : [{ name, address: word(0), data }];
}

function parseSections(view: View, program: Program): readonly Section[] {
  const { header, count, section } = layouts[program.bits];
  const said = view.u32(count);
  const known = Math.min(said, Math.floor((view.bytes.length - header) / section.size));
  if (known < said) {
    addDamage(
      program.trouble.loaded,
      `segment ${nameAt(view, 8)} has no room for its ${said} sections`,
    );
  }
  return Array.from({ length: known }, (_, index) =>
    view.part(header + index * section.size, section.size),
  ).flatMap((entry) => {
    if (zeroFilled.has(entry.u32(section.flags) % 256)) return [];
    const name = nameAt(entry, 0);
    const length = entry.word(section.length, program.bits);
    const range = { offset: entry.u32(section.offset), length };
    const data = place(range, program, `section ${name}`);
    return data === undefined ? [] : [{ name, data }];
  });
}

function place(
  { offset, length }: Range,
  { at, trouble }: Program,
  what: string,
): Range | undefined {
  if (offset + length <= at.length) return { offset: at.offset + offset, length };
  addDamage(trouble.loaded, `${what} reaches past the end of the file`);
  return undefined;
}

function nameAt(view: View, at: number): string {
  return decodeText(view.part(at, 16).bytes).replace(/\0.*$/s, '');
}
