/** What happens in which order? Each stage gives what the next one needs. */

import type { Archive } from './domain/archive/archive.ts';
import type { ArchivePlan } from './domain/archive/plan.ts';
import { targetNames } from './domain/build/plan.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { formatDuration } from './domain/quantity.ts';
import { formatTarget } from './domain/target.ts';
import type { World } from './ports.ts';
import { type Prepared, prepare } from './prepare.ts';
import { archiveTarget } from './stages/archive.ts';
import { build } from './stages/build.ts';
import { type Checked, check } from './stages/check.ts';
import { deliver } from './stages/deliver.ts';
import { tellDelivered, tellPublished } from './stages/outputs.ts';
import { publishArtifact } from './stages/publish.ts';
import { type Report, createReport } from './stages/report.ts';
import { type StageRunner, createStageRunner } from './stages/stage.ts';

interface Run {
  readonly report: Report;
  readonly stages: StageRunner;
  /** A folder of ours outside the workspace: nothing is written there while anything builds. */
  readonly staging: string;
}

/** From the commit to published archives. The summary is written however it ends. */
export async function ship(world: World, inputs: Inputs): Promise<void> {
  const report = createReport(world);
  const stages = createStageRunner(world, report.spans);
  const staging = await world.files.makeTemp('gin-ship');
  try {
    const prepared = await prepare(world, inputs, { report, stages });
    const archives = await make(world, inputs, { prepared, report, stages, staging });
    await handOver(world, inputs, { prepared, archives, report, stages });
  } catch (error) {
    report.failed(error);
    throw error;
  } finally {
    await world.files.remove(staging);
    await report.write();
  }
}

async function make(
  world: World,
  inputs: Inputs,
  { prepared, report, stages, staging }: Run & { readonly prepared: Prepared },
): Promise<readonly Archive[]> {
  const { plan, project, toolchain, env, archivePlans, contents } = prepared;
  const context = { plan, project, toolchain, env, staging };
  report.order = targetNames(plan.builds);
  const checked = await stages.grouped('Checking', () =>
    check(world, { ...context, check: inputs.build.check }),
  );
  report.stage('check', checked, describeCheck);
  const { parallelism } = inputs.build;
  const vetPeak = checked.done ? checked.value.peakMemory : undefined;
  const schedule = vetPeak === undefined ? { parallelism } : { parallelism, vetPeak };
  return stages.open('Building and archiving', () =>
    build(world, { ...context, ...schedule }, async (built) => {
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
  const facts = { go: toolchain.version, ldflags: plan.ldflags, flags: plan.sharedFlags, tags };
  const delivered = await stages.grouped('Delivering', () =>
    deliver(world, { project, archives, outputDir, build: facts }),
  );
  report.manifestDigest = delivered.manifestDigest;
  tellDelivered(world, delivered);

  const { manifest, checksums } = delivered;
  const files = [manifest, checksums, ...delivered.archives.map(({ path }) => path)];
  const published = await stages.grouped('Publishing', () =>
    publishArtifact(world, { inputs: inputs.publish, project, root: outputDir, files }),
  );
  report.stage('artifact', published, ({ name, url }) => `${name}, ${url}`);
  if (published.done) tellPublished(world, published.value);
}

function describeCheck({ vet, test }: Checked): string {
  const vetted = `go vet found nothing in ${formatDuration(vet)}`;
  return test === undefined ? vetted : `${vetted}, tests passed in ${formatDuration(test)}`;
}

function planOf(plans: readonly ArchivePlan[], target: string): ArchivePlan {
  const plan = plans.find((candidate) => formatTarget(candidate.target) === target);
  if (plan === undefined) throw new Error(`no archive was planned for ${target}`);
  return plan;
}
