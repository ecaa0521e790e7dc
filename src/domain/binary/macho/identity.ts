/** Which build is a Mach-O file, and how far does its signature reach? */

import type { MachOFacts } from '../facts.ts';
import { type FileSize, type Range, type Reading, take } from '../reading.ts';
import { addDamage } from '../unreadable.ts';
import type { View } from '../view.ts';
import type { LoadCommand } from './commands.ts';
import { parseEach } from './each-command.ts';

const uuid = new Map([[0x1b, 'LC_UUID']]);
const signature = new Map([[0x1d, 'LC_CODE_SIGNATURE']]);

export function parseUuid(
  commands: readonly LoadCommand[],
  damage: string[],
): Pick<MachOFacts, 'uuid'> {
  const [found] = parseEach(commands, uuid, { parse: uuidIn, damage });
  return found === undefined ? {} : { uuid: found };
}

/** CSMAGIC_EMBEDDED_SIGNATURE (xnu, osfmk/kern/cs_blobs.h), big endian on every machine. */
const signatureMagic = 0xfade0cc0;

/** `at`: the whole file, or the slice. */
export function* readSignature(
  file: FileSize,
  at: Range,
  { commands, damage }: { readonly commands: readonly LoadCommand[]; readonly damage: string[] },
): Reading<Pick<MachOFacts, 'signature'>> {
  const [found] = parseEach(commands, signature, { parse: signatureIn, damage });
  if (found === undefined) return {};
  const { offset, size } = found;
  const end = offset + size;
  if (end > at.length) addDamage(damage, 'its signature reaches past the end of the file');
  const start = { offset: at.offset + offset, length: 4 };
  const isThere = size >= start.length && end <= at.length;
  const what = { what: 'its signature', order: 'big' } as const;
  const begins = isThere && (yield* take(file, start, what)).u32(0) === signatureMagic;
  return { signature: { offset, size, endsFile: end === at.length, begins } };
}

function uuidIn(view: View): string {
  const bytes = Array.from(view.part(8, 16).bytes);
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function signatureIn(view: View) {
  return { offset: view.u32(8), size: view.u32(12) };
}
