/** From archives to what the job gets: how are they delivered and published? */

import { formatSettings } from './domain/build/environment.ts';
import { Failure } from './domain/failure.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { type StageResult, skipped } from './domain/stage-result.ts';
import type { Made, Run } from './make.ts';
import type { World } from './ports.ts';
import type { Prepared } from './prepare.ts';
import { type Delivered, deliver } from './stages/deliver.ts';
import { tellDelivered, tellPublished } from './stages/outputs.ts';
import { type PublishRequest, type PublishedArtifact, publishArtifact } from './stages/publish.ts';

export async function handOver(
  world: World,
  inputs: Inputs,
  run: Omit<Run, 'staging' | 'version'> & {
    readonly prepared: Prepared;
    readonly made: Made;
    /** Whether a deploy follows, which needs no artifact. */
    readonly deploys: boolean;
  },
): Promise<Delivered> {
  const { prepared, made, report, stages } = run;
  const { project, toolchain, plan, outputDir } = prepared;
  const { tags } = inputs.build;
  const environment = formatSettings(prepared.changed);
  const { ldflags, sharedFlags: flags } = plan;
  const facts = { go: toolchain.version, ldflags, flags, tags, environment };
  const delivered = await stages.grouped('Delivering', () =>
    deliver(world, { project, ...made, outputDir, build: facts }),
  );
  report.manifestDigest = delivered.manifestDigest;
  await tellDelivered(world, delivered);

  const { manifest, checksums } = delivered;
  const files = [manifest, checksums, ...delivered.archives.map(({ path }) => path)];
  const request = { inputs: inputs.publish, project, root: outputDir, files };
  const publish = run.deploys ? publishIfItGoes : publishArtifact;
  const published = await stages.grouped('Publishing', () => publish(world, request));
  report.stage('artifact', published, ({ name, url }) => `${name}, ${url}`);
  if (published.done) tellPublished(world, published.value);
  return delivered;
}

/** A service of GitHub's that fails keeps no good version from the servers. */
async function publishIfItGoes(
  world: World,
  request: PublishRequest,
): Promise<StageResult<PublishedArtifact>> {
  try {
    return await publishArtifact(world, request);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (!ofTheService(error)) throw error;
    world.log.warning(`${error.message}\nThe deploy goes on without it.`);
    return skipped(error.facts.happened);
  }
}

/** Not a name that is taken or cannot be one, nor what is wrong with the files: those are for the user to correct. */
function ofTheService({ facts: { code = '' } }: Failure): boolean {
  return code.startsWith('artifact-') && code !== 'artifact-409' && code !== 'artifact-local';
}
