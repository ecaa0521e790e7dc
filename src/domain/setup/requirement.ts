/** What do go.mod and go.work together ask of Go? */

import { compareGo } from './go-version.ts';
import type { ModFile } from './mod-file.ts';

export interface Requirement {
  /** The largest of all `go` and `toolchain` lines. */
  readonly floor: Line;
  /** The largest `go` line: an older Go refuses to build. */
  readonly least?: Line;
}

export interface Line {
  readonly version: string;
  /** Where it is written: "go.mod: toolchain go1.26.3". */
  readonly place: string;
}

/** The larger of the two lines counts, as for Go itself; over several files, the largest of all. */
export function planRequirement(
  files: readonly { readonly name: string; readonly mod: ModFile }[],
): Requirement | undefined {
  const lines = files.flatMap(({ name, mod }) => [
    ...line(`${name}: go `, mod.go),
    ...line(`${name}: toolchain go`, mod.toolchain),
  ]);
  const floor = largest(lines);
  if (floor === undefined) return undefined;
  const least = largest(files.flatMap(({ name, mod }) => line(`${name}: go `, mod.go)));
  return least === undefined ? { floor } : { floor, least };
}

function line(before: string, version: string | undefined): Line[] {
  return version === undefined ? [] : [{ version, place: `${before}${version}` }];
}

function largest(lines: readonly Line[]): Line | undefined {
  let best: Line | undefined;
  for (const candidate of lines) {
    if (best === undefined || compareGo(candidate.version, best.version) > 0) best = candidate;
  }
  return best;
}
