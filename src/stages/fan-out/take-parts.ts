/** What have the other jobs made? Their archives come here, and nothing of it is believed. */

import { type LostPart, lostParts } from '../../domain/fan-out/merge-failure.ts';
import type { ArchiveFacts, Manifest } from '../../domain/archive/manifest.ts';
import { outputNames } from '../../domain/archive/output.ts';
import { fileProblem } from '../../domain/deploy/deployable.ts';
import { Failure } from '../../domain/failure.ts';
import type { MatrixJob } from '../../domain/fan-out/matrix.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { formatBytes } from '../../domain/quantity.ts';
import type { World } from '../../ports.ts';
import { cleanUp } from '../clean-up.ts';
import { type ArchiveFiles, filesInZip } from '../deploy/archive-files.ts';
import { fetchArtifact } from '../deploy/fetch-artifact.ts';
import { bringFiles, readManifest } from '../deploy/read-manifest.ts';
import { copiesOf } from './copies.ts';

export interface TakenPart {
  /** As people see it: `the artifact notes-part-1`. */
  readonly from: string;
  readonly manifest: Manifest;
  /** Absolute; the archives lie in it. */
  readonly folder: string;
}

export type PartsPlace =
  | { readonly kind: 'artifacts'; readonly jobs: readonly MatrixJob[] }
  /** Absolute; the artifacts lie in it, each in a folder of its own. `called` as people see it. */
  | { readonly kind: 'folder'; readonly path: string; readonly called: string };

/**
 * Into `work`; what is in a folder of the user's stays there.
 * @throws Failure (`merge-parts`) that tells every part that cannot be taken
 */
export async function takeParts(
  world: World,
  place: PartsPlace,
  work: string,
): Promise<readonly TakenPart[]> {
  const openers =
    place.kind === 'artifacts' ? ofArtifacts(world, place) : await ofFolder(world, place);
  const taken: TakenPart[] = [];
  const failures: Failure[] = [];
  for (const [at, open] of openers.entries()) {
    const folder = `${work}/part-${at + 1}`;
    await world.files.makeFolder(`${folder}/files`);
    try {
      taken.push(await takePart(world, await open(folder)));
      // Its files have been taken out, and there may be hundreds of parts.
      if (place.kind === 'artifacts') await cleanUp(world, `${folder}/artifact.zip`);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push(error);
    }
  }
  const [cause] = failures;
  if (cause === undefined) return taken;
  throw lostParts(failures.map(lostPart), { of: openers.length, cause });
}

/** Gives what is in a part, with the folder below which it may put things. */
type Opener = (folder: string) => Promise<ArchiveFiles>;

function ofArtifacts(
  world: World,
  { jobs }: Extract<PartsPlace, { kind: 'artifacts' }>,
): readonly Opener[] {
  return jobs.map(({ artifactName: name }) => async (folder) => {
    const fetched = await fetchArtifact(world, { name }, folder);
    return filesInZip(world, { name }, { ...fetched, folder: `${folder}/files` });
  });
}

/** As actions/download-artifact lays several artifacts out; or the folder itself, where it is one part. */
async function ofFolder(
  world: World,
  { path, called }: Extract<PartsPlace, { kind: 'folder' }>,
): Promise<readonly Opener[]> {
  const { files } = world;
  const isPart = async (folder: string): Promise<boolean> =>
    (await files.stat(`${folder}/${outputNames.manifest}`)) !== undefined;
  const names = await files.list(path);
  const found = await Promise.all(
    names.map(async (name) => ((await isPart(`${path}/${name}`)) ? [name] : [])),
  );
  const parts = found.flat().map((name) => ({ at: `${path}/${name}`, from: `${called}/${name}` }));
  if (await isPart(path)) parts.unshift({ at: path, from: called });
  if (parts.length === 0) throw noParts(called);
  return parts.map(({ at, from }) => async (folder) => {
    const to = `${folder}/files`;
    return copiesOf(world, { at, to, from: plainLine(from) });
  });
}

async function takePart(world: World, source: ArchiveFiles): Promise<TakenPart> {
  const { manifest } = await readManifest(world, source, undefined);
  const { archives, name, version } = manifest;
  const problems = [
    ...(await bringFiles(source, archives)),
    ...(await bringBoms(source, archives)),
  ];
  if (problems.length > 0) {
    const doing = `checking the archives of ${plainLine(source.from)}`;
    throw new Failure({ doing, happened: problems.join('; '), code: 'archive-files' });
  }
  const bytes = archives.reduce((sum, archive) => sum + archive.bytes, 0);
  const targets = archives.map(({ target }) => target).join(', ');
  const what = `${plainLine(name)} ${plainLine(version)}, ${targets} (${formatBytes(bytes)})`;
  world.log.info(`${plainLine(source.from)}: ${what}`);
  return { from: source.from, manifest, folder: source.folder };
}

/** Bytes; a bill of more is none of ours. */
const mostBom = 64 * 2 ** 20;

async function bringBoms(
  source: ArchiveFiles,
  archives: readonly ArchiveFacts[],
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { sbom } of archives) {
    if (sbom === undefined) continue;
    const found = await source.bring(sbom.file, mostBom);
    const bytes = typeof found === 'string' ? mostBom : found.bytes;
    const problem = fileProblem({ ...sbom, bytes }, found);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

function lostPart({ facts: { doing, happened, code = '' } }: Failure): LostPart {
  return { code, line: `${doing}: ${happened}` };
}

function noParts(called: string): Failure {
  return new Failure({
    doing: `looking for parts in ${plainLine(called)}`,
    happened: 'no folder in it holds a manifest.json',
    attempt: [
      'let actions/download-artifact fetch several artifacts there, each into a folder of its own (not `merge-multiple`)',
    ],
    code: 'merge-parts',
  });
}
