/** Which build objects did this job use, and are there enough new ones to save? */

export interface Entry {
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly mtimeMs: number;
}

export interface Totals {
  readonly entries: number;
  readonly bytes: number;
}

/** What was restored, and the time that was set on all of it. */
export interface RestoredEntries extends Totals {
  readonly mark: number;
}

export interface BuildUse {
  /** Restored and not used since. */
  readonly remove: readonly string[];
  /** What stays. */
  readonly kept: Totals;
  readonly usedEntries: number;
  /** Bytes made by this job, as a share of all that stays. */
  readonly newShare: number;
}

const hour = 3_600_000;

/**
 * The time to set on all restored entries: Go refreshes an entry on use where it is older than an hour
 * and deletes what is older than five days (cmd/go/internal/cache, markUsed and Trim).
 */
export function ageMark(nowMs: number): number {
  return Math.floor(nowMs / 1000) * 1000 - 24 * hour;
}

/** The content of trim.txt that keeps Go from deleting for a day: seconds since 1970. */
export function trimStamp(nowMs: number): string {
  return String(Math.floor(nowMs / 1000));
}

/** A use shows as a time later than the mark. Without `restored` all entries are this job's own. */
export function planBuildUse(
  entries: readonly Entry[],
  restored: RestoredEntries | undefined,
): BuildUse {
  const isUnused = ({ mtimeMs }: Entry): boolean =>
    restored !== undefined && mtimeMs < restored.mark + hour;
  const unused = entries.filter(isUnused);
  const kept = totalsOf(entries.filter((entry) => !isUnused(entry)));
  const used = {
    entries: Math.max(0, (restored?.entries ?? 0) - unused.length),
    bytes: Math.max(0, (restored?.bytes ?? 0) - totalsOf(unused).bytes),
  };
  const newBytes = Math.max(0, kept.bytes - used.bytes);
  return {
    remove: unused.map(({ path }) => path),
    kept,
    usedEntries: used.entries,
    newShare: kept.bytes === 0 ? 0 : newBytes / kept.bytes,
  };
}

export function totalsOf(entries: readonly Entry[]): Totals {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return { entries: entries.length, bytes };
}

/** An upload costs more than the compiling of less than this saves. */
export const worthSaving = 0.2;

/**
 * Bytes from which on a build cache counts as somebody's: `go list` alone leaves an index of some
 * megabytes, one built program leaves far more.
 */
export const occupiedBytes = 32 * 1024 * 1024;
