/** What lies in Go's own caches? */

import { type Entry, occupiedBytes, totalsOf } from '../domain/cache/build-objects.ts';
import type { World } from '../ports.ts';

/** Entries lie in 256 folders of two hex digits; all else in a build cache is not one. */
const isShard = (name: string): boolean => /^[0-9a-f]{2}$/.test(name);

/** Absolute paths; an entry that is a folder holds one program and counts with it (`go tool`, `go run`). */
export async function listEntries(world: World, cache: string): Promise<readonly Entry[]> {
  const shards = (await world.files.list(cache)).filter(isShard);
  const entries = await Promise.all(shards.map((shard) => listShard(world, `${cache}/${shard}`)));
  return entries.flat();
}

async function listShard(world: World, shard: string): Promise<readonly Entry[]> {
  const names = (await world.files.list(shard)).filter((name) => /-[ad]$/.test(name));
  const entries = await Promise.all(
    names.map(async (name): Promise<Entry[]> => {
      const path = `${shard}/${name}`;
      const stat = await world.files.stat(path);
      if (stat === undefined) return [];
      const bytes = stat.kind === 'folder' ? await bytesIn(world, path) : stat.size;
      return [{ path, bytes, mtimeMs: stat.mtimeMs }];
    }),
  );
  return entries.flat();
}

async function bytesIn(world: World, folder: string): Promise<number> {
  const stats = await Promise.all(
    (await world.files.list(folder)).map((name) => world.files.stat(`${folder}/${name}`)),
  );
  return stats.reduce((sum, stat) => sum + (stat?.size ?? 0), 0);
}

/** Whether somebody has built with this cache: more than an index of packages is in it. */
export async function holdsBuildObjects(world: World, cache: string): Promise<boolean> {
  let bytes = 0;
  for (const shard of (await world.files.list(cache)).filter(isShard)) {
    bytes += totalsOf(await listShard(world, `${cache}/${shard}`)).bytes;
    if (bytes >= occupiedBytes) return true;
  }
  return false;
}

/** Whether modules were downloaded or unpacked here. */
export async function holdsModules({ files }: World, cache: string): Promise<boolean> {
  const top = await files.list(cache);
  if (top.some((name) => name !== 'cache')) return true;
  return (await files.list(`${cache}/cache/download`)).length > 0;
}
