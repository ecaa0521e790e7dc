/** Real Go, the real cache client, and a results service: does what was restored stay warm? */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCacheService } from '../../src/adapters/cache.ts';
import type { Project } from '../../src/domain/source/project.ts';
import { restoreCaches } from '../../src/stages/restore-caches.ts';
import { saveCaches } from '../../src/stages/save-caches.ts';
import { silentLog } from '../fakes/log.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { type ResultsService, startResults } from '../servers/results.ts';

let service: ResultsService;
let world: FakeWorld;

beforeEach(async () => {
  service = await startResults();
  const clock = {
    now: () => new Date(),
    elapsed: () => performance.now(),
    every: () => () => undefined,
    pause: () => Promise.resolve(),
  };
  world = fakeWorld({ clock, cache: createCacheService(service.env(), silentLog) });
  mkdirSync(`${world.folder}/work`);
  const env = { ...service.env(), RUNNER_TEMP: world.folder, GITHUB_WORKSPACE: world.folder };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  writeFileSync(`${world.folder}/work/go.mod`, 'module tiny\n\ngo 1.24\n');
  writeFileSync(
    `${world.folder}/work/tiny.go`,
    'package tiny\n\nimport "unicode/utf8"\n\nvar Count = utf8.RuneCount\n',
  );
  // Go adds an index of files once they are two seconds old (modTimeCutoff of cmd/go/internal/modindex).
  for (const name of ['go.mod', 'tiny.go']) utimesSync(`${world.folder}/work/${name}`, 1e9, 1e9);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  world[Symbol.dispose]();
  await service.close();
});

/** The packages that had to be compiled, which -v names on standard error: none where the cache is warm. */
function compiled(os: string): string[] {
  const env = {
    ...process.env,
    GOENV: 'off',
    GOFLAGS: '-trimpath',
    GOTOOLCHAIN: 'local',
    GOCACHE: `${world.folder}/build`,
    GOOS: os,
    CGO_ENABLED: '0',
  };
  const where = { cwd: `${world.folder}/work`, env, encoding: 'utf8' } as const;
  const { stderr, status } = spawnSync('go', ['build', '-v', '.'], where);
  expect(status, stderr).toBe(0);
  return stderr.split('\n').filter((line) => line !== '');
}

async function restore(run: string, os: readonly string[]): Promise<FakeWorld> {
  const event = { ...world.runner.event, runId: run };
  const here: FakeWorld = { ...world, runner: { ...world.runner, event } };
  const dir = `${world.folder}/work`;
  await restoreCaches(here, {
    attested: false,
    inputs: { checkLatest: false, cache: true, cacheDependencyPath: [] },
    project: { dir, root: dir, subfolder: '.', vendored: false } as Project,
    toolchain: {
      version: '1.26.8',
      go: 'go',
      goroot: '/go',
      from: 'PATH',
      because: 'go.mod',
      gotoolchain: 'local',
    },
    goEnv: { GOCACHE: `${world.folder}/build`, GOMODCACHE: `${world.folder}/mod` },
    targets: os.map((name) => ({ os: name, arch: 'amd64' })),
    flags: ['-trimpath'],
    cgo: 'off',
  });
  return here;
}

function entries(): string[] {
  const shards = readdirSync(`${world.folder}/build`).filter((name) => name.length === 2);
  const folders = shards.map((shard) => `${world.folder}/build/${shard}`);
  return folders.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`));
}

/** A first job builds for two systems; its cache is six days old when it is saved, and then gone. */
async function saveOldCache(): Promise<void> {
  const first = await restore('1', ['linux', 'windows']);
  expect([compiled('linux'), compiled('windows')]).toEqual([
    ['unicode/utf8', 'tiny'],
    ['unicode/utf8', 'tiny'],
  ]);
  const old = Date.now() / 1000 - 6 * 86_400;
  for (const entry of entries()) utimesSync(entry, old, old);
  writeFileSync(`${world.folder}/build/trim.txt`, String(Math.floor(old)));
  await saveCaches(first, world.recorded.state['caches'] ?? '');
  expect(service.caches().map(({ key }) => key)).toEqual([expect.stringMatching(/-1-1$/)]);
  rmSync(`${world.folder}/build`, { recursive: true });
}

test('untreated, Go wipes a restored cache at the end of the first build', async () => {
  await saveOldCache();
  const found = await world.cache.restore([`${world.folder}/build`], 'gin-ship-1-build-', []);
  expect(found).toMatch(/-1-1$/);
  const restored = entries().length;
  expect(compiled('linux')).toEqual([]);
  expect(entries().length).toBeLessThan(restored);
  expect(compiled('windows')).toEqual(['unicode/utf8', 'tiny']);
});

test('restored by us, the second target is still warm, and what nothing used is not saved again', async () => {
  await saveOldCache();
  const second = await restore('2', ['linux', 'windows']);
  const restored = entries();
  expect([compiled('linux'), compiled('windows')]).toEqual([[], []]);
  expect(entries()).toEqual(expect.arrayContaining(restored));
  await saveCaches(second, world.recorded.state['caches'] ?? '');
  expect(world.recorded.lines.at(-1)).toMatch(/^info: build objects: not saved: .* 0 % of /);

  rmSync(`${world.folder}/build`, { recursive: true });
  const third = await restore('3', ['linux', 'darwin']);
  expect([compiled('linux'), compiled('darwin')]).toEqual([[], ['unicode/utf8', 'tiny']]);
  await saveCaches(third, world.recorded.state['caches'] ?? '');
  rmSync(`${world.folder}/build`, { recursive: true });
  await restore('4', ['linux', 'darwin']);
  expect([compiled('linux'), compiled('darwin')]).toEqual([[], []]);
  expect(compiled('windows')).toEqual(['unicode/utf8', 'tiny']);
});
