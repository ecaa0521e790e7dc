/** What are the archives of a joined manifest, in the words of the job that would have built them all? */

import type { Archive } from '../archive/archive.ts';
import type { ArchiveFacts, Manifest } from '../archive/manifest.ts';
import type { Event } from '../runner.ts';
import type { ShippedProject } from '../source/project.ts';
import { cleanVersion } from '../source/version.ts';

export function projectOf(
  manifest: Manifest,
  event: Pick<Event, 'refType' | 'refName'>,
): ShippedProject {
  const { name, module, version, timestamp, commit, commitTime, dirty } = manifest;
  const isOther = event.refType === 'tag' && !saysVersion(event.refName, version);
  const project = {
    name,
    module,
    version: { text: version, from: 'manifest.json' },
    timestamp,
    ...(isOther ? { tagOfOther: 'version' as const } : {}),
  };
  if (commit === undefined || commitTime === undefined || dirty === undefined) return project;
  const timeSeconds = Date.parse(commitTime) / 1000;
  return { ...project, commit: { hash: commit, timeSeconds, dirty } };
}

/** With the folder of a module before it or without; nothing else of the tag is known without a checkout. */
function saysVersion(tag: string, version: string): boolean {
  const parts = tag.split('/');
  const clean = cleanVersion(version.replace(/[+.]dirty$/, ''));
  return parts.some((_, at) => cleanVersion(parts.slice(at).join('/')) === clean);
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
