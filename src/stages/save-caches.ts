/** What of this job is kept for later ones? Prunes what was not used, then saves what is new; after the job. */

import { planBuildUse, worthSaving } from '../domain/cache/build-objects.ts';
import { planModulePrune } from '../domain/cache/modules.ts';
import { refuseSaving } from '../domain/cache/saving.ts';
import { type BuildState, type ModulesState, parseCacheState } from '../domain/cache/state.ts';
import { Failure } from '../domain/failure.ts';
import { formatBytes, formatDuration } from '../domain/quantity.ts';
import type { World } from '../ports.ts';
import { listEntries } from './go-caches.ts';
import { tellStill } from './progress.ts';

/**
 * `text` is what `restoreCaches` left; empty where it never ran. What the cache service or a file system
 * does ends in one warning: the job is over and its result stands.
 */
export async function saveCaches(world: World, text: string): Promise<void> {
  if (text === '') return;
  const refusal = refuseSaving(world.runner.event);
  const tell = (part: string, end: string): void => world.log.info(`${part}: ${end}`);
  try {
    const { modules, build } = parseCacheState(text);
    if ('reason' in modules) tell('modules', `not saved: ${modules.reason}`);
    else tell('modules', refuse(refusal) ?? (await saveModules(world, modules)));
    if ('reason' in build) tell('build objects', `not saved: ${build.reason}`);
    else tell('build objects', refuse(refusal) ?? (await saveBuild(world, build)));
  } catch (error) {
    const happened = error instanceof Failure ? error.facts.happened : String(error);
    world.log.warning(`saving caches: ${happened}; later jobs start from older entries`);
  }
}

function refuse(refusal: string | undefined): string | undefined {
  return refusal === undefined ? undefined : `not saved: ${refusal}`;
}

/** An entry stands for its go.sum; after a restore by prefix it is freed of what that no longer names. */
async function saveModules(world: World, state: ModulesState): Promise<string> {
  const { path, key, restored } = state;
  if (restored === key) return 'not saved: the entry of this go.sum is there already';
  if ((await world.files.list(`${path}/cache/download`)).length === 0) {
    return 'not saved: none were downloaded';
  }
  const pruned = restored === undefined ? 0 : await pruneModules(world, state);
  const saved = await save(world, path, key);
  return pruned === 0 ? saved : `${saved}, without ${pruned} that go.sum no longer names`;
}

async function pruneModules({ files }: World, { path, sums }: ModulesState): Promise<number> {
  const texts = await Promise.all(sums.map((sum) => files.readText(sum)));
  const known = texts.filter((text) => text !== undefined);
  if (known.length === 0) return 0;
  const downloads = await files.walk(`${path}/cache/download`);
  const { remove, count } = planModulePrune({ downloads, sums: known });
  for (const stale of remove) await files.remove(`${path}/${stale}`);
  return count;
}

async function saveBuild(world: World, { path, key, restored }: BuildState): Promise<string> {
  const use = planBuildUse(await listEntries(world, path), restored);
  const { kept, usedEntries, newShare } = use;
  const share = `${Math.floor(newShare * 100)} % of ${formatBytes(kept.bytes)} is new`;
  const facts =
    restored === undefined
      ? `${kept.entries} entries, ${formatBytes(kept.bytes)}`
      : `${usedEntries} of ${restored.entries} restored entries were used, ${share}`;
  if (kept.entries === 0) return 'not saved: none were made or used';
  if (newShare < worthSaving) return `not saved: ${facts}, less than a fifth`;
  await Promise.all(use.remove.map((entry) => world.files.remove(entry)));
  return `${await save(world, path, key)} (${facts})`;
}

async function save(world: World, path: string, key: string): Promise<string> {
  const startedAt = world.clock.elapsed();
  const isNew = await tellStill(world, `saving ${key}`, () => world.cache.save([path], key));
  const took = formatDuration(world.clock.elapsed() - startedAt);
  return isNew ? `saved ${key} in ${took}` : `not saved: another job has just saved ${key}`;
}
