/** From the archives of several jobs to one set, as if one job had built them all. */

import type { Expected } from './domain/fan-out/coverage.ts';
import { joinManifests } from './domain/fan-out/join-manifests.ts';
import { archiveOf, projectOf } from './domain/fan-out/joined-set.ts';
import { misfit } from './domain/fan-out/merge-failure.ts';
import { mergeSection } from './domain/fan-out/merge-section.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { relativeTo, resolve } from './domain/paths.ts';
import { quote } from './domain/plain-text.ts';
import type { CommandRun } from './deploy.ts';
import { handOver } from './hand-over.ts';
import type { World } from './ports.ts';
import { foreseeAttest, foreseeProvenance } from './stages/attest.ts';
import { cleanUp } from './stages/clean-up.ts';
import { commentOnly, isCommentOnly } from './stages/comment/comment-only.ts';
import { type ForeseenComment, foreseeComment } from './stages/comment/foresee.ts';
import { lookInto } from './stages/fan-out/look-into.ts';
import { type PartsPlace, type TakenPart, takeParts } from './stages/fan-out/take-parts.ts';
import { checkOutputDir } from './stages/output-dir.ts';
import { tellJoined } from './stages/outputs.ts';
import { foreseeRelease } from './stages/release/foresee.ts';

/** Needs no checkout and no Go. @throws Failure that tells all that is wrong with the parts; nothing is changed then */
export async function merge(world: World, inputs: Inputs, run: CommandRun): Promise<void> {
  const commenting = foreseeComment(world, inputs);
  if (isCommentOnly(commenting)) {
    return commentOnly(world, inputs, { foreseen: commenting, report: run.report });
  }
  foreseeAttest(world, inputs);
  const work = await world.files.makeTemp('merge');
  try {
    await mergeIn(world, inputs, { ...run, work, commenting });
  } finally {
    await cleanUp(world, work);
  }
}

async function mergeIn(
  world: World,
  inputs: Inputs,
  {
    report,
    stages,
    work,
    commenting,
  }: CommandRun & { readonly work: string; readonly commenting: ForeseenComment },
): Promise<void> {
  const dir = resolve(world.runner.workspace, inputs.workingDirectory);
  const { parts, manifest } = await stages.grouped('Taking the parts', async () => {
    const taken = await takeParts(world, placeOf(inputs, dir), work);
    const joined = joinManifests(taken, expectedOf(inputs));
    if ('problems' in joined) throw misfit(joined.problems);
    const { name } = inputs.build;
    if (name !== undefined && name !== joined.manifest.name) {
      const other = quote(joined.manifest.name);
      throw misfit([`the input name is ${quote(name)}, but the archives are of ${other}`]);
    }
    await lookInto(world, taken);
    return { parts: taken, manifest: joined.manifest };
  });
  const { event, workspace } = world.runner;
  const project = projectOf(manifest, event, { folder: relativeTo(workspace, dir) ?? '.' });
  foreseeRelease(world, inputs, project);
  foreseeProvenance(world, inputs, project);
  report.title = `${project.name} ${project.version.text}: merge`;
  tellJoined(world, project, manifest.build.go);
  const outputDir = await checkOutputDir(world, {
    project: { root: dir, subfolder: '.', name: project.name, module: project.module },
    outputDir: inputs.archive.outputDir,
  });
  const delivered = await handOver(world, inputs, {
    report,
    stages,
    project,
    build: manifest.build,
    archives: parts.flatMap(archivesOf),
    sarif: undefined,
    outputDir,
    deploys: false,
    commenting,
  });
  report.section(mergeSection(manifest, delivered.manifestDigest));
}

function placeOf({ fanOut, deploy }: Inputs, dir: string): PartsPlace {
  const { source } = deploy;
  if (source.kind === 'archive') {
    return { kind: 'folder', path: resolve(dir, source.path), called: source.path };
  }
  if (fanOut.plan === undefined) throw new Error('command: merge was read without a plan');
  return { kind: 'artifacts', jobs: fanOut.plan };
}

function expectedOf({ fanOut, build }: Inputs): Expected {
  const { plan } = fanOut;
  if (plan === undefined) return { patterns: build.targets };
  return { targets: plan.flatMap(({ targets }) => targets) };
}

function archivesOf({ manifest, folder }: TakenPart): ReturnType<typeof archiveOf>[] {
  return manifest.archives.map((facts) => archiveOf(facts, folder));
}
