/** Does the program ask for libraries that its system does not bring, where the probe does not look for any? */

import type { Needs } from '../inspect/needs.ts';
import { isOfMac, isOfMinGw, isOfWindows } from '../inspect/system-libraries.ts';
import { type Answer, doubtful, unknown, unmet } from './start.ts';

/** Of Windows, macOS and the BSDs; those of Linux are looked for on the host (`compareLibraries`). */
export function compareOwnLibraries(needs: Needs): readonly Answer[] {
  const { os, libraries } = needs;
  if (os === 'linux' || libraries.length === 0) return [];
  if (os === 'windows') return compareDlls(libraries.filter((name) => !isOfWindows(name)));
  if (os === 'darwin') return compareDylibs(libraries.filter((path) => !isOfMac(path)));
  // A BSD has its own libraries in one major version, which differs from release to release.
  const message =
    'whether the host has these shared libraries in the very same version is not known';
  return [unknown('GS-NEEDED', message, libraries.join(', '))];
}

/** Those beside the program are found too, and may be part of the release; those of MinGW stand for a slip. */
function compareDlls(names: readonly string[]): readonly Answer[] {
  const runtime = names.filter(isOfMinGw);
  const others = names.filter((name) => !isOfMinGw(name));
  return [
    ...(runtime.length === 0
      ? []
      : [
          unmet(
            'GS-DLL',
            { text: '0xC0000135' },
            {
              message: 'the program needs DLLs of the C compiler, which Windows does not have',
              value: runtime.join(', '),
              fix: 'add `-extldflags -static` to ldflags',
            },
          ),
        ]),
    ...(others.length === 0
      ? []
      : [
          doubtful('GS-DLL', {
            message:
              'the program starts only where these DLLs, which Windows does not have, lie beside it',
            value: others.join(', '),
            fix: 'ship the DLLs with `include`, or link them in statically',
          }),
        ]),
  ];
}

/** What begins with `@` is looked for around the program, where it may lie. */
function compareDylibs(paths: readonly string[]): readonly Answer[] {
  const [first] = paths;
  if (first === undefined) return [];
  const fixed = paths.find((path) => !path.startsWith('@'));
  const start =
    fixed === undefined ? 'unsure' : { code: 134, text: `Library not loaded: ${fixed}` };
  return [
    unmet('GS-DYLIB', start, {
      message: 'the program does not start without dylibs that macOS does not have',
      value: paths.join(', '),
      fix: 'link them in statically, or build with `cgo: off`',
    }),
  ];
}
