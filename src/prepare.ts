/** What must be known and in place before anything is built? */

import type { Contents } from './domain/archive/contents.ts';
import { planEntries } from './domain/archive/entries.ts';
import type { ArchivePlan } from './domain/archive/plan.ts';
import { type GoSetting, settingsInBytes } from './domain/build/environment.ts';
import type { MainPackage } from './domain/build/packages.ts';
import type { BuildPlan } from './domain/build/plan.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { formatDuration } from './domain/quantity.ts';
import { describeDecisions } from './domain/report/decisions.ts';
import type { Env } from './domain/runner.ts';
import type { Toolchain } from './domain/setup/toolchain.ts';
import type { Project } from './domain/source/project.ts';
import { exeSuffix } from './domain/target.ts';
import type { World } from './ports.ts';
import { foreseeProvenance } from './stages/attest.ts';
import { downloadModules } from './stages/download-modules.ts';
import { gatherContents } from './stages/gather.ts';
import { checkOutputDir } from './stages/output-dir.ts';
import { tellVersion } from './stages/outputs.ts';
import { planTargets } from './stages/plan-build.ts';
import { readProject } from './stages/read-project.ts';
import type { Report } from './stages/report.ts';
import { foreseeRelease } from './stages/release/foresee.ts';
import { restoreCaches } from './stages/restore-caches.ts';
import { settleTargets } from './stages/settle-targets.ts';
import type { StageRunner } from './stages/stage.ts';
import { tellOverruled } from './stages/tell-overruled.ts';

export interface Prepared {
  readonly project: Project;
  readonly toolchain: Toolchain;
  /** What Go's children get. */
  readonly env: Env;
  /** Go's own settings that are not the default. */
  readonly changed: readonly GoSetting[];
  readonly plan: BuildPlan;
  readonly archivePlans: readonly ArchivePlan[];
  readonly contents: Contents;
  /** Absolute. */
  readonly outputDir: string;
}

/** Everything that can be refused without building is refused here; ends with the printed plan. */
export async function prepare(
  world: World,
  inputs: Inputs,
  { report, stages }: { readonly report: Report; readonly stages: StageRunner },
): Promise<Prepared> {
  const { grouped } = stages;
  const { project, outputDir } = await grouped('Reading the project', async () => {
    const found = await readProject(world, inputs);
    report.project = found;
    tellVersion(world, found);
    foreseeRelease(world, inputs, found);
    foreseeProvenance(world, inputs, found);
    const folder = { project: found, outputDir: inputs.archive.outputDir };
    return { project: found, outputDir: await checkOutputDir(world, folder) };
  });
  const settled = await grouped('Setting up Go', () =>
    settleTargets(world, inputs, { project, report }),
  );
  const { env, settings, targets, archivePlans } = settled;
  const { toolchain, changed } = settings;

  const { tags, flags, cgo } = inputs.build;
  const inBytes = settingsInBytes(changed);
  const caches = await grouped('Restoring caches', () =>
    restoreCaches(world, {
      inputs: inputs.setup,
      project,
      toolchain,
      goEnv: settings,
      targets,
      flags: [...tags, ...flags, ...inBytes.map(({ name, value }) => `${name}=${value}`)],
      cgo,
      attested: inputs.publish.attest,
    }),
  );
  for (const note of caches.notes) report.note(note);
  world.job.output('cache-hit', String(caches.hit));

  const plan = await grouped('Preparing modules and plan', async () => {
    const modules = await downloadModules(world, { project, toolchain, env });
    report.stage('modules', modules, (took) => `downloaded or found in ${formatDuration(took)}`);
    const request = { inputs: inputs.build, targets, project, toolchain, env, changed };
    const planned = await planTargets(world, request);
    tellOverruled(world, { plan: planned, settings: settings.ofTargets, given: inputs.given });
    return planned;
  });
  const contents = await grouped('Looking at what to pack', () =>
    gatherContents(world, { project, include: inputs.archive.include, outputDir, git: env }),
  );
  for (const { mains, target } of plan.builds) refuseCollisions(contents, mains, target.os);
  const prepared = { project, toolchain, env, changed, plan, archivePlans, contents, outputDir };
  await world.log.group('Plan', () => {
    const archives = archivePlans.map(({ file }) => file);
    for (const line of describeDecisions({ ...prepared, inputs, archives })) world.log.info(line);
  });
  return prepared;
}

/** Whether a packed file is called like a program, asked before that program is built. */
function refuseCollisions(contents: Contents, mains: readonly MainPackage[], os: string): void {
  const programs = mains.map(({ binary }) => ({ name: binary + exeSuffix(os), path: '' }));
  planEntries(contents.entries, programs);
}
