/** What did the Go linker write into a program about how it was built? */

import type { GoInfo } from './facts.ts';
import { findBuildInfo } from './go/find.ts';
import { parseModInfo } from './go/mod-info.ts';
import { readTexts } from './go/texts.ts';
import type { FileSize, Range, Reading } from './reading.ts';
import type { ByteOrder } from './view.ts';

/** Where a program's format says that build info can be. */
export interface GoImage {
  /** The `.go.buildinfo` section. */
  readonly blob?: Range;
  /** Writable data, searched where there is no such section, or no info in it. */
  readonly scan?: readonly Range[];
  readonly order: ByteOrder;
  readonly bits: 32 | 64;
  /** A virtual address as an offset in the file; undefined where no byte of the file is loaded there. */
  readonly toOffset: (address: number) => number | undefined;
}

/**
 * The build info; undefined where there is none. Layouts: Go's debug/buildinfo.
 * @throws Unreadable where it is there and cannot be read (`tolerate` makes damage of it)
 */
export function* readGoInfo(file: FileSize, image: GoImage): Reading<GoInfo | undefined> {
  const at = yield* findBuildInfo(file, image);
  if (at === undefined) return undefined;
  const { version, modInfo } = yield* readTexts(file, image, at);
  return { version, ...parseModInfo(modInfo) };
}
