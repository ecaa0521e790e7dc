/** What must be known and in place before anything is built? */

import type { Contents } from './domain/archive/contents.ts';
import { planEntries } from './domain/archive/entries.ts';
import type { NameValues } from './domain/archive/name.ts';
import { type ArchivePlan, planArchives } from './domain/archive/plan.ts';
import { type GoSetting, settingsInBytes } from './domain/build/environment.ts';
import type { MainPackage } from './domain/build/packages.ts';
import type { BuildPlan } from './domain/build/plan.ts';
import { goEnv } from './domain/child-env.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { formatDuration } from './domain/quantity.ts';
import { describeDecisions } from './domain/report/decisions.ts';
import type { Env } from './domain/runner.ts';
import type { Toolchain } from './domain/setup/toolchain.ts';
import type { Project } from './domain/source/project.ts';
import { exeSuffix } from './domain/target.ts';
import type { World } from './ports.ts';
import { downloadModules } from './stages/download-modules.ts';
import { gatherContents } from './stages/gather.ts';
import { checkOutputDir } from './stages/output-dir.ts';
import { tellToolchain, tellVersion } from './stages/outputs.ts';
import { planTargets } from './stages/plan-build.ts';
import { type GoSettings, readGo } from './stages/read-go.ts';
import { readProject } from './stages/read-project.ts';
import { readTargets } from './stages/read-targets.ts';
import type { Report } from './stages/report.ts';
import { restoreCaches } from './stages/restore-caches.ts';
import { setup } from './stages/setup.ts';
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
    const folder = { project: found, outputDir: inputs.archive.outputDir };
    return { project: found, outputDir: await checkOutputDir(world, folder) };
  });
  const { env, settings, targets } = await grouped('Setting up Go', async () => {
    const go = await setUpGo(world, inputs, { project, report });
    const { toolchain } = go.settings;
    const context = { toolchain, dir: project.dir, env: go.env };
    const found = await readTargets(world, { ...context, patterns: inputs.build.targets });
    return { ...go, targets: found };
  });
  const { toolchain, changed } = settings;
  const { nameTemplate, formats, include } = inputs.archive;
  const values = nameValues(project);
  const archivePlans = planArchives(targets, { nameTemplate, formats, values });

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
    gatherContents(world, { project, include, outputDir, git: env }),
  );
  for (const { mains, target } of plan.builds) refuseCollisions(contents, mains, target.os);
  const prepared = { project, toolchain, env, changed, plan, archivePlans, contents, outputDir };
  await world.log.group('Plan', () => {
    const archives = archivePlans.map(({ file }) => file);
    for (const line of describeDecisions({ ...prepared, inputs, archives })) world.log.info(line);
  });
  return prepared;
}

async function setUpGo(
  world: World,
  inputs: Inputs,
  { project, report }: { readonly project: Project; readonly report: Report },
): Promise<{ env: Env; settings: GoSettings }> {
  const { dir, root } = project;
  const { buildEnv } = inputs.build;
  const toolchain = await setup(world, { inputs: inputs.setup, dir, root });
  const windows = world.runner.platform.os === 'windows';
  const env = { ...goEnv(world.runner.env, { ...toolchain, windows }), ...buildEnv };
  const { architecture } = inputs.setup;
  const asked = architecture === undefined ? {} : { architecture };
  const settings = await readGo(world, { toolchain, dir, env, buildEnv, ...asked });
  report.toolchain = settings.toolchain;
  tellToolchain(world, settings.toolchain);
  return { env, settings };
}

/** Whether a packed file is called like a program, asked before that program is built. */
function refuseCollisions(contents: Contents, mains: readonly MainPackage[], os: string): void {
  const programs = mains.map(({ binary }) => ({ name: binary + exeSuffix(os), path: '' }));
  planEntries(contents.entries, programs);
}

function nameValues({ name, version, timestamp, commit }: Project): NameValues {
  const values = { name, version: version.text, timestamp };
  return commit === undefined ? values : { ...values, commit: commit.hash };
}
