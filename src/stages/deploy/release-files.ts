/** How do the archives come from a release? Each asset that is asked for is fetched and compared. */

import { parseChecksums } from '../../domain/archive/checksums.ts';
import { outputNames } from '../../domain/archive/output.ts';
import type { FoundFile } from '../../domain/deploy/deployable.ts';
import { takeReleaseFailure, takingRelease } from '../../domain/deploy/explain-release.ts';
import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/inputs/inputs.ts';
import type { FoundAsset, FoundRelease } from '../../domain/release/found-release.ts';
import type { World } from '../../ports.ts';
import type { ReleaseService } from '../../ports-release.ts';
import { tellStill } from '../progress.ts';
import type { ArchiveFiles } from './archive-files.ts';

export interface ReleaseWish {
  /** Or `latest`. */
  readonly tag: string;
  readonly token?: Secret;
}

/** Of the same asset: a second time is no accident on its way. */
const tries = 2;
/** Bytes; a larger SHA256SUMS is none of ours. */
const mostSums = 2 ** 20;

/** Into `folder`. @throws Failure (`release-…`, `github-…`) that says what can be done */
export async function filesInRelease(
  world: World,
  wish: ReleaseWish,
  folder: string,
): Promise<ArchiveFiles> {
  const { tag } = wish;
  const service = open(world, wish);
  const release = await (tag === 'latest' ? service.findLatest() : service.findPublished(tag));
  if (release === undefined) throw takeReleaseFailure(tag, { kind: 'not-found' });
  world.log.info(`${takingRelease(tag)}: ${release.url}`);
  const taking = { tag, service, folder };
  const sums = await readSums(world, release, taking);
  return {
    from: tag === 'latest' ? 'the latest release' : `the release ${tag}`,
    folder,
    async bring(name, most) {
      const asset = assetOf(release, name);
      if (asset === undefined) return 'missing';
      if (asset.bytes > most) return { bytes: asset.bytes };
      const got = await fetchAsset(world, asset, taking);
      if (name !== outputNames.manifest && sums.get(name) !== got.sha256) {
        throw takeReleaseFailure(tag, { kind: 'other-sum', name });
      }
      return got;
    },
  };
}

function open({ runner, releases }: World, { tag, token }: ReleaseWish): ReleaseService {
  const { repository } = runner.event;
  if (repository === '') throw takeReleaseFailure(tag, { kind: 'no-repository' });
  const access = { repository, token: token?.reveal() ?? '' };
  if (access.token === '') throw takeReleaseFailure(tag, { kind: 'no-token' });
  return releases.open(access);
}

function assetOf({ assets }: FoundRelease, name: string): FoundAsset | undefined {
  return assets.find((one) => one.name === name && one.whole);
}

interface Taking {
  readonly tag: string;
  readonly service: ReleaseService;
  readonly folder: string;
}

async function readSums(
  world: World,
  release: FoundRelease,
  taking: Taking,
): Promise<ReadonlyMap<string, string>> {
  const asset = assetOf(release, outputNames.checksums);
  if (asset === undefined || asset.bytes > mostSums) {
    throw takeReleaseFailure(taking.tag, { kind: 'no-sums' });
  }
  await fetchAsset(world, asset, taking);
  return parseChecksums((await world.files.readText(`${taking.folder}/${asset.name}`)) ?? '');
}

/** Until its bytes are those that GitHub tells, where it tells them. */
async function fetchAsset(
  world: World,
  asset: FoundAsset,
  { tag, service, folder }: Taking,
): Promise<Exclude<FoundFile, string> & { sha256: string }> {
  const { id, name, bytes: most, sha256: expected } = asset;
  const path = `${folder}/${name}`;
  for (let attempt = 1; ; attempt += 1) {
    const got = await tellStill(world, `fetching ${name}`, () =>
      orFailure(tag, name, () => service.download(id, { path, most })),
    );
    if (expected === undefined || got.sha256 === expected) return got;
    const trouble = { kind: 'other-bytes', name, expected, got: got.sha256 } as const;
    if (attempt === tries) throw takeReleaseFailure(tag, trouble);
    world.log.info(`${name}: its SHA-256 is not the one that GitHub tells; once more`);
  }
}

async function orFailure<T>(tag: string, name: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const why = error.facts.happened;
    throw takeReleaseFailure(tag, { kind: 'fetch', name, why, cause: error });
  }
}
