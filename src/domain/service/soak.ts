/** Does the service stay well after it was ready? A pure reducer, as the probe is. */

import { plainLine } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';
import { type Observation, describeObservation } from './observation.ts';
import { type Accept, type ProbeSettings, counts } from './probe.ts';
import type { Remark } from './remark.ts';

/** Failures in a row that end it: one alone may be a pause of the machine. */
export const mostFailures = 3;

export interface Soak {
  readonly settings: Pick<ProbeSettings, 'interval' | 'timeout'>;
  readonly accept: Accept;
  readonly startedAt: number;
  readonly at: number;
  /** Milliseconds. */
  readonly lasts: number;
  readonly asked: number;
  readonly failed: number;
  readonly inARow: number;
  readonly last?: Observation;
  readonly worst?: Observation;
}

export type SoakStep =
  | { readonly do: 'ask'; readonly after: number; readonly timeout: number }
  | { readonly do: 'pass' }
  | { readonly do: 'fail' };

export function startSoak(
  settings: Soak['settings'],
  at: number,
  { lasts, accept }: { lasts: number; accept: Accept },
): Soak {
  const { interval, timeout } = settings;
  const none = { asked: 0, failed: 0, inARow: 0 };
  return { settings: { interval, timeout }, accept, startedAt: at, at, lasts, ...none };
}

export function observeSoak(soak: Soak, seen: Observation, at: number): Soak {
  const good = counts(seen, soak.accept);
  return {
    ...soak,
    at,
    asked: soak.asked + 1,
    failed: soak.failed + (good ? 0 : 1),
    inARow: good ? 0 : soak.inARow + 1,
    last: seen,
    ...(good ? {} : { worst: seen }),
  };
}

/** The last question is asked when the time is over, so a soak of any length looks once at its end. */
export function nextSoak(soak: Soak): SoakStep {
  const { last, settings, startedAt, at, lasts } = soak;
  if (last?.kind === 'exited' || last?.kind === 'wrong-process') return { do: 'fail' };
  if (soak.inARow >= mostFailures) return { do: 'fail' };
  const left = startedAt + lasts - at;
  // A failure at the very end is asked again: passing on it would be a guess.
  if (left <= 0 && soak.inARow === 0) return { do: 'pass' };
  const after = left <= 0 ? settings.interval : Math.min(settings.interval, left);
  return { do: 'ask', after, timeout: settings.timeout };
}

/** What a soak that is over is worth telling; undefined where all was well. */
export function explainSoak(soak: Soak, path: string): Remark | undefined {
  const { worst, lasts, asked, failed } = soak;
  if (worst === undefined) return undefined;
  const after = `${formatDuration(soak.at - soak.startedAt)} after it was ready`;
  if (nextSoak(soak).do !== 'fail') {
    const message = `GET ${plainLine(path)} failed ${failed} of ${asked} times during the soak of ${formatDuration(lasts)}, at the last ${describeObservation(worst)}`;
    return { id: 'soak', level: 'warning', message, fix: ['look in its output for why'] };
  }
  const message =
    worst.kind === 'exited' || worst.kind === 'wrong-process'
      ? `${describeObservation(worst)}, ${after}`
      : `GET ${plainLine(path)} failed ${mostFailures} times in a row ${after}: ${describeObservation(worst)}`;
  return { id: 'soak', level: 'failure', message, fix: ['see the last lines of its output'] };
}
