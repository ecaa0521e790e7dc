/** With which Go, for which targets, into which archives? Settled before anything is downloaded for the build. */

import type { NameValues } from '../domain/archive/name.ts';
import { type ArchivePlan, planArchives } from '../domain/archive/plan.ts';
import { goEnv } from '../domain/child-env.ts';
import type { Inputs } from '../domain/inputs/inputs.ts';
import type { Env } from '../domain/runner.ts';
import type { Project } from '../domain/source/project.ts';
import type { Target } from '../domain/target.ts';
import type { World } from '../ports.ts';
import { tellToolchain } from './outputs.ts';
import { type GoSettings, readGo } from './read-go.ts';
import { readTargets } from './read-targets.ts';
import type { Report } from './report.ts';
import { setup } from './setup.ts';

export interface Settled {
  /** What Go's children get. */
  readonly env: Env;
  readonly settings: GoSettings;
  readonly targets: readonly Target[];
  readonly archivePlans: readonly ArchivePlan[];
}

/** @throws Failure where there is no such Go, a target does not exist, or an archive's name cannot be */
export async function settleTargets(
  world: World,
  inputs: Inputs,
  { project, report }: { readonly project: Project; readonly report: Pick<Report, 'toolchain'> },
): Promise<Settled> {
  const { env, settings } = await setUpGo(world, inputs, { project, report });
  const { toolchain } = settings;
  const context = { toolchain, dir: project.dir, env };
  const targets = await readTargets(world, { ...context, patterns: inputs.build.targets });
  const { nameTemplate, formats } = inputs.archive;
  const values = nameValues(project);
  const archivePlans = planArchives(targets, { nameTemplate, formats, values });
  return { env, settings, targets, archivePlans };
}

async function setUpGo(
  world: World,
  inputs: Inputs,
  { project, report }: { readonly project: Project; readonly report: Pick<Report, 'toolchain'> },
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

function nameValues({ name, version, timestamp, commit }: Project): NameValues {
  const values = { name, version: version.text, timestamp };
  return commit === undefined ? values : { ...values, commit: commit.hash };
}
