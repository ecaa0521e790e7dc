/** Which command does what? The summary is written however it ends. */

import type { Command, Inputs } from './domain/inputs/inputs.ts';
import { deployEarlier } from './deploy.ts';
import { merge } from './merge.ts';
import { type ShipRun, ship } from './pipeline.ts';
import { planJobs } from './plan-jobs.ts';
import type { World } from './ports.ts';
import { rollBack } from './roll-back.ts';
import { removeFrom } from './stages/commands/remove-from.ts';
import { statusOf } from './stages/commands/status-of.ts';
import { noteOutcome, tellNotDeployed } from './stages/outputs.ts';
import { createReport } from './stages/report.ts';
import { createStageRunner } from './stages/stage.ts';

export interface Order {
  /** @throws Failure that lists every problem */
  readonly readInputs: () => Inputs;
  /** gin-ship's own. */
  readonly version: string;
  /** Settles with the signal that ended the job; else never. */
  readonly cancelled: Promise<string>;
}

const commands: Readonly<
  Record<Command, (world: World, inputs: Inputs, run: ShipRun) => Promise<void>>
> = {
  ship,
  build: ship,
  deploy: deployEarlier,
  rollback: rollBack,
  status: statusOf,
  remove: removeFrom,
  plan: planJobs,
  merge,
};

/** Those that have no outcome of a deploy. */
const lookers: ReadonlySet<Command> = new Set<Command>(['status', 'remove', 'plan', 'merge']);

/** @throws Failure where it did not come to what was asked for; all is told by then */
export async function run(world: World, { readInputs, version, cancelled }: Order): Promise<void> {
  const report = createReport(world);
  const stages = createStageRunner(world, report.spans);
  const { job, isTold } = noteOutcome(world.job);
  let command: Command | undefined;
  try {
    const inputs = readInputs();
    ({ command } = inputs);
    await commands[command]({ ...world, job }, inputs, { report, stages, version, cancelled });
  } catch (error) {
    report.failed(error);
    if (command !== undefined && !lookers.has(command) && !isTold()) tellSkipped(world);
    throw error;
  } finally {
    await report.write();
  }
}

/** Never hides what it comes from. */
function tellSkipped(world: World): void {
  try {
    tellNotDeployed(world);
  } catch (error) {
    world.log.debug(String(error));
  }
}
