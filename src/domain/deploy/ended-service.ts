/** What is known of a service that ended, and how is its end told? */

import { type Exit, explainExit } from '../exit-cause.ts';
import { formatDuration } from '../quantity.ts';
import type { CauseSetting } from './cause.ts';
import type { UnitEnd } from './unit-end.ts';

export interface EndedService {
  readonly end: UnitEnd;
  /** Its own last lines. */
  readonly own: readonly string[];
  /** Bytes, where systemd told a limit. */
  readonly memoryMax?: number;
  /** When it ended, as it follows the end: `, in the soak`; or nothing. */
  readonly when: string;
  readonly setting: CauseSetting;
}

export function happened({ end, when }: EndedService): string {
  const after = end.ran === undefined ? '' : ` after ${formatDuration(end.ran)}`;
  const again = end.restarts === 0 ? '' : `, and again when it was started again ${timesOf(end)}`;
  return `the service ${explainExit(exitOf(end)).ended}${after}${when}${again}`;
}

function timesOf({ restarts, result }: UnitEnd): string {
  return `(${restarts} ×)${result === 'start-limit-hit' ? ', until systemd started it no more' : ''}`;
}

/** As a shell gives it. */
export function exitOf({ status, signal }: UnitEnd): Exit & { readonly signal?: string } {
  if (signal === undefined) return status === undefined ? {} : { code: status };
  return { code: 128 + signal };
}
