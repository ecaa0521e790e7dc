/** Were the requests of survive-write and survive-read answered as they must be? */

import { cgoStubs } from '../build/cgo-stubs.ts';
import { plainLine } from '../plain-text.ts';
import {
  type Answered,
  describeObservation,
  isRedirect,
  isSuccess,
  shownLocation,
} from '../service/observation.ts';
import type { Remark } from '../service/remark.ts';
import type { Outcome } from './answer.ts';
import { otherNonces } from './nonce.ts';
import { explainRefusedWrite, findRefusedWrite } from './refused-write.ts';
import type { Places } from './written.ts';
import { type FilledRequest, type RequestTemplate, describeRequest } from './request.ts';

export function isGood(outcome: Outcome): boolean {
  return outcome.kind === 'answered' && isSuccess(outcome);
}

/**
 * The failure of one request of survive-write; undefined where it is answered with 2xx. `output` is
 * what the service has printed since the request was sent.
 */
export function explainWrite(
  request: FilledRequest | RequestTemplate,
  outcome: Outcome,
  { output, places }: { readonly output: string; readonly places: Places },
): Remark | undefined {
  if (isGood(outcome)) return undefined;
  const message = `survive-write: ${describeRequest(request)}: ${describeOutcome(outcome)}; a write must be answered with 2xx`;
  const said = `${output}\n${outcome.kind === 'answered' ? outcome.body : ''}`;
  const because = findStub(said) ?? findRefused(said, places);
  if (because === undefined) {
    return { id: 'write-failed', level: 'failure', message, fix: requestFix(outcome) };
  }
  return { ...because, level: 'failure', message: `${message}; ${because.message}` };
}

function findStub(said: string): Remark | undefined {
  const found = cgoStubs.find(({ stubText }) => said.includes(stubText));
  if (found === undefined) return undefined;
  const message = `${found.module} is only a stub in this build, for cgo is off`;
  return {
    id: 'stub-driver',
    level: 'failure',
    message,
    fix: ['cgo: on', `or use ${found.instead}`],
  };
}

function findRefused(said: string, places: Places): Remark | undefined {
  const refused = findRefusedWrite(said, places);
  return refused === undefined ? undefined : explainRefusedWrite(refused);
}

export type ReadVerdict =
  /** `holding` are the places, from 0, of the requests whose answers have the nonce. */
  | { readonly kind: 'found'; readonly holding: readonly number[] }
  /** All were answered with 2xx; `old` words of earlier rehearsals were there instead. */
  | { readonly kind: 'missing'; readonly old: number }
  | { readonly kind: 'failed'; readonly at: number; readonly outcome: Outcome };

/**
 * What the answers of survive-read show. `holding` is what they showed before the restart: the same
 * answers must have the nonce again, and the others (a login) only 2xx.
 */
export function judgeRead(
  outcomes: readonly Outcome[],
  nonce: string,
  holding: readonly number[] = [],
): ReadVerdict {
  const bad = outcomes.findIndex((outcome) => !isGood(outcome));
  const failed = outcomes[bad];
  if (failed !== undefined) return { kind: 'failed', at: bad, outcome: failed };
  const bodies = outcomes.map((outcome) => (outcome.kind === 'answered' ? outcome.body : ''));
  const found = bodies.flatMap((body, index) => (body.includes(nonce) ? [index] : []));
  const isThere = found.length > 0 && holding.every((index) => found.includes(index));
  if (isThere) return { kind: 'found', holding: found };
  return { kind: 'missing', old: otherNonces(bodies.join('\n'), nonce).length };
}

/** Before any restart: a survive-read that does not show the write proves nothing after one. */
export function explainRead(
  requests: readonly (FilledRequest | RequestTemplate)[],
  verdict: ReadVerdict,
): Remark | undefined {
  if (verdict.kind === 'found') return undefined;
  const byId = 'ask for it by what the write answered, as GET /api/notes/{write:/id}';
  if (verdict.kind === 'failed') {
    const who = requests[verdict.at];
    const request = who === undefined ? 'a request' : describeRequest(who);
    const message = `survive-read: ${request}: ${describeOutcome(verdict.outcome)}, before any restart; a read must be answered with 2xx`;
    return { id: 'read-failed', level: 'failure', message, fix: requestFix(verdict.outcome) };
  }
  const all = requests.map(describeRequest).join(', ');
  const shows =
    verdict.old > 0
      ? `it shows ${verdict.old === 1 ? 'a word' : `${verdict.old} words`} of earlier rehearsals, not that of this one`
      : 'the word that was written is not in it';
  const message = `survive-read: ${all} was answered before any restart, but ${shows}`;
  const fix =
    verdict.old > 0
      ? [byId, 'or have the newest first: the answer may be one page of a list, or cached']
      : [byId, 'or read the list that the write adds to; {nonce} must be in what is written'];
  return { id: 'read-failed', level: 'failure', message, fix };
}

/** An answer of an error is shown by its first line: it mostly says what is wrong. */
function describeOutcome(outcome: Outcome): string {
  const said = outcome.kind === 'answered' && outcome.status >= 400 ? firstLine(outcome.body) : '';
  return `${describeObservation(outcome)}${said === '' ? '' : ` (${said})`}`;
}

function firstLine(body: string): string {
  const [line = ''] = body.trim().slice(0, 400).split(/\r?\n/);
  const shown = plainLine(line);
  return shown.length > 120 ? `${shown.slice(0, 117)}...` : shown;
}

function requestFix(outcome: Outcome): readonly string[] {
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
