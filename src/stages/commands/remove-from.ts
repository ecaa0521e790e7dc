/** How is a service removed from its servers? From one after the other; one that fails does not keep the others. */

import { type Removal, removalHosts, removalSection } from '../../domain/deploy/removal-section.ts';
import { Failure } from '../../domain/failure.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import { type SshAddress, formatAddress } from '../../domain/remote/address.ts';
import { sourceOf } from '../deploy/order.ts';
import { lookRemoval, remove } from '../deploy/remove.ts';
import type { Report } from '../report.ts';
import { hostsFailure, shortly } from './host-failures.ts';
import { type Servers, meetServers } from './meet-servers.ts';
import type { CommandWorld } from './status-of.ts';
import { type HostOutcome, groupTeller } from './tell-in-order.ts';

/**
 * With dry-run it is told what would go, and nothing is touched. The output `hosts` and the summary are there also
 * where it fails.
 * @throws Failure for what is missing, and for servers from which it could not be removed
 */
export async function removeFrom(
  world: CommandWorld,
  inputs: Inputs,
  { report }: { readonly report: Report },
): Promise<void> {
  const { log, job } = world;
  const servers = await meetServers(world, 'remove', inputs);
  const { name, hosts } = servers;
  report.title = `${name}: removal`;
  const outcomes: HostOutcome<Removal>[] = [];
  for (const address of hosts) {
    const server = formatAddress(address);
    await log.group(server, async () => {
      outcomes.push(await attempt(server, () => removeOne(world, { servers, address, inputs })));
      const last = outcomes.at(-1);
      if (last !== undefined && 'failure' in last) log.info(last.failure.message);
    });
  }
  const removals = outcomes.map((outcome): Removal => {
    if (!('failure' in outcome)) return outcome.value;
    return { server: outcome.server, outcome: 'failed', reason: shortly(outcome.failure) };
  });
  job.output('hosts', removalHosts(removals));
  report.section(removalSection(removals));
  const failure = hostsFailure(outcomes, { doing: `removing ${name}`, could: 'be cleared' });
  if (failure !== undefined) throw failure;
}

async function attempt(
  server: string,
  work: () => Promise<Removal>,
): Promise<HostOutcome<Removal>> {
  try {
    return { server, value: await work() };
  } catch (error) {
    if (error instanceof Failure) return { server, failure: error };
    throw error;
  }
}

async function removeOne(
  world: CommandWorld,
  { servers, address, inputs }: { servers: Servers; address: SshAddress; inputs: Inputs },
): Promise<Removal> {
  const { name, access, helper } = servers;
  const { purge, lockWait, dryRun } = inputs.deploy.how;
  const server = formatAddress(address);
  const tell = groupTeller(world.log, server);
  const source = sourceOf(world.runner.event);
  const wish = { name, address, access, helper, source, purge, lockWait, tell };
  const found = await (dryRun ? lookRemoval(world, wish) : remove(world, wish));
  return { server, ...found };
}
