/** Which archives are deployed? Those of an artifact, of a release, of a path, or of this very run, each checked by its digest. */

import {
  type ArchivePlace,
  decideMatch,
  isGlob,
  placeFailure,
  placeOf,
} from '../../domain/deploy/archive-place.ts';
import { doingOf } from '../../domain/deploy/explain-artifact.ts';
import { takingRelease } from '../../domain/deploy/explain-release.ts';
import type { DeploySource } from '../../domain/inputs/deploy-source.ts';
import type { Secret } from '../../domain/inputs/inputs.ts';
import { resolve } from '../../domain/paths.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { systemFailure } from '../../domain/system-trouble.ts';
import type { World } from '../../ports.ts';
import { cleanUp } from '../clean-up.ts';
import { filesInFolder, filesInZip } from './archive-files.ts';
import { type ArtifactWish, fetchArtifact } from './fetch-artifact.ts';
import { filesInRelease } from './release-files.ts';
import { type ShipmentQuestion, type TakenArchives, readShipment } from './read-shipment.ts';

export interface TakeRequest {
  readonly source: Exclude<DeploySource, { kind: 'own' }> | OwnArchives;
  /** What a relative path is seen from; absolute. */
  readonly dir: string;
  /** Reads artifacts of other runs. */
  readonly token?: Secret;
  /** The inputs, where they are given. */
  readonly name?: string;
  readonly service?: string;
}

/** What this run has put into output-dir. */
export interface OwnArchives {
  readonly kind: 'own';
  /** Absolute. */
  readonly folder: string;
  /** SHA-256 of its manifest.json. */
  readonly manifest: string;
}

/** @throws Failure (`artifact-…`, `archive-…`, `manifest…`): nothing has been sent to a server then */
export async function takeArchives(world: World, request: TakeRequest): Promise<TakenArchives> {
  const { source, name, service } = request;
  const question: ShipmentQuestion = {
    ...(source.manifest === undefined ? {} : { expected: source.manifest }),
    ...(name === undefined ? {} : { name }),
    ...(service === undefined ? {} : { service }),
  };
  switch (source.kind) {
    case 'own':
      return readShipment(world, filesInFolder(world, source.folder, 'this run'), question);
    case 'archive':
      return takeFromPath(world, request.dir, { path: source.path, question });
    case 'release':
      return takeFromRelease(world, request, { tag: source.tag, question });
    case 'artifact':
      break;
  }
  const ofOther = source.runId !== undefined && source.runId !== world.runner.event.runId;
  const wish = {
    name: source.name,
    ...(ofOther && source.runId !== undefined ? { run: source.runId } : {}),
    ...(request.token === undefined ? {} : { token: request.token }),
  };
  return takeFromArtifact(world, wish, question);
}

async function takeFromPath(
  world: World,
  dir: string,
  { path, question }: { readonly path: string; readonly question: ShipmentQuestion },
): Promise<TakenArchives> {
  try {
    const { folder, only } = await findPlace(world, dir, path);
    const source = filesInFolder(world, folder, path);
    return await readShipment(world, source, only === undefined ? question : { ...question, only });
  } catch (error) {
    throw systemFailure(`reading what archive names (${plainLine(path)})`, error) ?? error;
  }
}

/** The path as it is written comes first: a name may have brackets. */
async function findPlace({ files }: World, dir: string, path: string): Promise<ArchivePlace> {
  const absolute = resolve(dir, path);
  if ((await files.stat(absolute)) !== undefined) {
    const stat = await files.stat(await files.realPath(absolute));
    if (stat?.kind === 'file' || stat?.kind === 'folder') return placeOf(absolute, stat.kind);
    throw placeFailure(path, 'is neither a file nor a folder');
  }
  if (isGlob(path)) return decideMatch(path, await files.glob(dir, [path]));
  throw placeFailure(path, 'is not there');
}

/** The folder stays until the run ends. */
async function takeFromRelease(
  world: World,
  { token }: Pick<TakeRequest, 'token'>,
  { tag, question }: { readonly tag: string; readonly question: ShipmentQuestion },
): Promise<TakenArchives> {
  const folder = await world.files.makeTemp('release');
  try {
    const wish = { tag, ...(token === undefined ? {} : { token }) };
    return await readShipment(world, await filesInRelease(world, wish, folder), question);
  } catch (error) {
    await cleanUp(world, folder);
    throw systemFailure(takingRelease(tag), error, [room]) ?? error;
  }
}

const room = 'make room in the folder that RUNNER_TEMP names, and let the runner write there';

/** The folder stays until the run ends; the zip does not. */
async function takeFromArtifact(
  world: World,
  wish: ArtifactWish,
  question: ShipmentQuestion,
): Promise<TakenArchives> {
  const work = await world.files.makeTemp('artifact');
  try {
    const folder = `${work}/files`;
    await world.files.makeFolder(folder);
    const fetched = await fetchArtifact(world, wish, work);
    const source = filesInZip(world, wish, { ...fetched, folder });
    const taken = await readShipment(world, source, question);
    await cleanUp(world, fetched.zip);
    return taken;
  } catch (error) {
    await cleanUp(world, work);
    throw systemFailure(doingOf(wish), error, [room]) ?? error;
  }
}
