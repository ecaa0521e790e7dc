/** How do the archives of a pull request leave the runner? Each as an artifact of its own, so that one click gets one. */

import { outputNames } from '../../domain/archive/output.ts';
import { type PreviewNote, formatPreviewNote } from '../../domain/comment/preview-file.ts';
import type { StageResult } from '../../domain/stage-result.ts';
import { done, skipped } from '../../domain/stage-result.ts';
import type { World } from '../../ports.ts';
import type { Delivered } from '../deliver.ts';
import {
  type PublishRequest,
  type PublishedArtifact,
  publishArtifact,
  uploadArtifact,
} from '../publish.ts';

export interface PreviewUpload extends Pick<PublishRequest, 'inputs' | 'project'> {
  readonly delivered: Delivered;
  /** Absolute: what was signed of them. */
  readonly signed: readonly string[];
  readonly note: PreviewNote;
}

export interface PublishedPreview extends PublishedArtifact {
  /** Addresses of the archives by file name. */
  readonly links: ReadonlyMap<string, string>;
}

/** What is no archive is one artifact, called as usual, and comes last. @throws Failure (`artifact-…`) where an upload fails */
export async function publishPreview(
  world: World,
  { inputs, project, delivered, signed, note }: PreviewUpload,
): Promise<StageResult<PublishedPreview>> {
  const unavailable = world.artifacts.unavailable();
  if (unavailable !== undefined) return skipped(unavailable);
  const { outputDir: root, manifest, checksums, archives } = delivered;
  const { retentionDays } = inputs;
  const kept = retentionDays === undefined ? {} : { retentionDays };
  const links = new Map<string, string>();
  for (const { file, path } of archives) {
    const one = { name: file, root, files: [path], raw: true, ...kept } as const;
    links.set(file, (await uploadArtifact(world, one)).url);
  }
  const noted = `${root}/${outputNames.preview}`;
  await world.files.writeText(noted, formatPreviewNote(note));
  const boms = archives.flatMap(({ bom }) => (bom === undefined ? [] : [bom.path]));
  const files = [manifest, checksums, noted, ...boms, ...signed];
  const published = await publishArtifact(world, { inputs, project, files, root });
  return published.done ? done({ ...published.value, links }) : published;
}
