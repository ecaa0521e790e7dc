/** What are the archives of a joined manifest, in the words of the job that would have built them all? */

import type { Archive } from '../archive/archive.ts';
import type { ArchiveFacts, Manifest } from '../archive/manifest.ts';
import type { Event } from '../runner.ts';
import type { ShippedProject } from '../source/project.ts';
import { decideTagOfParts } from './tag-of-parts.ts';

/** `folder`: see `BuiltModule`. */
export function projectOf(
  manifest: Manifest,
  event: Pick<Event, 'refType' | 'refName' | 'repository'>,
  { folder }: { readonly folder: string },
): ShippedProject {
  const { refType, refName, repository } = event;
  const { name, module, version, timestamp, commit, commitTime, dirty } = manifest;
  const other =
    refType === 'tag'
      ? decideTagOfParts(refName, { module, version, repository, folder })
      : undefined;
  const project = {
    name,
    module,
    version: { text: version, from: 'manifest.json' },
    timestamp,
    ...(other === undefined ? {} : { tagOfOther: other }),
  };
  if (commit === undefined || commitTime === undefined || dirty === undefined) return project;
  const timeSeconds = Date.parse(commitTime) / 1000;
  return { ...project, commit: { hash: commit, timeSeconds, dirty } };
}

/** `folder` is where its files lie now. */
export function archiveOf(facts: ArchiveFacts, folder: string): Archive {
  const { os, arch, variant, cgo, file, format, bytes, sha256, binaries, sbom, contents } = facts;
  return {
    target: { os, arch, ...(variant === undefined ? {} : { variant }) },
    cgo,
    file,
    format,
    path: `${folder}/${file}`,
    bytes,
    sha256,
    binaries: binaries.map(({ bytes: size, ...binary }) => ({ ...binary, size })),
    ...(sbom === undefined ? {} : { bom: { ...sbom, path: `${folder}/${sbom.file}` } }),
    contents,
    measured: { startedAt: 0, wall: 0 },
  };
}
