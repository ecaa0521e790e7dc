/** The run did not see how a deploy ended, as it was cut off or lost contact: how did it end? Told by the part after the job. */

import { parseBegun } from '../../domain/deploy/begun-deploys.ts';
import { type CutOff, cutOffLevel, cutOffLine } from '../../domain/deploy/cut-off-lines.ts';
import { Failure } from '../../domain/failure.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import { formatAddress } from '../../domain/remote/address.ts';
import { escapeMarkdown } from '../../domain/report/markdown.ts';
import type { World } from '../../ports.ts';
import { readAccess } from '../deploy/access.ts';
import { readCutOff } from './read-cut-off.ts';
import { tellInOrder } from './tell-in-order.ts';

export interface AfterDeploy {
  /** What `trackDeploys` left; empty where nothing was begun, or all was told. */
  readonly begun: string;
  /** @throws Failure that lists every problem */
  readonly readInputs: () => Inputs;
}

/** Never fails for what a server or an input does: the job is over, and its result stands. */
export async function afterDeploy(
  world: Pick<World, 'log' | 'job' | 'runner' | 'clock' | 'remote' | 'helper'>,
  { begun, readInputs }: AfterDeploy,
): Promise<void> {
  const { log, job } = world;
  const deploys = parseBegun(begun);
  const [one] = deploys;
  if (one === undefined) return;
  log.info('this run did not see how the deploy ended; the servers are asked');
  const cuts = await readAll(world, deploys, readInputs);
  for (const cut of cuts) log[cutOffLevel(cut)](cutOffLine(cut));
  const lines = cuts.map((cut) => `- ${escapeMarkdown(cutOffLine(cut))}`);
  const title = `## ${escapeMarkdown(one.name)}: what the run did not see`;
  try {
    await job.writeSummary(`${title}\n\n${lines.join('\n')}\n`);
  } catch (error) {
    log.warning(`the job summary could not be written: ${String(error)}`);
  }
}

async function readAll(
  world: Parameters<typeof afterDeploy>[0],
  deploys: ReturnType<typeof parseBegun>,
  readInputs: () => Inputs,
): Promise<readonly CutOff[]> {
  try {
    const access = readAccess(world, readInputs().deploy.to);
    const helper = await world.helper.read();
    const byServer = new Map(deploys.map((begun) => [formatAddress(begun.address), begun]));
    const addresses = deploys.map(({ address }) => address);
    const outcomes = await tellInOrder(world.log, addresses, async ({ server, tell }) => {
      const found = byServer.get(server);
      if (found === undefined) throw new Error(`${server} was never begun with`);
      return readCutOff(world, { begun: found, access, helper, tell });
    });
    return outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    world.log.info(error.message);
    const problem = error.facts.happened;
    return deploys.map(({ address, deploy }) => ({
      server: formatAddress(address),
      deploy,
      problem,
    }));
  }
}
