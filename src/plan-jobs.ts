/** Which jobs does a build on several runners need? Everything that can be refused without building is refused here. */

import { wantsCgo } from './domain/build/cgo.ts';
import { formatMatrix } from './domain/fan-out/matrix.ts';
import { planMatrix } from './domain/fan-out/plan-matrix.ts';
import { describeJob, matrixSection } from './domain/fan-out/matrix-section.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { resolve } from './domain/paths.ts';
import { planArtifactName } from './domain/publish/artifact-name.ts';
import { formatDuration } from './domain/quantity.ts';
import type { CommandRun } from './deploy.ts';
import type { World } from './ports.ts';
import { cleanUp } from './stages/clean-up.ts';
import { downloadModules } from './stages/download-modules.ts';
import { listPrograms } from './stages/list-programs.ts';
import { tellVersion } from './stages/outputs.ts';
import { readProject } from './stages/read-project.ts';
import { settleTargets } from './stages/settle-targets.ts';
import { trustGit } from './stages/trust-git.ts';

/** @throws Failure for what no job could build, and for systems that are more than `max-jobs` */
export async function planJobs(world: World, inputs: Inputs, run: CommandRun): Promise<void> {
  const folder = await world.files.makeTemp('gin-ship');
  try {
    const dir = resolve(world.runner.workspace, inputs.workingDirectory);
    await plan(await trustGit(world, { dir, folder }), inputs, run);
  } finally {
    await cleanUp(world, folder);
  }
}

async function plan(world: World, inputs: Inputs, { report, stages }: CommandRun): Promise<void> {
  const { grouped } = stages;
  const { cgo: mode } = inputs.build;
  const project = await grouped('Reading the project', async () => {
    const found = await readProject(world, inputs);
    tellVersion(world, found);
    return found;
  });
  report.title = `${project.name} ${project.version.text}: plan`;
  const { env, settings, targets } = await grouped('Setting up Go', () =>
    settleTargets(world, inputs, { project, report }),
  );
  const { toolchain } = settings;
  const programs = await grouped('Preparing modules and plan', async () => {
    const modules = await downloadModules(world, { project, toolchain, env });
    report.stage('modules', modules, (took) => `downloaded or found in ${formatDuration(took)}`);
    return listPrograms(world, { inputs: inputs.build, targets, project, toolchain, env });
  });
  const { name, version, timestamp } = project;
  const values = { name, version: version.text, timestamp };
  const jobs = planMatrix({
    targets: targets.map((target) => {
      const cgoModules = programs.get(target.os)?.cgoModules ?? [];
      return { target, cgo: wantsCgo({ mode, cgoModules }) };
    }),
    maxJobs: inputs.fanOut.maxJobs,
    artifactName: planArtifactName(inputs.publish.artifactName, values),
  });
  await world.log.group('Plan', () => {
    for (const job of jobs) world.log.info(describeJob(job));
  });
  world.job.output('matrix', formatMatrix(jobs));
  report.section(matrixSection(jobs));
}
