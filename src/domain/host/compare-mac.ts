/** Does a Mac let the program start, by the marks in its file? */

import { compareDotted } from '../inspect/dotted.ts';
import type { Needs } from '../inspect/needs.ts';
import type { HostFacts } from './facts.ts';
import { type Answer, doubtful, unknown, unmet } from './start.ts';

/** The kernel of Apple's own processors ends what is not signed; Rosetta and Intel's run it. */
export function compareSignature({ os, arch, signed }: Needs): readonly Answer[] {
  if (os !== 'darwin' || arch !== 'arm64' || signed === true) return [];
  if (signed === undefined) {
    return [unknown('GS-SIGNATURE', 'whether the program is signed is not known', 'darwin/arm64')];
  }
  return [
    unmet(
      'GS-SIGNATURE',
      { code: 137, text: 'Killed: 9' },
      {
        message:
          'macOS on arm64 kills the program at start: it is not signed, or was changed afterwards',
        value: 'no signature at the end of the file',
        fix: 'ship the file as Go links it, or sign it again with `codesign -s -`',
      },
    ),
  ];
}

/** golang/go#68678, ebitengine/purego#482: dyld ends what has none and loads CoreFoundation. */
export function compareUuid(needs: Needs, host: HostFacts): readonly Answer[] {
  if (needs.os !== 'darwin' || needs.uuid !== false) return [];
  const value = 'no LC_UUID';
  if (host.macos === undefined) {
    return [unknown('GS-UUID', 'whether the host has macOS 26 or later is not known', value)];
  }
  if (compareDotted(host.macos, '26') < 0) return [];
  const ends = `the host has macOS ${host.macos}, which ends programs without an LC_UUID`;
  const fix = 'build with Go 1.24 or later';
  if (!needs.libraries.some((path) => path.includes('/CoreFoundation.framework/'))) {
    const message = `${ends} that load CoreFoundation: this one does not name it itself`;
    return [doubtful('GS-UUID', { message, value, fix })];
  }
  const start = { code: 134, text: 'missing LC_UUID load command' };
  return [unmet('GS-UUID', start, { message: ends, value, fix })];
}
