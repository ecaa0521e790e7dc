/** What does a set of archives say of itself, and are its files the ones that it names? */

import type { ArchiveFacts, Manifest } from '../../domain/archive/manifest.ts';
import { outputNames } from '../../domain/archive/output.ts';
import { parseManifest } from '../../domain/archive/parse-manifest.ts';
import { fileProblem } from '../../domain/deploy/deployable.ts';
import { checkDigest } from '../../domain/deploy/from-manifest.ts';
import { Failure } from '../../domain/failure.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { formatBytes } from '../../domain/quantity.ts';
import type { World } from '../../ports.ts';
import type { ArchiveFiles } from './archive-files.ts';

/** A manifest of more is none of ours. */
const mostManifest = 32 * 2 ** 20;

/** @throws Failure (`manifest…`) where there is none that can be read, or another than the one expected */
export async function readManifest(
  { files }: World,
  source: ArchiveFiles,
  expected: string | undefined,
): Promise<{ manifest: Manifest; digest: string }> {
  const { manifest: file } = outputNames;
  const found = await source.bring(file, mostManifest);
  if (found === 'missing') throw manifestFailure(source, 'there is none');
  if (found === 'damaged') throw manifestFailure(source, 'it is damaged where it is packed');
  if (found === 'too-large' || found.sha256 === undefined) {
    throw manifestFailure(source, `it is larger than ${formatBytes(mostManifest)}`);
  }
  checkDigest(found.sha256, expected);
  const parsed = parseManifest((await files.readText(`${source.folder}/${file}`)) ?? '');
  if ('problem' in parsed)
    throw manifestFailure(source, `manifest.json ${plainLine(parsed.problem)}`);
  return { manifest: parsed.manifest, digest: found.sha256 };
}

function manifestFailure({ from }: ArchiveFiles, happened: string): Failure {
  return new Failure({
    doing: `reading manifest.json of ${plainLine(from)}`,
    happened,
    attempt: [
      'deploy what gin-ship put into output-dir: the archives together with their manifest.json',
      'where it was made by a newer gin-ship, deploy with that one',
    ],
    code: 'manifest',
  });
}

/** Gives every named file its place; a line for each that is not the one named. */
export async function bringFiles(
  source: ArchiveFiles,
  named: readonly ArchiveFacts[],
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const archive of named) {
    const problem = fileProblem(archive, await source.bring(archive.file, archive.bytes));
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}
