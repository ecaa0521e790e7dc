/** Which time stands in names and inside archives? */

export interface TimeFacts {
  readonly wish: 'commit' | 'now';
  /** Seconds since 1970; absent without git. */
  readonly commitSeconds?: number;
  /** SOURCE_DATE_EPOCH, where the environment has one; used without git. */
  readonly sourceDateEpoch?: number;
  /** The runner's clock, seconds since 1970. */
  readonly nowSeconds: number;
}

export interface Times {
  /** `YYYYMMDD-HHMM`, UTC. */
  readonly timestamp: string;
  readonly timestampFrom: string;
  /** What everything in an archive carries, whatever the name says: seconds since 1970. */
  readonly mtimeSeconds: number;
  /** RFC 3339, UTC. */
  readonly date: string;
  readonly warning?: string;
}

export function decideTimes(facts: TimeFacts): Times {
  const { wish, commitSeconds, sourceDateEpoch, nowSeconds } = facts;
  const source = commitSeconds ?? sourceDateEpoch ?? nowSeconds;
  const clockBehind = commitSeconds !== undefined && nowSeconds < commitSeconds;
  const useNow = wish === 'now' && !clockBehind;
  return {
    timestamp: formatTimestamp(useNow ? nowSeconds : source),
    timestampFrom: useNow ? 'now' : sourceName(facts),
    mtimeSeconds: source,
    date: rfc3339(source),
    ...(clockBehind ? { warning: clockWarning(nowSeconds, commitSeconds, wish) } : {}),
  };
}

function sourceName({ commitSeconds, sourceDateEpoch }: TimeFacts): string {
  if (commitSeconds !== undefined) return 'commit time';
  return sourceDateEpoch === undefined ? 'now: there is no commit in git' : 'SOURCE_DATE_EPOCH';
}

function clockWarning(now: number, commit: number, wish: string): string {
  const taken = wish === 'now' ? '; timestamp: now takes the time of the commit instead' : '';
  return `the runner's clock (${rfc3339(now)}) is before the commit (${rfc3339(commit)})${taken}; check the clock of the runner, or the date of the commit`;
}

function formatTimestamp(seconds: number): string {
  const digits = rfc3339(seconds).replaceAll(/[-:]/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(9, 13)}`;
}

function rfc3339(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
