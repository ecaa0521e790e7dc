/** What did the caches give? */

import { formatBytes, formatDuration } from '../quantity.ts';
import type { Totals } from './build-objects.ts';
import type { CacheSkip, CacheUse } from './plan.ts';

export interface RestoredCaches {
  readonly modules: CacheOutcome;
  readonly build: CacheOutcome;
  /** The output `cache-hit`. */
  readonly hit: boolean;
  /** One line for each part. */
  readonly notes: readonly string[];
}

export type CacheOutcome = Restored | Missed | Skipped;

export interface Restored {
  readonly kind: 'restored';
  readonly key: string;
  /** Whether it was made by the same go.sum, or the same settings. */
  readonly fits: boolean;
  /** Milliseconds. */
  readonly took: number;
  readonly totals?: Totals;
}

export interface Missed {
  readonly kind: 'missed';
}

export interface Skipped {
  readonly kind: 'skipped';
  readonly reason: string;
  /** There is nothing that a cache could give. */
  readonly needless: boolean;
}

export function skippedOutcome({ reason, needless }: CacheSkip): Skipped {
  return { kind: 'skipped', reason, needless };
}

/** An entry of modules fits by its own key; one of build objects also by the first prefix. */
export function isFit(plan: CacheUse, part: 'modules' | 'build', key: string): boolean {
  return key === plan.key || (part === 'build' && key.startsWith(plan.prefixes[0] ?? plan.key));
}

/** True where all that a cache can give came from entries that fit. */
export function isCacheHit(modules: CacheOutcome, build: CacheOutcome): boolean {
  const isHit = (outcome: CacheOutcome): boolean => outcome.kind === 'restored' && outcome.fits;
  const isNeedless = modules.kind === 'skipped' && modules.needless;
  return isHit(build) && (isHit(modules) || isNeedless);
}

/** One line for the log and the summary. */
export function describeModules(outcome: CacheOutcome): string {
  return describe('modules', outcome, ['the same go.sum', 'another go.sum']);
}

export function describeBuild(outcome: CacheOutcome): string {
  return describe('build objects', outcome, ['the same settings', 'other settings, the same Go']);
}

function describe(
  what: string,
  outcome: CacheOutcome,
  [fitting, other]: readonly [string, string],
): string {
  if (outcome.kind === 'skipped') return `${what}: not restored: ${outcome.reason}`;
  if (outcome.kind === 'missed') return `${what}: no entry yet`;
  const { key, fits, took, totals } = outcome;
  const size =
    totals === undefined ? '' : `, ${totals.entries} entries, ${formatBytes(totals.bytes)}`;
  return `${what}: restored ${key} (${fits ? fitting : other}${size}) in ${formatDuration(took)}`;
}
