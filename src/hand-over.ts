/** From archives to what the job gets: how are they delivered and published? */

import type { Archive } from './domain/archive/archive.ts';
import type { BuildFacts } from './domain/archive/manifest.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import type { ShippedProject } from './domain/source/project.ts';
import { type StageResult, skipped } from './domain/stage-result.ts';
import type { World } from './ports.ts';
import { showPreview } from './show-preview.ts';
import { attestArchives, describeAttested } from './stages/attest.ts';
import type { ForeseenComment } from './stages/comment/foresee.ts';
import { type Delivered, deliver } from './stages/deliver.ts';
import { tellDelivered, tellPublished, tellReleased } from './stages/outputs.ts';
import { publishArtifact } from './stages/publish.ts';
import { publishIfItGoes } from './stages/publish-if-it-goes.ts';
import { describeRelease, publishRelease } from './stages/release/publish-release.ts';
import type { Rehearsed } from './stages/rehearse/conclude.ts';
import type { Report } from './stages/report.ts';
import type { StageRunner } from './stages/stage.ts';

export interface HandOver {
  readonly report: Report;
  readonly stages: StageRunner;
  readonly project: ShippedProject;
  readonly build: BuildFacts;
  /** Outside output-dir until then. */
  readonly archives: readonly Archive[];
  /** The text of the SARIF file; undefined where inspect is off, or was the work of other jobs. */
  readonly sarif: string | undefined;
  /** What `checkOutputDir` gave. */
  readonly outputDir: string;
  /** Whether a deploy follows, which needs no artifact. */
  readonly deploys: boolean;
  /** Absent: there is no comment, whatever the event. */
  readonly commenting?: ForeseenComment;
  /** Absent where other jobs have built. */
  readonly rehearsed?: StageResult<Pick<Rehearsed, 'survived' | 'line'>>;
}

/** The same for a set that this job has built and for one that is joined of those of others. */
export async function handOver(world: World, inputs: Inputs, set: HandOver): Promise<Delivered> {
  const { project, build, archives, sarif, outputDir, report, stages } = set;
  const delivered = await stages.grouped('Delivering', () =>
    deliver(world, { project, build, archives, sarif, outputDir }),
  );
  report.manifestDigest = delivered.manifestDigest;
  await tellDelivered(world, delivered);

  const { manifest, checksums } = delivered;
  const boms = delivered.archives.flatMap(({ bom }) => (bom === undefined ? [] : [bom.path]));
  const files = [manifest, checksums, ...delivered.archives.map(({ path }) => path), ...boms];
  const signed = inputs.publish.attest ? await attest(world, inputs, { set, delivered }) : [];
  const { commenting } = set;
  if (commenting?.kind === 'comment' || commenting?.kind === 'summary') {
    await showPreview(world, inputs, { ...set, foreseen: commenting, delivered, signed });
  } else {
    await publishTogether(world, inputs, { set, files: [...files, ...signed] });
  }
  if (inputs.release.release) await release(world, inputs, { set, delivered, files, signed });
  return delivered;
}

async function publishTogether(
  world: World,
  inputs: Inputs,
  { set, files }: { readonly set: HandOver; readonly files: readonly string[] },
): Promise<void> {
  const { project, outputDir: root, report, stages, commenting } = set;
  const request = { inputs: inputs.publish, project, root, files };
  const published = await stages.grouped('Publishing', () =>
    publishIfItGoes(world, set.deploys, () => publishArtifact(world, request)),
  );
  report.stage('artifact', published, ({ name, url }) => `${name}, ${url}`);
  if (published.done) tellPublished(world, published.value);
  if (commenting?.kind === 'skipped') {
    report.stage('comment', skipped<never>(commenting.why), String);
  }
}

/** Before the deploy: a version whose release cannot be made goes to no server. */
async function release(
  world: World,
  inputs: Inputs,
  made: {
    readonly set: HandOver;
    readonly delivered: Delivered;
    readonly files: readonly string[];
    readonly signed: readonly string[];
  },
): Promise<void> {
  const { set, delivered, files, signed } = made;
  const { report, stages } = set;
  const { version, commit, tagOfOther } = set.project;
  const { token } = inputs.setup;
  const released = await stages.grouped('Releasing', () =>
    publishRelease(world, {
      inputs: inputs.release,
      dryRun: inputs.deploy.how.dryRun,
      version: version.text,
      manifestDigest: delivered.manifestDigest,
      files: [
        ...files.map((path) => ({ path })),
        ...signed.map((path) => ({ path, signed: true })),
      ],
      ...(tagOfOther === undefined ? {} : { tagOfOther }),
      ...(commit === undefined ? {} : { commit: commit.hash }),
      ...(token === undefined ? {} : { token }),
    }),
  );
  report.stage('release', released, describeRelease);
  if (released.done) tellReleased(world, released.value);
}

/** The bundles that it gives. */
async function attest(
  world: World,
  inputs: Inputs,
  { set, delivered }: { readonly set: HandOver; readonly delivered: Delivered },
): Promise<readonly string[]> {
  const { archives, outputDir } = delivered;
  const attested = await set.stages.grouped('Attesting', () =>
    attestArchives(world, inputs, { archives, outputDir }),
  );
  set.report.stage('attest', attested, describeAttested);
  return attested.done ? attested.value.files : [];
}
