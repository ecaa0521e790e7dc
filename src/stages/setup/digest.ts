/** Which SHA-256 must the archive have, and who says so? */

import { Failure } from '../../domain/failure.ts';
import { type GoArchive, parseSha256File } from '../../domain/setup/listing.ts';
import { isFor, missingVersion } from '../../domain/setup/missing.ts';
import { type GoSource, archiveName, hostOf } from '../../domain/setup/source.ts';
import type { Platform } from '../../domain/target.ts';
import type { World } from '../../ports.ts';
import { type Listing, type Listings, isRefusal } from './listings.ts';

export interface Expected {
  /** The archive's file name, below a base. */
  readonly file: string;
  readonly sha256: string;
  /** Who says so, as a phrase: "the listing of go.dev". */
  readonly saidBy: string;
  readonly bytes?: number;
}

export interface Sought {
  readonly version: string;
  readonly platform: Platform;
  readonly because: string;
  readonly goSha256?: string;
}

/**
 * `go-sha256`, else the official listing even where a mirror gives the archive, else the mirror's
 * own word, which the log then says. A Failure where nobody has a digest.
 */
export async function findExpected(
  world: World,
  source: GoSource,
  listings: Listings,
  sought: Sought,
): Promise<Expected> {
  const { version, platform, goSha256 } = sought;
  const named = archiveName(version, platform);
  if (goSha256 !== undefined) return { file: named, sha256: goSha256, saidBy: 'input go-sha256' };
  if (source.mirror === undefined) {
    const official = await listings.official();
    const archive = pick(official, sought);
    if (archive === undefined) throw missing(official, sought);
    return (await digestOf(world, official, archive)) ?? throwNoDigest(sought, official.base);
  }
  const official = await unlessFailure(() => listings.official());
  const archive = official && pick(official, sought);
  if (official && archive?.sha256 !== undefined) return expected(archive, archive.sha256, official);

  const host = hostOf(source.mirror);
  const own = await unlessFailure(() => listings.own());
  const offered = own === undefined ? { version, file: named, ...platform } : pick(own, sought);
  if (own !== undefined && offered === undefined) throw missing(own, sought);
  const base = own ?? { from: host, base: source.mirror, archives: [] };
  const found = offered && (await digestOf(world, base, offered));
  if (found === undefined) return throwNoDigest(sought, source.mirror);
  const why = official === undefined ? 'could not be asked' : `does not list Go ${version}`;
  world.log.warning(
    `go.dev ${why}: the SHA-256 of ${found.file} is checked against the word of ${host} itself only`,
  );
  return found;
}

function pick({ archives }: Listing, { version, platform }: Sought): GoArchive | undefined {
  return archives.find((archive) => archive.version === version && isFor(archive, platform));
}

function missing({ archives, from }: Listing, sought: Sought): Failure {
  const { version, platform, because } = sought;
  return missingVersion({ kind: 'exact', version, because }, archives, { platform, from });
}

/** The listing's digest, else that of the `.sha256` file beside the archive. */
async function digestOf(
  { http }: World,
  listing: Listing,
  archive: GoArchive,
): Promise<Expected | undefined> {
  if (archive.sha256 !== undefined) return expected(archive, archive.sha256, listing);
  try {
    const sha256 = parseSha256File(await http.getText(`${listing.base}/${archive.file}.sha256`));
    const saidBy = `${archive.file}.sha256 of ${listing.from}`;
    return sha256 === undefined ? undefined : { file: archive.file, sha256, saidBy };
  } catch (error) {
    if (error instanceof Failure && isRefusal(error.facts.code ?? '')) return undefined;
    throw error;
  }
}

function expected({ file, bytes }: GoArchive, sha256: string, { from }: Listing): Expected {
  const saidBy = `the listing of ${from}`;
  return { file, sha256, saidBy, ...(bytes === undefined ? {} : { bytes }) };
}

async function unlessFailure<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function throwNoDigest({ version, platform }: Sought, base: string): never {
  const file = archiveName(version, platform);
  throw new Failure({
    doing: `downloading Go ${version}`,
    happened: `nobody says which SHA-256 ${file} must have`,
    details: { asked: `go.dev, the listing of ${hostOf(base)}, ${base}/${file}.sha256` },
    attempt: ['set go-sha256 to the digest of the archive that you trust'],
    code: 'no-digest',
  });
}
