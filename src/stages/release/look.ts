/** What is there of the release now? */

import { formatBytes } from '../../domain/quantity.ts';
import type { FoundAsset, FoundRelease } from '../../domain/release/found-release.ts';
import type { ReleaseState } from '../../domain/release/release-step.ts';
import type { World } from '../../ports.ts';
import type { ReleaseService } from '../../ports-release.ts';
import { cleanUp } from '../clean-up.ts';
import type { ReleaseOrder } from './converge.ts';

/** What this run has done; the service's lists lag behind. */
export interface Memory {
  readonly created: Set<number>;
  readonly removed: Set<number>;
  /** Uploads that have failed since the last look, by `assetKey`. */
  readonly brokenOff: Set<string>;
  /** Ids of what they have left. */
  readonly broken: Set<number>;
  /** Of assets whose digest the service does not tell. */
  readonly digests: Map<number, string>;
  /** Milliseconds, by the id of the asset. */
  readonly waited: Map<number, number>;
}

export function createMemory(): Memory {
  return {
    created: new Set(),
    removed: new Set(),
    brokenOff: new Set(),
    broken: new Set(),
    digests: new Map(),
    waited: new Map(),
  };
}

export interface Looking {
  readonly order: ReleaseOrder;
  readonly memory: Memory;
}

export async function look(
  world: World,
  service: ReleaseService,
  looking: Looking,
): Promise<ReleaseState> {
  const { order, memory } = looking;
  const { tag, commit } = order.wish;
  const found = new Map((await service.find(tag)).map((release) => [release.id, release]));
  for (const id of memory.created) {
    const release = memory.removed.has(id) ? undefined : await service.get(id);
    if (release !== undefined) found.set(id, release);
  }
  for (const id of memory.removed) found.delete(id);
  const releases: FoundRelease[] = [];
  for (const release of found.values()) {
    const assets: FoundAsset[] = [];
    for (const asset of release.assets) {
      const sha256 = await digestOf(world, service, { ...looking, asset });
      assets.push(sha256 === undefined ? asset : { ...asset, sha256 });
      if (!asset.whole && memory.brokenOff.has(assetKey(release, asset.name))) {
        memory.broken.add(asset.id);
      }
    }
    releases.push({ ...release, assets });
  }
  // What is there of that name at a later look only is of another job.
  memory.brokenOff.clear();
  const tagCommit = commit === undefined ? undefined : await service.tagCommit(tag);
  return {
    releases,
    ...(tagCommit === undefined ? {} : { tagCommit }),
    now: world.clock.now().getTime(),
    waited: memory.waited,
    broken: memory.broken,
  };
}

export function assetKey({ id }: Pick<FoundRelease, 'id'>, name: string): string {
  return `${id} ${name}`;
}

/** Where none is told, one of our size is fetched to know; one of another size is another one. */
async function digestOf(
  world: World,
  service: ReleaseService,
  { asset, order, memory }: Looking & { readonly asset: FoundAsset },
): Promise<string | undefined> {
  const { id, name, bytes, whole, sha256 } = asset;
  const local = order.files.get(name);
  if (sha256 !== undefined || local === undefined || local.signed) return sha256;
  if (!whole || bytes !== local.bytes) return undefined;
  const known = memory.digests.get(id);
  if (known !== undefined) return known;
  const size = formatBytes(bytes);
  world.log.info(`no digest of ${name} is told: it is fetched to be compared (${size})`);
  const folder = await world.files.makeTemp('asset');
  try {
    const got = await service.download(id, { path: `${folder}/asset`, most: bytes });
    memory.digests.set(id, got.sha256);
    return got.sha256;
  } finally {
    await cleanUp(world, folder);
  }
}
