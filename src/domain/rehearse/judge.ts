/** Were the requests of survive-write and survive-read answered as they must be? */

import { cgoStubs } from '../build/cgo-stubs.ts';
import { isSuccess } from '../service/observation.ts';
import type { Remark } from '../service/remark.ts';
import type { Outcome } from './answer.ts';
import { describeOutcome, outcomeFix } from './describe-outcome.ts';
import { otherNonces } from './nonce.ts';
import { explainRefusedWrite, findRefusedWrite } from './refused-write.ts';
import type { Places } from './written.ts';
import { type RequestTemplate, describeRequest } from './request.ts';

export function isGood(outcome: Outcome): boolean {
  return outcome.kind === 'answered' && isSuccess(outcome);
}

/**
 * The failure of one request of survive-write; undefined where it is answered with 2xx. `output` is
 * what the service has printed since the request was sent.
 */
export function explainWrite(
  request: RequestTemplate,
  outcome: Outcome,
  { output, places }: { readonly output: string; readonly places: Places },
): Remark | undefined {
  if (isGood(outcome)) return undefined;
  const message = `survive-write: ${describeRequest(request)}: ${describeOutcome(outcome)}; a write must be answered with 2xx`;
  const said = `${output}\n${outcome.kind === 'answered' ? outcome.body : ''}`;
  const because = findStub(said) ?? findRefused(said, places);
  if (because === undefined) {
    return { id: 'write-failed', level: 'failure', message, fix: outcomeFix(outcome) };
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
  | { readonly kind: 'missing'; readonly old: number; readonly cut?: true }
  /** An answer had nothing for a placeholder of the request at `at`. */
  | { readonly kind: 'unfilled'; readonly at: number; readonly problem: string }
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
  const isCut = outcomes.some((outcome) => outcome.kind === 'answered' && outcome.cut === true);
  const old = otherNonces(bodies.join('\n'), nonce).length;
  return { kind: 'missing', old, ...(isCut ? { cut: true } : {}) };
}

/** Before any restart: a survive-read that does not show the write proves nothing after one. */
export function explainRead(
  requests: readonly RequestTemplate[],
  verdict: ReadVerdict,
): Remark | undefined {
  if (verdict.kind === 'found') return undefined;
  const byId = 'ask for it by what the write answered, as GET /api/notes/{write:/id}';
  if (verdict.kind === 'failed') {
    const who = requests[verdict.at];
    const request = who === undefined ? 'a request' : describeRequest(who);
    const message = `survive-read: ${request}: ${describeOutcome(verdict.outcome)}, before any restart; a read must be answered with 2xx`;
    return { id: 'read-failed', level: 'failure', message, fix: outcomeFix(verdict.outcome) };
  }
  if (verdict.kind === 'unfilled') {
    const template = requests[verdict.at];
    return template && explainUnfilled('survive-read', template, verdict);
  }
  const all = requests.map(describeRequest).join(', ');
  if (verdict.cut === true) {
    const message = `survive-read: ${all} was answered before any restart, but the word that was written is not in the first MiB of the answer, and no more is looked at`;
    return {
      id: 'read-failed',
      level: 'failure',
      message,
      fix: [byId, 'or ask for less of a list'],
    };
  }
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

/** Nothing is sent for a request whose placeholders find no value. */
export function explainUnfilled(
  name: 'survive-write' | 'survive-read',
  template: RequestTemplate,
  { problem }: { readonly problem: string },
): Remark {
  return {
    id: name === 'survive-write' ? 'write-failed' : 'read-failed',
    level: 'failure',
    message: `${name}: ${describeRequest(template)}: ${problem}`,
    fix: ['correct the placeholder: {1:/token} is what request 1 answered under "token"'],
  };
}
