import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { type CacheState, formatCacheState } from '../../src/domain/cache/state.ts';
import { Failure } from '../../src/domain/failure.ts';
import { saveCaches } from '../../src/stages/save-caches.ts';
import { type FakeCache, type FakeCacheBehaviour, fakeCache } from '../fakes/cache.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';

const mark = Date.parse('2026-11-21T13:51:00Z');
const unsaved = { reason: 'cache is false' };

function prepare(behaviour?: FakeCacheBehaviour): {
  world: FakeWorld;
  cache: FakeCache;
  put: (path: string, text: string, mtimeMs?: number) => void;
  save: (state: Partial<CacheState>) => Promise<readonly string[]>;
} {
  const cache = fakeCache(behaviour);
  const world = fakeWorld({ cache });
  return {
    world,
    cache,
    put(path, text, mtimeMs) {
      const file = `${world.folder}/${path}`;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      if (mtimeMs !== undefined) utimesSync(file, mtimeMs / 1000, mtimeMs / 1000);
    },
    async save(state) {
      await saveCaches(world, formatCacheState({ modules: unsaved, build: unsaved, ...state }));
      return world.recorded.lines;
    },
  };
}

test('without a state there is nothing to do', async () => {
  const { world, cache } = prepare();
  using _ = world;
  await saveCaches(world, '');
  expect([cache.asked, world.recorded.lines]).toEqual([[], []]);
});

test('a state that something else wrote is told and fails nothing', async () => {
  const { world, cache } = prepare();
  using _ = world;
  await saveCaches(world, '{"modules":7}');
  expect(world.recorded.lines).toEqual([
    'warning: saving caches: the state `caches` is not what the step wrote; later jobs start from older entries',
  ]);
  expect(cache.asked).toEqual([]);
});

test('a first job saves all that it made', async () => {
  const { world, cache, put, save } = prepare();
  using _ = world;
  put('mod/cache/download/example.com/a/@v/v1.0.0.zip', 'zip');
  put('build/00/00aa-d', 'object');
  const lines = await save({
    modules: { path: `${world.folder}/mod`, key: 'm-1', sums: [] },
    build: { path: `${world.folder}/build`, key: 'b-1' },
  });
  expect(cache.asked).toEqual(['save m-1', 'save b-1']);
  expect(lines).toEqual([
    'info: modules: saved m-1 in 1 ms',
    'info: build objects: saved b-1 in 1 ms (1 entries, 6 B)',
  ]);
});

test('reasons of the part before are told, and nothing is saved', async () => {
  const { world, cache, save } = prepare();
  using _ = world;
  expect(await save({})).toEqual([
    'info: modules: not saved: cache is false',
    'info: build objects: not saved: cache is false',
  ]);
  expect(cache.asked).toEqual([]);
});

test('modules that came by their own key are not saved again', async () => {
  const { world, cache, save } = prepare();
  using _ = world;
  await save({ modules: { path: '/m', key: 'm-1', restored: 'm-1', sums: [] } });
  expect(cache.asked).toEqual([]);
});

test('after a restore by prefix, modules that go.sum no longer names are left out', async () => {
  const { world, cache, put, save } = prepare();
  using _ = world;
  put('go.sum', 'example.com/a v1.1.0 h1:x=\nexample.com/a v1.1.0/go.mod h1:x=\n');
  for (const version of ['v1.0.0', 'v1.1.0']) {
    put(`mod/cache/download/example.com/a/@v/${version}.zip`, 'zip');
    put(`mod/cache/download/example.com/a/@v/${version}.ziphash`, 'hash');
    put(`mod/example.com/a@${version}/a.go`, 'package a');
  }
  const [line] = await save({
    modules: {
      path: `${world.folder}/mod`,
      key: 'm-2',
      restored: 'm-1',
      sums: [`${world.folder}/go.sum`, `${world.folder}/gone.sum`],
    },
  });
  expect(cache.asked).toEqual(['save m-2']);
  expect(line).toBe('info: modules: saved m-2 in 1 ms, without 1 that go.sum no longer names');
  expect(readdirSync(`${world.folder}/mod/cache/download/example.com/a/@v`)).toEqual([
    'v1.1.0.zip',
    'v1.1.0.ziphash',
  ]);
  expect(readdirSync(`${world.folder}/mod/example.com`)).toEqual(['a@v1.1.0']);
});

