/** Which load commands does a Mach-O file hold, and for which machine is it? */

import { type FileSize, type Range, type Reading, take } from '../reading.ts';
import { type Trouble, Unreadable, addDamage } from '../unreadable.ts';
import { type ByteOrder, type View, createView } from '../view.ts';

export interface MachOHeader {
  readonly bits: 32 | 64;
  readonly order: ByteOrder;
  readonly cpuType: number;
  readonly cpuSubtype: number;
  readonly fileType: number;
  readonly commands: readonly LoadCommand[];
}

export interface LoadCommand {
  readonly kind: number;
  /** All of it, its kind and size included. */
  readonly view: View;
}

/** LC_REQ_DYLD: dyld refuses a program with such a command that it does not know. */
export const requiredByDyld = 2 ** 31;

/** Bytes that hold all load commands of most programs. */
const firstRead = 4096;
/** dyld gives up sooner. */
const commandsSizeCap = 32 * 1024;
const commandsCap = 64 * 1024;
const smallestCommand = 8;

/** https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/loader.h */
export function* readCommands(file: FileSize, at: Range, trouble: Trouble): Reading<MachOHeader> {
  const what = 'the Mach-O header';
  const first = { offset: at.offset, length: Math.min(firstRead, at.length) };
  const start = yield* take(file, first, { what, order: 'big' });
  const { bits, order } = parseMagic(start.u32(0));
  const head = createView(start.bytes, { what, order });
  const headerSize = bits === 64 ? 32 : 28;
  const { bytes } = head.part(0, headerSize);
  const said = head.u32(20);
  const size = Math.min(said, commandsSizeCap, at.length - bytes.length);
  if (size < said) {
    const tooMany = said > commandsSizeCap;
    addDamage(
      trouble.loaded,
      tooMany
        ? `its load commands are said to be ${said} bytes long`
        : 'its load commands reach past the end of the file',
    );
    if (!tooMany) trouble.cutOff = true;
  }
  const rest = {
    offset: at.offset + first.length,
    length: Math.max(0, headerSize + size - first.length),
  };
  const more = yield* take(file, rest, { what: 'the load commands', order });
  const area = new Uint8Array(headerSize + size);
  area.set(start.bytes.subarray(0, area.length));
  area.set(more.bytes, Math.min(first.length, area.length));
  const list = createView(area, { what: 'a load command', order }).part(headerSize, size);
  return {
    bits,
    order,
    cpuType: head.u32(4),
    cpuSubtype: head.u32(8),
    fileType: head.u32(12),
    commands: parseCommands(list, head.u32(16), trouble.loaded),
  };
}

/** By the bytes in the order in which they stand. */
function parseMagic(magic: number): Pick<MachOHeader, 'bits' | 'order'> {
  if (magic === 0xfeedface) return { bits: 32, order: 'big' };
  if (magic === 0xfeedfacf) return { bits: 64, order: 'big' };
  if (magic === 0xcefaedfe) return { bits: 32, order: 'little' };
  if (magic === 0xcffaedfe) return { bits: 64, order: 'little' };
  throw new Unreadable('it does not begin as a Mach-O file does');
}

function parseCommands(list: View, count: number, damage: string[]): readonly LoadCommand[] {
  const commands: LoadCommand[] = [];
  const length = list.bytes.length;
  let at = 0;
  while (commands.length < Math.min(count, commandsCap) && at + smallestCommand <= length) {
    const size = list.u32(at + 4);
    if (size < smallestCommand || at + size > length) break;
    commands.push({ kind: list.u32(at), view: list.part(at, size) });
    at += size;
  }
  if (commands.length < count) {
    addDamage(damage, `only ${commands.length} of its ${count} load commands can be read`);
  }
  return commands;
}
