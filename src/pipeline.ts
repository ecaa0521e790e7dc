/** What happens in which order? Each stage gives what the next one needs. */

import type { Archive } from './domain/archive/archive.ts';
import type { ArchivePlan } from './domain/archive/plan.ts';
import { formatSettings } from './domain/build/environment.ts';
import { targetNames } from './domain/build/plan.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { withDirty } from './domain/child-env.ts';
import { resolve } from './domain/paths.ts';
import { formatDuration } from './domain/quantity.ts';
import { formatTarget } from './domain/target.ts';
import type { World } from './ports.ts';
import { type Prepared, prepare } from './prepare.ts';
import { archiveTarget } from './stages/archive.ts';
import { build } from './stages/build.ts';
import { type Checked, check } from './stages/check.ts';
import { deliver } from './stages/deliver.ts';
import { withGoTemp } from './stages/go-temp.ts';
import { lookAgain } from './stages/look-again.ts';
import { tellDelivered, tellPublished } from './stages/outputs.ts';
import { publishArtifact } from './stages/publish.ts';
import { type Report, createReport } from './stages/report.ts';
import { type StageRunner, createStageRunner } from './stages/stage.ts';
import { trustGit } from './stages/trust-git.ts';

interface Run {
  readonly report: Report;
  readonly stages: StageRunner;
  /** A folder of ours outside the workspace: nothing is written there while anything builds. */
  readonly staging: string;
}

/** From the inputs to published archives. The summary is written however it ends. */
export async function ship(world: World, readInputs: () => Inputs): Promise<void> {
  const report = createReport(world);
  const stages = createStageRunner(world, report.spans);
  let staging: string | undefined;
  try {
    const inputs = readInputs();
    staging = await world.files.makeTemp('gin-ship');
    const dir = resolve(world.runner.workspace, inputs.workingDirectory);
    const trusting = await trustGit(world, { dir, folder: staging });
    const prepared = await prepare(trusting, inputs, { report, stages });
    const archives = await make(world, inputs, { prepared, report, stages, staging });
    await handOver(world, inputs, { prepared, archives, report, stages });
  } catch (error) {
    report.failed(error);
    throw error;
  } finally {
    if (staging !== undefined) await world.files.remove(staging);
    await report.write();
  }
}

async function make(
  world: World,
  inputs: Inputs,
  { prepared, report, stages, staging }: Run & { readonly prepared: Prepared },
): Promise<readonly Archive[]> {
  const { plan, project, toolchain, archivePlans, contents } = prepared;
  const env = await withGoTemp(world, prepared.env, staging);
  const context = { plan, project, toolchain, env, staging };
  report.order = targetNames(plan.builds);
  const checked = await stages.grouped('Checking', async () => {
    const request = { ...context, check: inputs.build.check };
    const found = await check(world, request);
    await lookAgain(world, request);
    return found;
  });
  report.stage('check', checked, describeCheck);
  const { commit } = project;
  const buildEnv = commit === undefined ? env : withDirty(env, commit.dirty);
  const { parallelism } = inputs.build;
  const vetPeak = checked.done ? checked.value.peakMemory : undefined;
  const schedule = vetPeak === undefined ? { parallelism } : { parallelism, vetPeak };
  return stages.open('Building and archiving', () =>
    build(world, { ...context, env: buildEnv, ...schedule }, async (built) => {
      const archivePlan = planOf(archivePlans, formatTarget(built.target));
      const request = { built, contents, plan: archivePlan, project, staging };
      const archive = await archiveTarget(world, request);
      report.shipped(built, archive);
      return archive;
    }),
  );
}

async function handOver(
  world: World,
  inputs: Inputs,
  run: Omit<Run, 'staging'> & {
    readonly prepared: Prepared;
    readonly archives: readonly Archive[];
  },
): Promise<void> {
  const { prepared, archives, report, stages } = run;
  const { project, toolchain, plan, outputDir } = prepared;
  const { tags } = inputs.build;
  const environment = formatSettings(prepared.changed);
  const { ldflags, sharedFlags: flags } = plan;
  const facts = { go: toolchain.version, ldflags, flags, tags, environment };
  const delivered = await stages.grouped('Delivering', () =>
    deliver(world, { project, archives, outputDir, build: facts }),
  );
  report.manifestDigest = delivered.manifestDigest;
  await tellDelivered(world, delivered);

  const { manifest, checksums } = delivered;
  const files = [manifest, checksums, ...delivered.archives.map(({ path }) => path)];
  const published = await stages.grouped('Publishing', () =>
    publishArtifact(world, { inputs: inputs.publish, project, root: outputDir, files }),
  );
  report.stage('artifact', published, ({ name, url }) => `${name}, ${url}`);
  if (published.done) tellPublished(world, published.value);
}

function describeCheck({ vet, test, untested }: Checked): string {
  const vetted = `go vet found nothing in ${formatDuration(vet)}`;
  if (untested !== undefined) return `${vetted}, tests not run: ${untested}`;
  return test === undefined ? vetted : `${vetted}, tests passed in ${formatDuration(test)}`;
}

function planOf(plans: readonly ArchivePlan[], target: string): ArchivePlan {
  const plan = plans.find((candidate) => formatTarget(candidate.target) === target);
  if (plan === undefined) throw new Error(`no archive was planned for ${target}`);
  return plan;
}
