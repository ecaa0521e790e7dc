/** Did the service end well when it was told to, and what became of the request it was at? */

import { type Exit, explainExit } from '../exit-cause.ts';
import { formatDuration } from '../quantity.ts';
import { gracefulShutdown } from '../service/gin-lines.ts';
import { describeObservation } from '../service/observation.ts';
import type { Remark } from '../service/remark.ts';
import type { Outcome } from './answer.ts';

/** How long a service may take to end: systemd would wait for 90 s, people do not. */
export const stopLimit = 10_000;

export interface Stopped {
  /** Follows "it": `ended with exit code 0`; absent: it had to be killed. */
  readonly how?: string;
  /** Milliseconds from SIGTERM to its end, or to our patience's. */
  readonly took: number;
  /** The request whose last bytes were withheld until after the signal; absent where none was sent. */
  readonly request?: Outcome;
  /** Why no request was in flight, where one was to be: a clause. */
  readonly missed?: string;
}

/** One line for the report. */
export function describeStop({ how, took, request, missed }: Stopped): string {
  const end =
    how === undefined
      ? `did not end within ${formatDuration(took)} of SIGTERM and was killed`
      : `${how}, ${formatDuration(took)} after SIGTERM`;
  if (missed !== undefined) return `${end}; no request was in flight: ${missed}`;
  if (request === undefined) return end;
  const answered = request.kind === 'answered';
  return `${end}; the request in flight was ${answered ? `answered with ${request.status}` : 'cut'}`;
}

/** Why a request that was to be held in flight is none, from what came of it before SIGTERM. */
export function explainMissed(before: Outcome | 'not-taken'): string {
  if (before === 'not-taken') return 'the service did not take one';
  return before.kind === 'answered'
    ? 'the service answers before it has all of it'
    : `none could be held (${describeObservation(before)})`;
}

/** For a service that is not there any more when it is to be ended. */
export function explainOwnEnd(end: Exit): Remark {
  const message = `the service ${explainExit(end).ended} by itself, before it was told to end`;
  const fix = ['see the last lines of its output'];
  return { id: 'ended-early', level: 'failure', message, fix };
}

export function explainStop(stopped: Stopped): readonly Remark[] {
  const { how, took, request } = stopped;
  const remarks: Remark[] = [];
  if (how === undefined) {
    const message = `the service does not end within ${formatDuration(took)} of SIGTERM: every stop and every deploy waits, then kills it`;
    const fix = ['end on SIGTERM, with the requests in flight answered:', ...gracefulShutdown];
    remarks.push({ id: 'sigterm-ignored', level: 'warning', message, fix });
  }
  if (request !== undefined && request.kind !== 'answered') {
    const message = `SIGTERM cuts the request that the service is at (${describeObservation(request)}): a client loses its answer at every deploy, and r.Run() cannot do otherwise`;
    const fix = how === undefined ? [] : gracefulShutdown;
    remarks.push({ id: 'request-cut', level: 'warning', message, fix });
  }
  return remarks;
}
