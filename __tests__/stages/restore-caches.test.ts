import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { SetupInputs } from '../../src/domain/inputs/inputs.ts';
import type { Project } from '../../src/domain/source/project.ts';
import type { Files } from '../../src/ports.ts';
import { type RestoreRequest, restoreCaches } from '../../src/stages/restore-caches.ts';
import { type FakeCacheBehaviour, type FakeCache, fakeCache } from '../fakes/cache.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';

const modulesKey =
  /^restore gin-ship-1-modules-linux-top-[0-9a-f]{32} gin-ship-1-modules-linux-top-$/;
const inputs: SetupInputs = { checkLatest: false, cache: true, cacheDependencyPath: [] };

function prepare(behaviour?: FakeCacheBehaviour): {
  world: FakeWorld;
  cache: FakeCache;
  request: RestoreRequest;
  put: (path: string, text: string) => void;
} {
  const cache = fakeCache(behaviour);
  const world = fakeWorld({ cache });
  const dir = `${world.folder}/work`;
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(`${world.folder}/${path}`), { recursive: true });
    writeFileSync(`${world.folder}/${path}`, text);
  };
  put('work/go.sum', 'example.com/a v1.0.0 h1:x=\n');
  const project = { dir, root: dir, subfolder: '.', vendored: false } as Project;
  const request: RestoreRequest = {
    inputs,
    project,
    toolchain: {
      version: '1.26.8',
      go: 'go',
      goroot: '/go',
      from: 'PATH',
      because: 'go.mod',
      gotoolchain: 'local',
    },
    goEnv: { GOCACHE: `${world.folder}/build`, GOMODCACHE: `${world.folder}/mod` },
    targets: [{ os: 'linux', arch: 'amd64' }],
    flags: [],
    cgo: 'auto',
    attested: false,
  };
  return { world, cache, request, put };
}

test('where nothing was saved yet, both are asked for and the job is told to save', async () => {
  const { world, cache, request } = prepare();
  using _ = world;
  expect(await restoreCaches(world, request)).toEqual({
    modules: { kind: 'missed' },
    build: { kind: 'missed' },
    hit: false,
    notes: ['modules: no entry yet', 'build objects: no entry yet'],
  });
  expect(cache.asked).toEqual([
    expect.stringMatching(modulesKey),
    expect.stringMatching(
      /^restore gin-ship-1-build-linux-amd64-go1\.26\.8-top-linux\/amd64-[0-9a-f]{16}-1001-1 gin-ship-1-build-/,
    ),
  ]);
  const state = JSON.parse(world.recorded.state['caches'] ?? '') as Record<string, object>;
  expect(state).toEqual({
    modules: {
      path: `${world.folder}/mod`,
      key: expect.stringContaining('modules') as string,
      sums: [`${world.folder}/work/go.sum`],
    },
    build: { path: `${world.folder}/build`, key: expect.stringContaining('build') as string },
  });
});

test('restored build objects are aged by a day, and Go is kept from trimming them', async () => {
  const { world, request, put } = prepare({
    restore: async (path, key) => {
      if (!path.endsWith('/build')) return key;
      put('build/0a/0a11-a', 'index');
      put('build/0a/0a22-d', 'object');
      put('build/ff/ff33-d/program', 'binary');
      put('build/README', 'not an entry');
      put('build/trim.txt', '1');
      return `${key.replace(/-1001-1$/, '')}-900-1`;
    },
  });
  using _ = world;
  const { modules, build, hit } = await restoreCaches(world, request);
  expect([modules.kind, build.kind, hit]).toEqual(['restored', 'restored', true]);
  const now = world.clock.now().getTime();
  const ages = ['0a/0a11-a', '0a/0a22-d', 'ff/ff33-d'].map(
    (name) => (now - statSync(`${world.folder}/build/${name}`).mtimeMs) / 3_600_000,
  );
  expect(ages).toEqual([24, 24, 24]);
  expect(readFileSync(`${world.folder}/build/trim.txt`, 'utf8')).toBe(String(now / 1000));
  expect(world.recorded.state['caches']).toContain(
    `"restored":{"entries":3,"bytes":17,"mark":${now - 86_400_000}}`,
  );
  expect(world.recorded.lines.at(-1)).toMatch(
    /^info: build objects: restored \S+-900-1 \(the same settings, 3 entries, 17 B\) in \d+ ms$/,
  );
});

