/** How is told what came of a request that was not answered as it must be, and what mends it? */

import { plainLine } from '../plain-text.ts';
import {
  type Answered,
  describeObservation,
  isRedirect,
  shownLocation,
} from '../service/observation.ts';
import type { Outcome } from './answer.ts';

/** An answer of an error is shown by its first line: it mostly says what is wrong. */
export function describeOutcome(outcome: Outcome): string {
  const said = outcome.kind === 'answered' && outcome.status >= 400 ? firstLine(outcome.body) : '';
  return `${describeObservation(outcome)}${said === '' ? '' : ` (${said})`}`;
}

function firstLine(body: string): string {
  const [line = ''] = body.trim().slice(0, 400).split(/\r?\n/);
  const shown = plainLine(line);
  return shown.length > 120 ? `${shown.slice(0, 117)}...` : shown;
}

export function outcomeFix(outcome: Outcome): readonly string[] {
  if (outcome.kind !== 'answered') return ['see the last lines of its output'];
  return [statusFix(outcome), 'see the last lines of its output'];
}

function statusFix(outcome: Answered): string {
  if (isRedirect(outcome))
    return `ask where it leads, ${shownLocation(outcome)}, or a route that answers itself`;
  const { status } = outcome;
  if (status === 401 || status === 403) {
    return 'log in first: a request before it, parted by ---, and its token as Authorization: Bearer {1:/token}; cookies are kept by themselves';
  }
  if (status === 404) return 'correct the path; routes of Gin are exact';
  if (status === 405) return 'correct the method';
  if (status < 500)
    return 'correct the body and the headers; JSON has Content-Type: application/json by itself';
  return 'the service itself failed: what it needs from outside comes by rehearse-env';
}
