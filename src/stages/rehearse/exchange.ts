/** How are the requests of survive-write and survive-read sent, each with what those before it answered? */

import { explainExit } from '../../domain/exit-cause.ts';
import type { Outcome, WholeAnswer } from '../../domain/rehearse/answer.ts';
import { fillRequest } from '../../domain/rehearse/fill-request.ts';
import { isGood } from '../../domain/rehearse/judge.ts';
import type { FilledRequest, RequestTemplate } from '../../domain/rehearse/request.ts';
import { describeRequest } from '../../domain/rehearse/request.ts';
import { describeObservation } from '../../domain/service/observation.ts';
import type { World } from '../../ports.ts';
import { Ended, type Rehearsal, type Running, addressOf } from './context.ts';

/** Milliseconds for one request: a login may hash a password for a while. */
const patience = 10_000;
/** Until the end of a service that broke a connection is known, or what it printed is here. */
const delay = 200;

export interface Exchanged {
  readonly outcomes: readonly Outcome[];
  readonly sent: readonly FilledRequest[];
  /** The last answer, where it came. */
  readonly last?: WholeAnswer;
  /** When the last request was sent and answered, in milliseconds since 1970. */
  readonly span: { readonly from: number; readonly to: number };
}

interface ExchangeRequest {
  readonly name: 'survive-write' | 'survive-read';
  readonly running: Running;
  readonly templates: readonly RequestTemplate[];
  readonly write?: WholeAnswer;
}

/**
 * Stops after the first that is not answered with 2xx.
 * @throws Ended where a placeholder finds no value in an answer
 */
export async function exchangeAll(
  world: World,
  { nonce }: Rehearsal,
  { name, running, templates, write }: ExchangeRequest,
): Promise<Exchanged> {
  const answers: WholeAnswer[] = [];
  const outcomes: Outcome[] = [];
  const sent: FilledRequest[] = [];
  let span = { from: 0, to: 0 };
  for (const template of templates) {
    const values = { nonce, answers, ...(write === undefined ? {} : { write }) };
    const filled = fillRequest(template, values);
    if ('problem' in filled) throw unfilled(running, name, { template, problem: filled.problem });
    const from = world.clock.now().getTime();
    const outcome = await exchange(world, running, filled.request);
    // strace counts in microseconds, this clock in milliseconds that are over
    span = { from, to: world.clock.now().getTime() + 1 };
    world.log.info(`${name}: ${describeRequest(template)}: ${describeObservation(outcome)}`);
    sent.push(filled.request);
    outcomes.push(outcome);
    if (outcome.kind === 'answered') answers.push(outcome);
    if (!isGood(outcome)) break;
  }
  if (!outcomes.every(isGood)) await world.clock.pause(delay);
  const last = answers.at(-1);
  return { outcomes, sent, span, ...(last === undefined ? {} : { last }) };
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

function unfilled(
  { service }: Running,
  name: string,
  { template, problem }: { readonly template: RequestTemplate; readonly problem: string },
): Ended {
  const message = `${name}: ${describeRequest(template)}: ${problem}`;
  const fix = ['correct the placeholder: {1:/token} is what request 1 answered under "token"'];
  const id = name === 'survive-write' ? 'write-failed' : 'read-failed';
  return new Ended({ id, level: 'failure', message, fix }, service.output().tail);
}
