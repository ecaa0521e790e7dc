/** Which build is a Mach-O file, and how far does its signature reach? */

import type { MachOFacts } from '../facts.ts';
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

/** `length`: bytes of the file, or of the slice. */
export function parseSignature(
  commands: readonly LoadCommand[],
  length: number,
  damage: string[],
): Pick<MachOFacts, 'signature'> {
  const [found] = parseEach(commands, signature, { parse: signatureIn, damage });
  if (found === undefined) return {};
  const end = found.offset + found.size;
  if (end > length) addDamage(damage, 'its signature reaches past the end of the file');
  return { signature: { ...found, endsFile: end === length } };
}

function uuidIn(view: View): string {
  const bytes = Array.from(view.part(8, 16).bytes);
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function signatureIn(view: View) {
  return { offset: view.u32(8), size: view.u32(12) };
}
