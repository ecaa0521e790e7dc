/** What can come of asking a service once, and how is it told? */

import { plainLine } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** The header of a redirect, as it came. */
  readonly location?: string;
  /** Milliseconds until the answer was whole. */
  readonly took: number;
}

export type Unanswered =
  | { readonly kind: 'refused' }
  /** Nothing, or no whole answer, within so many milliseconds. */
  | { readonly kind: 'timed-out'; readonly after: number }
  /** Closed or reset before a whole answer, or an answer that is no HTTP. */
  | { readonly kind: 'broken'; readonly how: string }
  | { readonly kind: 'wrong-process'; readonly who: string }
  /** `how` follows "the service": `ended with exit code 1`. */
  | { readonly kind: 'exited'; readonly how: string };

export type Observation = Answered | Unanswered;

export function isSuccess({ status }: Answered): boolean {
  return status >= 200 && status < 300;
}

/** 304 answers a question that was not asked, so it is none. */
export function isRedirect({ status }: Answered): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

const names: Readonly<Record<Unanswered['kind'], string>> = {
  refused: 'connection refused',
  'timed-out': 'no answer in time',
  broken: 'broken connection',
  'wrong-process': 'answer of another process',
  exited: 'the service ended',
};

/** The same words for the same thing, so that they can be counted: no times, no values. */
export function nameObservation(seen: Observation): string {
  if (seen.kind !== 'answered') return names[seen.kind];
  return isRedirect(seen) ? `${seen.status} (redirect)` : String(seen.status);
}

/** One observation for people: `200 in 12 ms`. */
export function describeObservation(seen: Observation): string {
  if (seen.kind === 'answered') {
    const to = isRedirect(seen) ? `, a redirect to ${shownLocation(seen)},` : '';
    return `${seen.status}${to} in ${formatDuration(seen.took)}`;
  }
  if (seen.kind === 'refused') return 'the connection was refused';
  if (seen.kind === 'timed-out') return `no answer within ${formatDuration(seen.after)}`;
  if (seen.kind === 'broken') return `the connection broke: ${shorten(seen.how)}`;
  if (seen.kind === 'exited') return `the service ${shorten(seen.how)}`;
  return `another process answered: ${shorten(seen.who)}`;
}

/** Where a redirect leads, without what may be secret in a query. */
export function shownLocation({ location }: Answered): string {
  const [place = ''] = (location ?? '').split(/[?#]/);
  return place === '' ? 'nowhere' : shorten(place);
}

function shorten(text: string): string {
  const line = plainLine(text);
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}
