/** How do the files leave the runner? As one workflow artifact. */

import { Failure } from '../domain/failure.ts';
import type { ArtifactInputs } from '../domain/inputs/inputs.ts';
import { relativeTo } from '../domain/paths.ts';
import { planArtifactName } from '../domain/publish/artifact-name.ts';
import { explainUpload } from '../domain/publish/upload-failure.ts';
import { formatBytes } from '../domain/quantity.ts';
import type { ShippedProject } from '../domain/source/project.ts';
import { type StageResult, done, skipped } from '../domain/stage-result.ts';
import type { World } from '../ports.ts';
import { tellStill } from './progress.ts';

export interface PublishRequest {
  readonly inputs: ArtifactInputs;
  readonly project: ShippedProject;
  /** Absolute, below `root`. */
  readonly files: readonly string[];
  /** The folder that names in the artifact are seen from. */
  readonly root: string;
}

export interface PublishedArtifact {
  readonly name: string;
  readonly id: number;
  /** For people with access to the repository. */
  readonly url: string;
  /** Of the zip that the service keeps. */
  readonly bytes: number;
  /** SHA-256 of that zip. */
  readonly digest?: string;
}

/** @throws Failure (`artifact-…`, by the service's answer) where the upload fails */
export async function publishArtifact(
  world: World,
  { inputs, project, files, root }: PublishRequest,
): Promise<StageResult<PublishedArtifact>> {
  if (!inputs.artifact) return skipped('artifact is false');
  const unavailable = world.artifacts.unavailable();
  if (unavailable !== undefined) return skipped(unavailable);
  const { version, timestamp } = project;
  const values = { name: project.name, version: version.text, timestamp };
  const name = planArtifactName(inputs.artifactName, values);
  const { retentionDays } = inputs;
  const kept = retentionDays === undefined ? {} : { retentionDays };
  return done(await uploadArtifact(world, { name, root, files, ...kept }));
}

type Upload = Parameters<World['artifacts']['upload']>[0];

/** @throws Failure (`artifact-…`, by the service's answer) */
export async function uploadArtifact(world: World, upload: Upload): Promise<PublishedArtifact> {
  const { name, files, root } = upload;
  try {
    const made = await tellStill(world, `uploading the artifact ${name}`, () =>
      world.artifacts.upload(upload),
    );
    const size = formatBytes(made.bytes);
    const what = upload.raw === true ? '' : `${files.length} files, `;
    world.log.info(`artifact ${name}: ${what}${size}, ${made.url}`);
    return { name, ...made };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code = 'local', happened, cause } = error.facts;
    const workspace = await world.files.realPath(world.runner.workspace);
    const folder = relativeTo(workspace, root) ?? root;
    throw explainUpload({ code, happened, cause }, { artifact: name, folder });
  }
}
