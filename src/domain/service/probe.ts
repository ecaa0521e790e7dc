/** Is the service ready? A pure reducer over what asking it gave; the clock is the caller's. */

import { type Observation, isSuccess, nameObservation } from './observation.ts';

/** All but `successes` in milliseconds. */
export interface ProbeSettings {
  readonly interval: number;
  readonly timeout: number;
  /** As many in a row. */
  readonly successes: number;
  readonly deadline: number;
}

/** `below-500`: where there is no health route, any answer but an error of the service counts. */
export type Accept = '2xx' | 'below-500';

export interface Probe {
  readonly settings: ProbeSettings;
  readonly accept: Accept;
  /** Milliseconds of the caller's clock, as every `at`. */
  readonly startedAt: number;
  readonly at: number;
  readonly inARow: number;
  readonly mostInARow: number;
  /** How often a success was followed by something else. */
  readonly flips: number;
  readonly answeredAt?: number;
  /** How often each thing was seen, in the order of its first time. */
  readonly seen: Readonly<Record<string, number>>;
  readonly last?: Observation;
}

export type ProbeStep =
  /** Wait `after`, then ask and give up on the answer after `timeout`. */
  | { readonly do: 'ask'; readonly after: number; readonly timeout: number }
  | { readonly do: 'pass'; readonly took: number; readonly firstAnswer: number }
  | { readonly do: 'fail' };

/** Between two questions until there is a first answer: a start takes as long as it takes. */
export const eagerPause = 100;

export function startProbe(settings: ProbeSettings, at: number, accept: Accept = '2xx'): Probe {
  const none = { inARow: 0, mostInARow: 0, flips: 0, seen: {} };
  return { settings, accept, startedAt: at, at, ...none };
}

export function counts(seen: Observation, accept: Accept): boolean {
  if (seen.kind !== 'answered') return false;
  return accept === '2xx' ? isSuccess(seen) : seen.status < 500;
}

/** The probe after one more observation, made at `at`. */
export function observe(probe: Probe, seen: Observation, at: number): Probe {
  const good = counts(seen, probe.accept);
  const inARow = good ? probe.inARow + 1 : 0;
  const name = nameObservation(seen);
  const answeredAt = probe.answeredAt ?? (seen.kind === 'answered' ? at : undefined);
  return {
    ...probe,
    at,
    inARow,
    mostInARow: Math.max(probe.mostInARow, inARow),
    flips: probe.flips + (!good && probe.inARow > 0 ? 1 : 0),
    seen: { ...probe.seen, [name]: (probe.seen[name] ?? 0) + 1 },
    last: seen,
    ...(answeredAt === undefined ? {} : { answeredAt }),
  };
}

/**
 * What comes next. An end of the service and an answer of another process fail at once: no waiting
 * mends them. The last question is asked at the deadline itself.
 */
export function nextProbe(probe: Probe): ProbeStep {
  const { settings, startedAt, at, last, answeredAt } = probe;
  if (probe.inARow >= settings.successes) {
    return { do: 'pass', took: at - startedAt, firstAnswer: (answeredAt ?? at) - startedAt };
  }
  if (last?.kind === 'exited' || last?.kind === 'wrong-process') return { do: 'fail' };
  const left = startedAt + settings.deadline - at;
  if (last !== undefined && left <= 0) return { do: 'fail' };
  const pause =
    answeredAt === undefined ? Math.min(eagerPause, settings.interval) : settings.interval;
  return {
    do: 'ask',
    after: last === undefined ? 0 : Math.min(pause, left),
    timeout: settings.timeout,
  };
}
