/** What is said where a deploy may not go on? */

import { Failure, type FailureFacts, composeFailure } from '../failure.ts';

export type RefusalCode =
  | 'deploy-adopt'
  | 'deploy-archive'
  | 'deploy-downgrade'
  | 'deploy-helper'
  | 'deploy-neighbour'
  | 'deploy-occupied'
  | 'deploy-other-app'
  | 'deploy-places'
  | 'deploy-privilege'
  | 'deploy-program'
  | 'deploy-records'
  | 'deploy-room'
  | 'deploy-state'
  | 'deploy-system'
  | 'deploy-unknown'
  | 'deploy-unmarked'
  | 'deploy-user';

/** One thing that stands against a deploy; nothing was sent or changed yet. */
export interface Refusal extends Omit<FailureFacts, 'doing' | 'cause'> {
  readonly code: RefusalCode;
}

/** One failure for all that stands against a deploy to one server; its code is that of the first. */
export function refusalFailure(server: string, refusals: readonly Refusal[]): Failure {
  const doing = `checking ${server} before the deploy`;
  const [first, ...more] = refusals;
  if (first === undefined || more.length === 0) {
    return new Failure({ doing, happened: 'it was refused', ...first });
  }
  const texts = refusals.map((refusal) => composeFailure({ doing: 'there', ...refusal }));
  return new Failure({
    doing,
    happened: `${refusals.length} things stand against it; nothing was changed there`,
    output: texts.map((text) => text.replace(/^there: /, '')).join('\n'),
    code: first.code,
  });
}