test('a service that is down is told once, and is left alone after the job', async () => {
  const down = new Failure({ doing: 'restoring', happened: 'the service answered 503' });
  const { world, request, put } = prepare({
    restore: async (path) => {
      if (path.endsWith('/mod')) put('mod/cache/download/half.zip', 'ha');
      throw down;
    },
  });
  using _ = world;
  expect((await restoreCaches(world, request)).hit).toBe(false);
  expect(world.recorded.lines).toEqual([
    'warning: restoring caches: the service answered 503; the build goes on without them, only slower',
    'info: modules: not restored: the service answered 503',
    'info: build objects: not restored: the service answered 503',
  ]);
  expect(readdirSync(`${world.folder}/mod`)).toEqual([]);
  expect(world.recorded.state['caches']).toBe(
    JSON.stringify({
      modules: { reason: 'restoring failed: the service answered 503' },
      build: { reason: 'restoring failed: the service answered 503' },
    }),
  );
});

test('a module cache that cannot be emptied after a failed restore is told, and the job goes on', async () => {
  const { world, request, put } = prepare({
    restore: async (path) => {
      if (!path.endsWith('/mod')) return undefined;
      put('mod/cache/download/half.zip', 'ha');
      put('mod/example.com/half.go', 'ha');
      throw new Failure({ doing: 'restoring', happened: 'the service fell silent' });
    },
  });
  using _ = world;
  const mod = `${world.folder}/mod`;
  const files: Files = {
    ...world.files,
    async remove(path) {
      if ([mod, `${mod}/cache`].includes(path)) {
        throw Object.assign(new Error(`EBUSY: rm '${path}'`), { code: 'EBUSY' });
      }
      await world.files.remove(path);
    },
  };
  const { modules } = await restoreCaches({ ...world, files }, request);
  const failure = `the service fell silent, and what came of it could not be removed (EBUSY): empty ${mod} before this step`;
  expect(modules).toEqual({ kind: 'skipped', reason: failure, needless: false });
  expect(world.recorded.lines[0]).toBe(
    `warning: restoring caches: ${failure}; the build goes on without them, only slower`,
  );
  expect(readdirSync(mod)).toEqual(['cache']);
});

test('what is there already is neither overwritten nor saved', async () => {
  const { world, cache, request, put } = prepare();
  using _ = world;
  put('mod/cache/download/cache.lock', '');
  put('build/00/00aa-d', 'x'.repeat(33 * 1024 * 1024));
  const restored = await restoreCaches(world, request);
  expect(restored.modules).toMatchObject({ reason: `${world.folder}/mod holds modules already` });
  expect(restored.build).toMatchObject({
    reason: `${world.folder}/build holds build objects already`,
  });
  expect(cache.asked).toEqual([]);
});

test('the index of packages that go list leaves does not make a build cache somebody else’s', async () => {
  const { world, cache, request, put } = prepare();
  using _ = world;
  put('build/00/00aa-d', 'x'.repeat(1024));
  put('mod/cache/lock', '');
  await restoreCaches(world, request);
  expect(cache.asked).toHaveLength(2);
});

test('modules depend on the go.sum of every member of a workspace', async () => {
  const { world, request, put } = prepare();
  using _ = world;
  put('work/go.work', 'go 1.26\n\nuse (\n\t.\n\t./other\n)\n');
  put('work/go.work.sum', 'example.com/w v1.0.0 h1:x=\n');
  put('work/other/go.sum', 'example.com/b v1.0.0 h1:x=\n');
  const project = { ...request.project, workspaceFile: `${world.folder}/work/go.work` };
  await restoreCaches(world, { ...request, project });
  const state = JSON.parse(world.recorded.state['caches'] ?? '') as {
    modules: { sums: string[] };
  };
  expect(state.modules.sums).toEqual([
    `${world.folder}/work/go.sum`,
    `${world.folder}/work/go.work.sum`,
    `${world.folder}/work/other/go.sum`,
  ]);
});

test('files of cache-dependency-path make the key, wherever they lie; one that is not there is told', async () => {
  const keys: string[] = [];
  for (const [text, pattern] of [
    ['one', 'tools/*.mod'],
    ['two', 'tools/*.mod'],
    ['two', 'nowhere/*.sum'],
  ] as const) {
    const { world, cache, request, put } = prepare();
    using _ = world;
    put('work/tools/go.mod', text);
    const asked = { ...inputs, cacheDependencyPath: [pattern] };
    await restoreCaches(world, { ...request, inputs: asked });
    keys.push(cache.asked[0] ?? '');
    const warned = world.recorded.lines.filter((line) => line.startsWith('warning'));
    expect(warned).toEqual(
      pattern === 'nowhere/*.sum'
        ? [
            'warning: cache-dependency-path: no file matches nowhere/*.sum, as seen from the workspace; go.sum is used instead',
          ]
        : [],
    );
  }
  expect(new Set(keys).size).toBe(3);
});
