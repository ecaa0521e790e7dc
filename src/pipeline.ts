/** What happens in which order? Each stage gives what the next one needs. */

import type { Inputs } from './domain/inputs/inputs.ts';
import { resolve } from './domain/paths.ts';
import { handOver } from './hand-over.ts';
import { make } from './make.ts';
import type { World } from './ports.ts';
import { prepare } from './prepare.ts';
import { cleanUp } from './stages/clean-up.ts';
import { createReport } from './stages/report.ts';
import { createStageRunner } from './stages/stage.ts';
import { trustGit } from './stages/trust-git.ts';

export interface Order {
  /** @throws Failure that lists every problem */
  readonly readInputs: () => Inputs;
  /** gin-ship's own. */
  readonly version: string;
}

/** From the inputs to published archives. The summary is written however it ends. */
export async function ship(world: World, { readInputs, version }: Order): Promise<void> {
  const report = createReport(world);
  const stages = createStageRunner(world, report.spans);
  let staging: string | undefined;
  try {
    const inputs = readInputs();
    staging = await world.files.makeTemp('gin-ship');
    const dir = resolve(world.runner.workspace, inputs.workingDirectory);
    const trusting = await trustGit(world, { dir, folder: staging });
    const prepared = await prepare(trusting, inputs, { report, stages });
    const made = await make(world, inputs, { prepared, report, stages, staging, version });
    await handOver(world, inputs, { prepared, made, report, stages });
  } catch (error) {
    report.failed(error);
    throw error;
  } finally {
    await report.write();
    if (staging !== undefined) await cleanUp(world, staging);
  }
}
