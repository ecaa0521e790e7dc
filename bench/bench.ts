/** What do all figures share: the options, a temp folder, the progress, the way to end? */

import type { Options } from './options.ts';

export interface Bench {
  readonly options: Options;
  /** Removed at the end, however it comes. */
  readonly folder: string;
  /** The version of the `go` on PATH: `1.26.8`. */
  readonly go: string;
  /** Aborted by Ctrl-C: whatever runs is ended. */
  readonly signal: AbortSignal;
  /** Progress, on standard error. */
  say(line: string): void;
}

/** No single run may take longer, in milliseconds. */
export const runLimit = 30 * 60_000;

/** Milliseconds since 1970, with the fraction that Date has not. */
export function epoch(): number {
  return performance.timeOrigin + performance.now();
}
