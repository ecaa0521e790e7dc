/** How do the archives come from a workflow artifact? Its zip is fetched whole; single files are taken out of it. */

import { readZip, type ZipEntry } from '../../domain/deploy/zip-directory.ts';
import {
  type AskedArtifact,
  type ArtifactTrouble,
  artifactFailure,
  doingOf,
} from '../../domain/deploy/explain-artifact.ts';
import { explainFetch } from '../../domain/deploy/explain-fetch.ts';
import type { FoundArtifact } from '../../domain/deploy/found-artifacts.ts';
import { Unreadable } from '../../domain/binary/unreadable.ts';
import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/inputs/inputs.ts';
import { formatBytes } from '../../domain/quantity.ts';
import type { World } from '../../ports.ts';
import type { OtherRun } from '../../ports-artifact.ts';
import { drive } from '../inspect/drive.ts';
import { tellStill } from '../progress.ts';

export interface ArtifactWish extends AskedArtifact {
  readonly token?: Secret;
  /** Bytes of the zip, where less than usual is waited for. */
  readonly most?: number;
  /** What a fork's code made is read too: nothing of it is run, and all of it is distrusted. */
  readonly fromForks?: true;
}

export interface FetchedArtifact {
  /** Absolute. */
  readonly zip: string;
  readonly entries: readonly ZipEntry[];
}

/** Of the zip: below what its directory could not tell without zip64. */
const mostBytes = 2 ** 32 - 1;

/** Of the same artifact: a second zip that is wrong too was not broken on its way. */
const tries = 2;

/** Into `folder`. @throws Failure (`artifact-…`) that says what can be done */
export async function fetchArtifact(
  world: World,
  wish: ArtifactWish,
  folder: string,
): Promise<FetchedArtifact> {
  const { artifacts, log } = world;
  const fail = (trouble: ArtifactTrouble): Failure => artifactFailure(wish, trouble);
  const of = whoseRun(world, wish);
  const { artifact, others } = await asked(wish, () => artifacts.find(wish.name, of));
  if (artifact === undefined) throw fail({ kind: 'not-found', others });
  if (artifact.origin === 'fork' && wish.fromForks !== true) throw fail({ kind: 'fork' });
  if (artifact.expired) throw fail({ kind: 'expired' });
  const { most = mostBytes } = wish;
  if (artifact.bytes > most) throw fail({ kind: 'too-large', most });
  const zip = `${folder}/artifact.zip`;
  await fetchZip(world, wish, { artifact, zip, of });
  const entries = await listZip(world, wish, zip);
  log.info(`${doingOf(wish)}: ${entries.length} files, ${formatBytes(artifact.bytes)}`);
  return { zip, entries };
}

/** Undefined for this very run, whose own token needs no permission. */
function whoseRun({ runner, artifacts }: World, wish: ArtifactWish): OtherRun | undefined {
  const { event } = runner;
  if (wish.run === undefined) {
    const why = artifacts.unavailable();
    if (why !== undefined) throw artifactFailure(wish, { kind: 'unavailable', why });
    return undefined;
  }
  if (event.repository === '') throw artifactFailure(wish, { kind: 'no-repository' });
  const token = wish.token?.reveal() ?? '';
  if (token === '') throw artifactFailure(wish, { kind: 'no-token' });
  return { id: wish.run, repository: event.repository, token };
}

async function asked<T>(wish: ArtifactWish, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code = '', doing, happened } = error.facts;
    if (code === 'http-size') {
      throw artifactFailure(wish, { kind: 'too-large', most: wish.most ?? mostBytes });
    }
    throw explainFetch(wish, { code, doing, happened, cause: error });
  }
}

interface ZipWish {
  readonly artifact: FoundArtifact;
  readonly zip: string;
  readonly of: OtherRun | undefined;
}

/** Until its bytes are those that the service tells, where it tells them. */
async function fetchZip(world: World, wish: ArtifactWish, zipWish: ZipWish): Promise<void> {
  const { artifact, zip, of } = zipWish;
  const options = { to: zip, most: wish.most ?? mostBytes, ...(of === undefined ? {} : { of }) };
  const expected = artifact.digest;
  for (let attempt = 1; ; attempt += 1) {
    const { sha256: got } = await tellStill(world, doingOf(wish), () =>
      asked(wish, () => world.artifacts.download(artifact, options)),
    );
    if (expected === undefined || got === expected) return;
    if (attempt === tries) throw artifactFailure(wish, { kind: 'other-bytes', expected, got });
    world.log.info(
      `${doingOf(wish)}: its SHA-256 is not the one that the service tells; once more`,
    );
  }
}

async function listZip(
  { files }: World,
  wish: ArtifactWish,
  zip: string,
): Promise<readonly ZipEntry[]> {
  try {
    return await files.withFile(zip, async (file) => (await drive(file, readZip(file))).value);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw artifactFailure(wish, { kind: 'odd-zip', why: `it cannot be read: ${error.message}` });
  }
}
