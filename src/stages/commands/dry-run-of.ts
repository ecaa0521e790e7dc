/** What would a deploy or a rollback do on its servers? Facts and plans are told, and nothing is touched. */

import { beforehandFailure } from '../../domain/deploy/beforehand.ts';
import { type FleetOrder, planFleetOrder } from '../../domain/deploy/converge.ts';
import { dryRunSection } from '../../domain/deploy/dry-run-section.ts';
import type { ServerFacts } from '../../domain/deploy/facts.ts';
import { type SshAddress, formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import type { Place } from '../deploy/carry-fleet.ts';
import type { HostSession } from '../deploy/host-session.ts';
import { tellFacts } from '../deploy/tell-facts.ts';
import type { PlannedHost } from '../deploy/tell-fleet.ts';
import { tellNotDeployed } from '../outputs.ts';
import type { Report } from '../report.ts';
import { shortly } from './host-failures.ts';
import { tellInOrder } from './tell-in-order.ts';

export interface DryRunWish<Plan extends PlannedHost> {
  readonly name: string;
  readonly command: 'deploy' | 'rollback';
  readonly hosts: readonly SshAddress[];
  readonly report: Report;
  open(place: Place): HostSession<Plan>;
  /** @throws Failure for what stands against all plans together */
  check?(plans: readonly Plan[]): void;
}

/** @throws Failure for all that stands against it on any of the servers */
export async function dryRunOf<Plan extends PlannedHost>(
  world: Pick<World, 'log' | 'job'>,
  wish: DryRunWish<Plan>,
): Promise<void> {
  const { log } = world;
  const { name, command, hosts, report } = wish;
  const fleet = awaitFacts(hosts.map(formatAddress));
  const outcomes = await tellInOrder(log, hosts, async ({ address, server, tell }) => {
    const first = (): boolean => fleet.order().order[0] === server;
    const session = wish.open({ address, tell, first, met: () => undefined });
    try {
      const facts = await fleet.look(session);
      tellFacts(facts, tell);
      await fleet.whole;
      return await session.decide();
    } finally {
      await session.close();
    }
  });
  const { remark } = fleet.order();
  if (remark !== undefined) log.notice(remark);
  log.info('dry-run: nothing was changed');
  tellNotDeployed(world);
  const rows = outcomes.map((outcome) =>
    'failure' in outcome
      ? { server: outcome.server, problem: shortly(outcome.failure) }
      : { server: outcome.server, plan: outcome.value.plan },
  );
  report.section(dryRunSection(rows));
  const objections = outcomes.flatMap((outcome) =>
    'failure' in outcome ? [{ server: outcome.server, error: outcome.failure }] : [],
  );
  const failure = beforehandFailure({ command, name }, objections, false);
  if (failure !== undefined) throw failure;
  wish.check?.(outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value] : [])));
}

/** Which server is begun with is known once each has been looked at, or could not be. */
function awaitFacts(servers: readonly string[]): {
  look(session: Pick<HostSession<PlannedHost>, 'server' | 'look'>): Promise<ServerFacts>;
  readonly whole: Promise<void>;
  order(): FleetOrder;
} {
  const { promise: whole, resolve } = Promise.withResolvers<void>();
  const found = new Map<string, ServerFacts>();
  const left = new Set(servers);
  return {
    whole,
    async look(session) {
      const { server } = session;
      try {
        const facts = await session.look();
        found.set(server, facts);
        return facts;
      } finally {
        left.delete(server);
        if (left.size === 0) resolve();
      }
    },
    order() {
      const known = servers.flatMap((server) => {
        const facts = found.get(server);
        return facts === undefined ? [] : [{ server, app: facts.app }];
      });
      return planFleetOrder(known);
    },
  };
}
