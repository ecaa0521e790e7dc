/** For which system, and from which version of it on, was a Mach-O file linked? */

import type { MachOFacts } from '../facts.ts';
import type { View } from '../view.ts';
import type { LoadCommand } from './commands.ts';
import { parseEach } from './each-command.ts';

type Minimum = Pick<MachOFacts, 'platform' | 'minOs' | 'sdk'>;
type Parse = (view: View) => Minimum;

const macOs = 1;

/** LC_BUILD_VERSION, LC_VERSION_MIN_MACOSX, and those of iPhoneOS, tvOS and watchOS. */
const kinds: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [0x32, (view) => ({ platform: view.u32(8), ...versions(view, 12) })],
  [0x24, (view) => versions(view, 8)],
  [0x25, (view) => ({ platform: 2, ...versions(view, 8) })],
  [0x2f, (view) => ({ platform: 3, ...versions(view, 8) })],
  [0x30, (view) => ({ platform: 4, ...versions(view, 8) })],
]);

/** What is for macOS and Mac Catalyst has two commands: macOS counts. Without any, nothing. */
export function parseMinimum(commands: readonly LoadCommand[], damage: string[]): Minimum {
  const found = parseEach(commands, kinds, { damage, parse: (view, parse) => parse(view) });
  return found.find(({ platform = macOs }) => platform === macOs) ?? found[0] ?? {};
}

/** Linkers write an SDK of 0 where they know of none. */
function versions(view: View, at: number): Pick<Minimum, 'minOs' | 'sdk'> {
  const sdk = view.u32(at + 4);
  return {
    minOs: formatVersion(view.u32(at)),
    ...(sdk > 0 && { sdk: formatVersion(sdk) }),
  };
}

/** 16 bits, 8 and 8: `12.0`, `10.15.4`. */
function formatVersion(packed: number): string {
  const [major, minor, patch] = [Math.floor(packed / 65_536), Math.floor(packed / 256), packed];
  const version = `${major}.${minor % 256}`;
  return patch % 256 === 0 ? version : `${version}.${patch % 256}`;
}
