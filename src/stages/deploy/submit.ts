/** How does the plan get to the server, exactly once, whatever becomes of the answer? */

import { parseComplaint } from '../../domain/deploy/helper-answer.ts';
import { parseDeployId } from '../../domain/deploy/deploy-id.ts';
import { Failure } from '../../domain/failure.ts';
import { askHost, helperFailure, lastWords } from './ask-host.ts';
import type { Contact } from './contact.ts';
import { type RootWay, helperLine } from '../../domain/deploy/helper-line.ts';

export interface SubmitWish {
  readonly server: string;
  readonly way: RootWay;
  readonly name: string;
  readonly deploy: string;
  /** Holds secrets: it goes through standard input. */
  readonly plan: string;
}

export type Submitted =
  | { readonly kind: 'accepted' }
  /** The very same plan was carried out before; its answer had been lost. */
  | { readonly kind: 'recorded' }
  | { readonly kind: 'busy'; readonly holder: string };

/** Exit code of a helper that is at work for somebody else. */
const busy = 75;
/** Milliseconds: the helper itself waits a minute for its turn, and two for the plan. */
const patience = 240_000;

/**
 * May be asked again where the answer was lost: the helper knows a plan that it has.
 * @throws Failure (`helper-refused` …) with the helper's own line
 */
export async function submitPlan(contact: Contact, wish: SubmitWish): Promise<Submitted> {
  const { server, way, name, deploy, plan } = wish;
  const doing = `submitting ${deploy} to ${server}`;
  const line = helperLine(way, 'submit', name);
  const end = await askHost(contact, { doing, line, input: plan, timeout: patience });
  if (end.code === busy) return { kind: 'busy', holder: parseComplaint(end.stderr).text };
  if (end.code !== 0) throw helperFailure(doing, end);
  const [, word, did = ''] = /^(accepted|recorded) (\S+)/m.exec(end.stdout) ?? [];
  if (did === deploy && parseDeployId(did) !== undefined) {
    return { kind: word === 'recorded' ? 'recorded' : 'accepted' };
  }
  throw new Failure({
    doing,
    happened: 'the helper answered something else than that it took the plan',
    output: lastWords(end),
    attempt: ['run `command: status` to see what it did'],
    code: 'helper-answer',
  });
}
