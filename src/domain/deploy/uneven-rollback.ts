/** Would a rollback leave the servers on different releases? */

import { Failure } from '../failure.ts';
import { plainLine } from '../plain-text.ts';
import type { RollbackPlan } from './plan-rollback.ts';

type Target = Pick<RollbackPlan, 'server' | 'target'>;

/**
 * Where a deploy ended differently on some of them, "the one before" is another release on each.
 * @throws Failure (`rollback-uneven`)
 */
export function refuseUneven(name: string, plans: readonly Target[]): void {
  const releases = new Set(plans.map(({ target }) => target.release ?? target.deploy));
  if (releases.size <= 1) return;
  const lines = plans.map(({ server, target: { deploy, version = 'no version' } }) =>
    plainLine(`${server}: would go to ${deploy} (${version})`),
  );
  throw new Failure({
    doing: `rolling ${name} back on ${plans.length} servers`,
    happened: 'they would end on different releases; nothing was changed on any',
    output: lines.join('\n'),
    attempt: [
      'name in deploy-hosts only the servers that run the version to be left',
      'or deploy the version that is wanted to all: `command: deploy` with `allow-downgrade: true`',
    ],
    code: 'rollback-uneven',
  });
}
