/** For how long is the service away, if the release is good, and if it is bad? */

import { formatDuration } from '../quantity.ts';

/** TimeoutStopSec= of the unit, in milliseconds. */
export const stopTimeout = 35_000;

export interface Outage {
  /** Milliseconds, at the most; absent: nothing runs that could be away. */
  readonly worst?: number;
  /** For people. */
  readonly text: string;
}

/** What is foreseen is the limit of each part; the gap itself is measured. */
export function worstOutage(question: {
  readonly replaces: boolean;
  /** Milliseconds. */
  readonly probeDeadline: number;
  readonly snapshot: boolean;
  /** Milliseconds of the soak, in which a bad one may answer. */
  readonly soak: number;
}): Outage {
  const { replaces, probeDeadline, snapshot, soak } = question;
  if (!replaces) return { text: 'none: nothing runs that could be away' };
  const worst = 2 * (stopTimeout + probeDeadline) + soak;
  const [stop, gate] = [formatDuration(stopTimeout), formatDuration(probeDeadline)];
  const long = soak === 0 ? '' : `, soak ${formatDuration(soak)}`;
  const copy = snapshot ? ', and the time that the snapshot takes' : '';
  return {
    worst,
    text: `a good release: its stop and its start; a bad one: at most ${formatDuration(worst)} (stop ${stop}, probe-deadline ${gate}${long}, and stop and probe-deadline again for the way back)${copy}`,
  };
}
