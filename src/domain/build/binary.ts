/** What does the build of one target give? */

import type { Target } from '../target.ts';

export interface Binary {
  /** File name, `.exe` included. */
  readonly name: string;
  /** Import path of its main package. */
  readonly package: string;
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

export interface BuiltTarget {
  readonly target: Target;
  readonly cgo: boolean;
  readonly binaries: readonly Binary[];
  readonly measured: BuildMeasure;
}

/** Milliseconds; compile, link and counts come from Go's action graph and are absent where it gave none. */
export interface BuildMeasure {
  readonly startedAt: number;
  readonly wall: number;
  readonly compile?: number;
  readonly link?: number;
  readonly packages?: number;
  readonly cached?: number;
  /** Bytes. */
  readonly peakMemory?: number;
}
