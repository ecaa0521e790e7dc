/** What happens in which order? Each stage gives what the next one needs. */

import { type ArchivePlan, planArchives } from './domain/archive/plan.ts';
import { goEnv } from './domain/child-env.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import type { NameValues } from './domain/archive/name.ts';
import { describeDecisions } from './domain/report/decisions.ts';
import { formatDuration } from './domain/quantity.ts';
import type { Project } from './domain/source/project.ts';
import { formatTarget } from './domain/target.ts';
import type { World } from './ports.ts';
import { archiveTarget } from './stages/archive.ts';
import { build } from './stages/build.ts';
import { check } from './stages/check.ts';
import { deliver } from './stages/deliver.ts';
import { downloadModules } from './stages/download-modules.ts';
import { gatherContents } from './stages/gather.ts';
import { tellDelivered, tellPublished, tellToolchain, tellVersion } from './stages/outputs.ts';
import { checkOutputDir } from './stages/output-dir.ts';
import { planTargets } from './stages/plan-build.ts';
import { publishArtifact } from './stages/publish.ts';
import { readGo } from './stages/read-go.ts';
import { readProject } from './stages/read-project.ts';
import { readTargets } from './stages/read-targets.ts';
import { type Report, createReport } from './stages/report.ts';
import { restoreCaches } from './stages/restore-caches.ts';
import { setup } from './stages/setup.ts';
import { createStageRunner } from './stages/stage.ts';

/** From the commit to published archives. The summary is written however it ends. */
export async function ship(world: World, inputs: Inputs): Promise<void> {
  const report = createReport(world);
  const staging = await world.files.makeTemp('gin-ship');
  try {
    await shipFrom(world, inputs, { report, staging });
  } catch (error) {
    report.failed(error);
    throw error;
  } finally {
    await world.files.remove(staging);
    await report.write();
  }
}

async function shipFrom(
  world: World,
  inputs: Inputs,
  { report, staging }: { readonly report: Report; readonly staging: string },
): Promise<void> {
  const { grouped, open } = createStageRunner(world, report.spans);

  const { project, outputDir } = await grouped('Reading the project', async () => {
    const found = await readProject(world, inputs);
    report.project = found;
    tellVersion(world, found);
    const folder = { project: found, outputDir: inputs.archive.outputDir };
    return { project: found, outputDir: await checkOutputDir(world, folder) };
  });

  const { toolchain, env, settings, targets } = await grouped('Setting up Go', async () => {
    const go = await setup(world, { inputs: inputs.setup, dir: project.dir, root: project.root });
    report.toolchain = go;
    tellToolchain(world, go);
    const windows = world.runner.platform.os === 'windows';
    const children = { ...goEnv(world.runner.env, { ...go, windows }), ...inputs.build.buildEnv };
    const context = { toolchain: go, dir: project.dir, env: children };
    return {
      toolchain: go,
      env: children,
      settings: await readGo(world, context),
      targets: await readTargets(world, { ...context, patterns: inputs.build.targets }),
    };
  });
  const archivePlans = planArchives(targets, {
    nameTemplate: inputs.archive.nameTemplate,
    formats: inputs.archive.formats,
    values: nameValues(project),
  });

  const { tags, flags, cgo } = inputs.build;
  const caches = await grouped('Restoring caches', () =>
    restoreCaches(world, {
      inputs: inputs.setup,
      project,
      toolchain,
      goEnv: settings,
      targets,
      flags: [...tags, ...flags],
      cgo,
    }),
  );
  for (const note of caches.notes) report.note(note);
  world.job.output('cache-hit', String(caches.hit));

  const plan = await grouped('Preparing modules and plan', async () => {
    const modules = await downloadModules(world, { project, toolchain, env });
    report.stage('modules', modules, (took) => `downloaded or found in ${formatDuration(took)}`);
    return planTargets(world, { inputs: inputs.build, targets, project, toolchain, env });
  });
  const contents = await grouped('Looking at what to pack', () =>
    gatherContents(world, { project, include: inputs.archive.include, outputDir, git: env }),
  );
  await world.log.group('Plan', () => {
    const archives = archivePlans.map(({ file }) => file);
    const decisions = { inputs, project, toolchain, plan, archives, outputDir };
    for (const line of describeDecisions(decisions)) world.log.info(line);
  });

  const context = { plan, project, toolchain, env, staging };
  const checked = await grouped('Checking', () =>
    check(world, { ...context, check: inputs.build.check }),
  );
  report.stage('check', checked, ({ vet, test }) =>
    test === undefined
      ? `go vet found nothing in ${formatDuration(vet)}`
      : `go vet found nothing in ${formatDuration(vet)}, tests passed in ${formatDuration(test)}`,
  );

  const { parallelism } = inputs.build;
  const vetPeak = checked.done ? checked.value.peakMemory : undefined;
  const schedule = vetPeak === undefined ? { parallelism } : { parallelism, vetPeak };
  const archives = await open('Building and archiving', () =>
    build(world, { ...context, ...schedule }, async (built) => {
      const archive = await archiveTarget(world, {
        built,
        contents,
        plan: planOf(archivePlans, formatTarget(built.target)),
        project,
        staging,
      });
      report.shipped(built, archive);
      return archive;
    }),
  );
  const delivered = await grouped('Delivering', () =>
    deliver(world, {
      project,
      archives,
      outputDir,
      build: { go: toolchain.version, ldflags: plan.ldflags, flags: plan.sharedFlags, tags },
    }),
  );
  report.manifestDigest = delivered.manifestDigest;
  tellDelivered(world, delivered);

  const published = await grouped('Publishing', () =>
    publishArtifact(world, {
      inputs: inputs.publish,
      project,
      root: outputDir,
      files: [
        delivered.manifest,
        delivered.checksums,
        ...delivered.archives.map(({ path }) => path),
      ],
    }),
  );
  report.stage('artifact', published, ({ name, url }) => `${name}, ${url}`);
  if (published.done) tellPublished(world, published.value);
}

function nameValues({ name, version, timestamp, commit }: Project): NameValues {
  const values = { name, version: version.text, timestamp };
  return commit === undefined ? values : { ...values, commit: commit.hash };
}

function planOf(plans: readonly ArchivePlan[], target: string): ArchivePlan {
  const plan = plans.find((candidate) => formatTarget(candidate.target) === target);
  if (plan === undefined) throw new Error(`no archive was planned for ${target}`);
  return plan;
}
