/** What runs on the servers? Each is asked, and one that cannot be reached does not hide the others. */

import { fleetDifference } from '../../domain/deploy/converge.ts';
import {
  type HostLook,
  servingDeploys,
  statusHosts,
  statusSection,
} from '../../domain/deploy/status-section.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import type { World } from '../../ports.ts';
import { status } from '../deploy/status.ts';
import type { Report } from '../report.ts';
import { hostsFailure, shortly } from './host-failures.ts';
import { meetServers } from './meet-servers.ts';
import { tellInOrder } from './tell-in-order.ts';

export type CommandWorld = Pick<
  World,
  'log' | 'job' | 'runner' | 'clock' | 'versions' | 'remote' | 'helper'
>;

/**
 * Outputs `hosts` and `deploy-id`, and the summary, are there also where it fails.
 * @throws Failure for what is missing, and for servers that could not be asked
 */
export async function statusOf(
  world: CommandWorld,
  inputs: Inputs,
  { report }: { readonly report: Report },
): Promise<void> {
  const { log, job } = world;
  const { name, hosts, access, helper } = await meetServers(world, 'status', inputs);
  report.title = `${name}: status`;
  const outcomes = await tellInOrder(log, hosts, ({ address, tell }) =>
    status(world, { name, address, access, helper, tell }),
  );
  const looks = outcomes.map((outcome): HostLook => {
    const { server } = outcome;
    return 'failure' in outcome
      ? { server, found: { problem: shortly(outcome.failure) } }
      : { server, found: { facts: outcome.value.facts } };
  });
  const reached = looks.flatMap(({ server, found }) =>
    'facts' in found ? [{ server, app: found.facts.app }] : [],
  );
  const difference = fleetDifference(reached);
  if (difference !== undefined) log.warning(difference);
  const found = { name, hosts: looks, ...(difference === undefined ? {} : { difference }) };
  job.output('hosts', statusHosts(found));
  job.output('deploy-id', servingDeploys(looks));
  report.section(statusSection(found));
  const failure = hostsFailure(outcomes, {
    doing: `asking for the status of ${name}`,
    could: 'be asked',
  });
  if (failure !== undefined) throw failure;
}