test('without any go.sum nothing is pruned', async () => {
  const { world, put, save } = prepare();
  using _ = world;
  put('mod/cache/download/example.com/a/@v/v1.0.0.zip', 'zip');
  const modules = { path: `${world.folder}/mod`, key: 'm-2', restored: 'm-1', sums: [] };
  expect((await save({ modules }))[0]).toBe('info: modules: saved m-2 in 1 ms');
});

test('build objects that were not used go, once enough new ones make a save worth it', async () => {
  const { world, cache, put, save } = prepare();
  using _ = world;
  put('build/00/00aa-d', 'unused', mark);
  put('build/00/00bb-d', 'used');
  put('build/11/11cc-d', 'new');
  const lines = await save({
    build: {
      path: `${world.folder}/build`,
      key: 'b-2',
      restored: { entries: 2, bytes: 10, mark },
    },
  });
  expect(cache.asked).toEqual(['save b-2']);
  expect(lines.at(-1)).toBe(
    'info: build objects: saved b-2 in 1 ms (1 of 2 restored entries were used, 42 % of 7 B is new)',
  );
  expect(readdirSync(`${world.folder}/build/00`)).toEqual(['00bb-d']);
});

test('build objects of which less than a fifth is new stay as they are', async () => {
  const { world, cache, put, save } = prepare();
  using _ = world;
  put('build/00/00aa-d', 'unused', mark);
  put('build/00/00bb-d', 'used many times');
  put('build/11/11cc-d', 'new');
  const lines = await save({
    build: {
      path: `${world.folder}/build`,
      key: 'b-2',
      restored: { entries: 2, bytes: 21, mark },
    },
  });
  expect(cache.asked).toEqual([]);
  expect(lines.at(-1)).toBe(
    'info: build objects: not saved: 1 of 2 restored entries were used, 16 % of 18 B is new, less than a fifth',
  );
  expect(readdirSync(`${world.folder}/build/00`)).toEqual(['00aa-d', '00bb-d']);
});

test('a job of another branch saves nothing', async () => {
  const cache = fakeCache();
  using world = fakeWorld({ cache });
  const event = { ...world.runner.event, ref: 'refs/heads/topic' };
  const other = { ...world, runner: { ...world.runner, event } };
  const build = { path: `${world.folder}/build`, key: 'b-1' };
  await saveCaches(other, formatCacheState({ modules: { ...build, sums: [] }, build }));
  expect(world.recorded.lines).toEqual([
    'info: modules: not saved: only jobs of the default branch (main) save',
    'info: build objects: not saved: only jobs of the default branch (main) save',
  ]);
  expect(cache.asked).toEqual([]);
});

test('a service that fails is asked once and told once', async () => {
  const { world, cache, put, save } = prepare({
    save: async () => {
      throw new Failure({ doing: 'saving', happened: 'the service answered 500', code: '500' });
    },
  });
  using _ = world;
  put('mod/cache/download/example.com/a/@v/v1.0.0.zip', 'zip');
  put('build/00/00aa-d', 'object');
  const lines = await save({
    modules: { path: `${world.folder}/mod`, key: 'm-1', sums: [] },
    build: { path: `${world.folder}/build`, key: 'b-1' },
  });
  expect(cache.asked).toEqual(['save m-1']);
  expect(lines).toEqual([
    'warning: saving caches: the service answered 500; later jobs start from older entries',
  ]);
});

test('a job that was faster is no trouble', async () => {
  const { world, put, save } = prepare({ save: async () => false });
  using _ = world;
  put('build/00/00aa-d', 'object');
  const lines = await save({ build: { path: `${world.folder}/build`, key: 'b-1' } });
  expect(lines.at(-1)).toBe(
    'info: build objects: not saved: another job has just saved b-1 (1 entries, 6 B)',
  );
});
