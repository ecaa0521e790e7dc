/** How are the requests of survive-write and survive-read sent, each with what those before it answered? */

import type { Outcome, WholeAnswer } from '../../domain/rehearse/answer.ts';
import { fillRequest } from '../../domain/rehearse/fill-request.ts';
import type { FilledRequest, RequestTemplate } from '../../domain/rehearse/request.ts';
import { describeRequest } from '../../domain/rehearse/request.ts';
import { describeObservation } from '../../domain/service/observation.ts';
import type { World } from '../../ports.ts';
import { Ended, type Rehearsal, type Running } from './context.ts';

/** Milliseconds for one request: a login may hash a password for a while. */
const patience = 10_000;

export interface Exchanged {
  readonly outcomes: readonly Outcome[];
  readonly sent: readonly FilledRequest[];
  /** The last answer, where it came. */
  readonly last?: WholeAnswer;
  /** When the last request was sent and answered, in milliseconds since 1970. */
  readonly span: { readonly from: number; readonly to: number };
}

/**
 * Stops after the first that is not answered with 2xx.
 * @throws Ended where a placeholder finds no value in an answer
 */
export async function exchangeAll(
  world: World,
  { nonce }: Rehearsal,
  request: {
    readonly name: 'survive-write' | 'survive-read';
    readonly running: Running;
    readonly templates: readonly RequestTemplate[];
    readonly write?: WholeAnswer;
  },
): Promise<Exchanged> {
  const { name, running, templates, write } = request;
  const answers: WholeAnswer[] = [];
  const outcomes: Outcome[] = [];
  const sent: FilledRequest[] = [];
  let span = { from: 0, to: 0 };
  for (const template of templates) {
    const values = { nonce, answers, ...(write === undefined ? {} : { write }) };
    const filled = fillRequest(template, values);
    if ('problem' in filled) throw unfilled(running, name, { template, problem: filled.problem });
    const from = world.clock.now().getTime();
    const exchange = { ...filled.request, at: running.at, timeout: patience };
    const outcome = await world.rehearsal.loopback.exchange(exchange);
    span = { from, to: world.clock.now().getTime() };
    world.log.info(`${name}: ${describeRequest(template)}: ${describeObservation(outcome)}`);
    sent.push(filled.request);
    outcomes.push(outcome);
    if (outcome.kind !== 'answered') break;
    answers.push(outcome);
    if (outcome.status < 200 || outcome.status >= 300) break;
  }
  const last = answers.at(-1);
  return { outcomes, sent, span, ...(last === undefined ? {} : { last }) };
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
