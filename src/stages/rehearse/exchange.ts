/** How are the requests of survive-write and survive-read sent, each with what those before it answered? */

import { explainExit } from '../../domain/exit-cause.ts';
import type { Outcome, WholeAnswer } from '../../domain/rehearse/answer.ts';
import { asksFor } from '../../domain/rehearse/echo.ts';
import { fillRequest } from '../../domain/rehearse/fill-request.ts';
import { isGood } from '../../domain/rehearse/judge.ts';
import type { FilledRequest, RequestTemplate } from '../../domain/rehearse/request.ts';
import { describeRequest } from '../../domain/rehearse/request.ts';
import { describeObservation } from '../../domain/service/observation.ts';
import type { World } from '../../ports.ts';
import { type Rehearsal, type Running, addressOf } from './context.ts';

/** Milliseconds for one request: a login may hash a password for a while. */
const patience = 10_000;
/** Until the end of a service that broke a connection is known, or what it printed is here. */
const delay = 200;
/** Characters. */
const leastSecret = 8;

export interface Exchanged {
  readonly outcomes: readonly Outcome[];
  readonly sent: readonly FilledRequest[];
  /** The last answer, where it came. */
  readonly last?: WholeAnswer;
  /**
   * When the last request that has the nonce was sent and answered, or the last one where none has it, in
   * milliseconds since 1970.
   */
  readonly span: { readonly from: number; readonly to: number };
  /** The request that was not sent, as a placeholder of it found no value in an answer. */
  readonly unfilled?: { readonly at: number; readonly problem: string };
}

interface ExchangeRequest {
  /** For the log. */
  readonly name: string;
  readonly running: Running;
  readonly templates: readonly RequestTemplate[];
  readonly write?: WholeAnswer;
}

/** Stops after the first that is not answered with 2xx, and before one that cannot be filled in. */
export async function exchangeAll(
  world: World,
  { nonce }: Pick<Rehearsal, 'nonce'>,
  { name, running, templates, write }: ExchangeRequest,
): Promise<Exchanged> {
  const answers: WholeAnswer[] = [];
  const outcomes: Outcome[] = [];
  const sent: FilledRequest[] = [];
  let span = { from: 0, to: 0 };
  let unfilled: Exchanged['unfilled'];
  for (const [at, template] of templates.entries()) {
    const from = world.clock.now().getTime();
    const values = { nonce, answers, now: from, ...(write === undefined ? {} : { write }) };
    const filled = fillRequest(template, values);
    if ('problem' in filled) {
      unfilled = { at, problem: filled.problem };
      break;
    }
    hide(world, filled.taken, nonce);
    const outcome = await exchange(world, running, filled.request);
    // strace counts in microseconds, this clock in milliseconds that are over
    const own = { from, to: world.clock.now().getTime() + 1 };
    if (asksFor(filled.request, nonce) || !sent.some((one) => asksFor(one, nonce))) span = own;
    world.log.info(`${name}: ${describeRequest(template)}: ${describeObservation(outcome)}`);
    sent.push(filled.request);
    outcomes.push(outcome);
    if (outcome.kind === 'answered') answers.push(outcome);
    if (!isGood(outcome)) break;
  }
  if (!outcomes.every(isGood)) await world.clock.pause(delay);
  const last = answers.at(-1);
  const more = { ...(last === undefined ? {} : { last }), ...(unfilled && { unfilled }) };
  return { outcomes, sent, span, ...more };
}

async function exchange(
  { clock, rehearsal }: World,
  running: Running,
  filled: FilledRequest,
): Promise<Outcome> {
  const request = { ...filled, at: addressOf(running), timeout: patience };
  const outcome = await rehearsal.loopback.exchange(request);
  if (outcome.kind === 'answered') return outcome;
  await clock.pause(delay);
  const ended = running.service.ended();
  return ended === undefined ? outcome : { kind: 'exited', how: explainExit(ended).ended };
}

/** A token of an answer may come back in what the service prints or answers; an id of few characters may be any word. */
function hide({ log }: World, taken: readonly string[], nonce: string): void {
  const secret = taken.filter((value) => value.length >= leastSecret && !value.includes(nonce));
  for (const value of secret) log.mask(value);
}
