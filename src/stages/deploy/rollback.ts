/** How is a rollback of one server opened? The same switch and gate, with all settings from the server. */

import { formatRollback } from '../../domain/deploy/format-plan.ts';
import type { ServerFacts } from '../../domain/deploy/facts.ts';
import { rollbackLines } from '../../domain/deploy/plan-lines.ts';
import { type RollbackPlan, planRollback } from '../../domain/deploy/plan-rollback.ts';
import { refusalFailure } from '../../domain/deploy/refusal.ts';
import { refuseOtherRepository } from '../../domain/deploy/refuse-other-app.ts';
import { refusePrivilege } from '../../domain/deploy/refuse-privilege.ts';
import { refuseSystem } from '../../domain/deploy/refuse-system.ts';
import { refuseRecords, refuseUnknown } from '../../domain/deploy/refuse-unknown.ts';
import type { DeploySource } from '../../domain/deploy/wish.ts';
import { Failure } from '../../domain/failure.ts';
import { formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import { type HostPlan, type HostSession, type SessionWish, openSession } from './host-session.ts';
import { runningDeploy } from '../../domain/deploy/running.ts';
import { noteServer } from './judge-host.ts';

export interface RollbackOnHost extends HostPlan {
  readonly plan: RollbackPlan;
}

export interface RollbackHostWish extends Pick<
  SessionWish<RollbackOnHost>,
  'address' | 'access' | 'helper' | 'tell' | 'lockWait' | 'hear' | 'mask' | 'met'
> {
  readonly name: string;
  /** The run that rolls back. */
  readonly source: DeploySource;
  readonly actor?: string;
  /** A deploy's name or sequence number. */
  readonly rollbackTo?: string;
  /** Milliseconds. */
  readonly lease: number;
}

/** Milliseconds, where the server does not tell what the deploy was given. */
const probeTimeout = 3000;

export function openRollback(
  world: Pick<World, 'remote' | 'clock' | 'versions'>,
  wish: RollbackHostWish,
): HostSession<RollbackOnHost> {
  const { name, rollbackTo = '' } = wish;
  let first: RollbackPlan | undefined;
  return openSession(world, {
    ...wish,
    asked: { name, ...(rollbackTo.includes('-') ? { deploy: rollbackTo } : {}) },
    needs: [],
    plan(facts) {
      const planned = planBack(facts, wish);
      first ??= planned.plan;
      // What was told, and compared with the other servers, is what is done.
      if (planned.plan.target.deploy !== first.target.deploy) throw moved(first, planned.plan);
      return planned;
    },
  });
}

function moved({ name, server, target }: RollbackPlan, now: RollbackPlan): Failure {
  return new Failure({
    doing: `rolling ${name} back on ${server} to ${target.deploy}`,
    happened: `somebody else deployed there meanwhile, and the one before is ${now.target.deploy} now; nothing was changed`,
    attempt: [
      'see with `command: status` what runs there',
      `run it again if it is still to go back, or name the deploy: \`rollback-to: ${target.deploy}\``,
    ],
    code: 'deploy-stale',
  });
}

/** @throws Failure where there is no way to root, too little is known, or nothing to go back to */
function planBack(facts: ServerFacts, wish: RollbackHostWish): RollbackOnHost {
  const { name, address, helper, source, actor, rollbackTo, lease, tell } = wish;
  const server = formatAddress(address);
  const first = [refuseSystem(facts), refusePrivilege(facts.way, helper)];
  const refusal =
    first.find(Boolean) ??
    (nothingRuns(facts) ? undefined : refuseUnknown(facts)) ??
    refuseOtherRepository(facts.app, wish) ??
    refuseRecords(facts);
  if (refusal !== undefined) throw refusalFailure(server, [refusal]);
  noteServer(facts, name, tell);
  const plan = planRollback(facts, {
    name,
    server,
    source,
    lease,
    ...(actor === undefined ? {} : { actor }),
    ...(rollbackTo === undefined ? {} : { rollbackTo }),
  });
  for (const line of rollbackLines(plan)) tell.info(line);
  const told = Number(facts.app.settings.get(plan.target.deploy)?.get('probe-timeout'));
  return {
    plan,
    deploy: plan.deploy,
    text: formatRollback(plan),
    lease,
    probeTimeout: told > 0 ? told : probeTimeout,
  };
}

/** Then there is no port to know of either: that nothing runs is what is said. */
function nothingRuns({ root, app }: ServerFacts): boolean {
  return root && runningDeploy(app) === 'none';
}
