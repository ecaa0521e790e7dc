/** How does one cache come back, so that Go keeps it and its use can be told afterwards? */

import {
  type RestoredEntries,
  ageMark,
  totalsOf,
  trimStamp,
} from '../domain/cache/build-objects.ts';
import { type CacheOutcome, isFit, skippedOutcome } from '../domain/cache/outcome.ts';
import type { PartPlan } from '../domain/cache/plan.ts';
import { Failure } from '../domain/failure.ts';
import { codeOf } from '../domain/system-trouble.ts';
import type { World } from '../ports.ts';
import { listEntries } from './go-caches.ts';
import { tellStill } from './progress.ts';

export interface Part {
  readonly outcome: CacheOutcome;
  readonly entries?: RestoredEntries;
  /** What went wrong, for the one warning. */
  readonly failure?: string;
}

/** @throws nothing that the cache service or the file system does */
export async function restorePart(
  world: World,
  plan: PartPlan,
  part: 'modules' | 'build',
): Promise<Part> {
  if (!plan.use) return { outcome: skippedOutcome(plan) };
  const startedAt = world.clock.elapsed();
  try {
    const what = part === 'build' ? 'build objects' : 'modules';
    const key = await tellStill(world, `restoring ${what}`, () =>
      world.cache.restore([plan.path], plan.key, plan.prefixes),
    );
    if (key === undefined) return { outcome: { kind: 'missed' } };
    const entries = part === 'build' ? await refresh(world, plan.path) : undefined;
    const took = world.clock.elapsed() - startedAt;
    const fits = isFit(plan, part, key);
    const found = { kind: 'restored', key, fits, took } as const;
    if (entries === undefined) return { outcome: found };
    return { outcome: { ...found, totals: entries }, entries };
  } catch (error) {
    // Go compares build objects with their size and digest, but takes a module's folder for whole.
    const left = part === 'modules' ? await empty(world, plan.path) : undefined;
    const happened = error instanceof Failure ? error.facts.happened : String(error);
    const failure = left === undefined ? happened : `${happened}, and ${left}`;
    return {
      outcome: { kind: 'skipped', reason: failure, needless: false },
      failure,
    };
  }
}

/** The folder itself may be a mount point, which cannot go. Gives what is left to say. */
async function empty({ files }: World, folder: string): Promise<string | undefined> {
  try {
    const names = await files.list(folder);
    const ends = await Promise.allSettled(names.map((name) => files.remove(`${folder}/${name}`)));
    const stuck = ends.find((end) => end.status === 'rejected');
    if (stuck === undefined) return undefined;
    throw stuck.reason;
  } catch (error) {
    const why = codeOf(error) ?? String(error);
    return `what came of it could not be removed (${why}): empty ${folder} before this step`;
  }
}

/**
 * Keeps Go from deleting what was just restored, and makes every later use of an entry visible
 * (golang/go#69565: restored times are old, so that the first `go build` would end by wiping it all).
 */
async function refresh(world: World, path: string): Promise<RestoredEntries> {
  const now = world.clock.now().getTime();
  const mark = ageMark(now);
  await world.files.writeText(`${path}/trim.txt`, trimStamp(now));
  const entries = await listEntries(world, path);
  await Promise.all(entries.map((entry) => world.files.touch(entry.path, mark)));
  return { ...totalsOf(entries), mark };
}
