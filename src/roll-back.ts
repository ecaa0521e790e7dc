/** Back to the deploy before, or to one that is named: with all settings from the servers themselves. */

import { batchSize } from './domain/deploy/fleet.ts';
import { createMask } from './domain/deploy/mask-text.ts';
import { refuseUneven } from './domain/deploy/uneven-rollback.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import type { CommandRun } from './deploy.ts';
import type { World } from './ports.ts';
import { meetServers } from './stages/commands/meet-servers.ts';
import { dryRunOf } from './stages/commands/dry-run-of.ts';
import { type Place, carryFleet } from './stages/deploy/carry-fleet.ts';
import type { HostSession } from './stages/deploy/host-session.ts';
import { sourceOf } from './stages/deploy/order.ts';
import { type RollbackOnHost, openRollback } from './stages/deploy/rollback.ts';
import { remember } from './stages/deploy/remember.ts';
import { tellFleet } from './stages/deploy/tell-fleet.ts';

/** @throws Failure where it does not end with the version before serving everywhere; outputs are set then too */
export async function rollBack(
  world: World,
  inputs: Inputs,
  { report, stages, cancelled }: CommandRun,
): Promise<void> {
  const { name, hosts, access, helper } = await meetServers(world, 'rollback', inputs);
  const { what, how } = inputs.deploy;
  const { event } = world.runner;
  const { rollbackTo, lease, lockWait } = how;
  report.title = `${name}: rollback`;
  const wish = {
    hosts,
    check: (plans: readonly RollbackOnHost[]): void =>
      refuseUneven(
        name,
        plans.map(({ plan }) => plan),
      ),
    open: ({ address, tell, met }: Place): HostSession<RollbackOnHost> =>
      openRollback(world, {
        address,
        tell,
        met,
        access,
        helper,
        name,
        lease,
        lockWait,
        source: sourceOf(event),
        mask: createMask(what.env, name),
        ...(event.actor === '' ? {} : { actor: event.actor }),
        ...(rollbackTo === undefined ? {} : { rollbackTo }),
      }),
  };
  if (how.dryRun) return dryRunOf(world, { ...wish, name, command: 'rollback', report });
  const begun = remember(world, name);
  const results = await carryFleet<RollbackOnHost>(world, {
    ...wish,
    policy: { batch: batchSize(how.batch, hosts.length), onFailure: how.onFailure },
    stages,
    cancelled,
    title: 'Rolling back',
    submitting: begun,
    accepted: begun,
  });
  tellFleet(world, { name, command: 'rollback', results, report });
}
