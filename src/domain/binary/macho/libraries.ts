/** Which dynamic libraries does a Mach-O file load, and how much does it need each? */

import type { MachOLibrary } from '../facts.ts';
import type { View } from '../view.ts';
import { type LoadCommand, requiredByDyld } from './commands.ts';
import { parseEach } from './each-command.ts';

type Kind = MachOLibrary['kind'];

const kinds: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [0xc, 'load'],
  [requiredByDyld + 0x18, 'weak'],
  [requiredByDyld + 0x1f, 're-export'],
  [0x20, 'lazy'],
  [requiredByDyld + 0x23, 'upward'],
]);

/** Xcode 16's longer command has this instead of a timestamp, and flags behind it (struct dylib_use_command). */
const use = { marker: 0x1a741800, size: 28, flags: 24 };
const useKinds: readonly Kind[] = ['weak', 're-export', 'upward', 'lazy'];

/** In the order of the file, without the name of a library itself (LC_ID_DYLIB). */
export function parseLibraries(
  commands: readonly LoadCommand[],
  damage: string[],
): readonly MachOLibrary[] {
  return parseEach(commands, kinds, {
    damage,
    parse: (view, kind) => ({ path: view.text(view.u32(8)), kind: parseUse(view) ?? kind }),
  });
}

function parseUse(view: View): Kind | undefined {
  if (view.u32(8) !== use.size || view.u32(12) !== use.marker) return undefined;
  const flags = view.u32(use.flags);
  return useKinds.find((_, bit) => Math.floor(flags / 2 ** bit) % 2 === 1);
}
