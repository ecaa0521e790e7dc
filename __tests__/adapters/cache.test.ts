import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCacheService } from '../../src/adapters/cache.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { CacheService } from '../../src/ports.ts';
import { silentLog } from '../fakes/log.ts';
import { patiently } from '../fixtures/no-clock.ts';
import { type ResultsService, startResults } from '../servers/results.ts';

let service: ResultsService;
let folder: string;
let cache: CacheService;
let impatient: CacheService;

beforeEach(async () => {
  service = await startResults();
  folder = mkdtempSync(`${tmpdir()}/gin-ship-cache-`);
  mkdirSync(`${folder}/kept`);
  writeFileSync(`${folder}/kept/a.txt`, 'kept');
  const env = { ...service.env(), RUNNER_TEMP: folder, GITHUB_WORKSPACE: folder };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  cache = createCacheService(env, silentLog);
  impatient = createCacheService(env, silentLog, { silence: 300, total: 600_000 });
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  await service.close();
});

test('what was saved comes back, by its key and by a prefix of it', async () => {
  const path = `${folder}/kept`;
  expect(await cache.restore([path], 'k-1', ['k-'])).toBe(undefined);
  expect(await cache.save([path], 'k-1')).toBe(true);
  rmSync(path, { recursive: true });
  expect(await cache.restore([path], 'k-2', ['k-'])).toBe('k-1');
  expect(readFileSync(`${path}/a.txt`, 'utf8')).toBe('kept');
  expect(service.requests).toEqual([
    'POST GetCacheEntryDownloadURL 200',
    'POST CreateCacheEntry 200',
    'PUT blob 201',
    'POST FinalizeCacheEntryUpload 200',
    'POST GetCacheEntryDownloadURL 200',
    'GET blob 200',
  ]);
});

test('an entry that is there already is not an error', async () => {
  expect(await cache.save([`${folder}/kept`], 'k-1')).toBe(true);
  expect(await cache.save([`${folder}/kept`], 'k-1')).toBe(false);
});

test('the library keeps its words to itself', async () => {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  await cache.save([`${folder}/kept`], 'k-1');
  await cache.restore([`${folder}/kept`], 'k-1', []);
  process.stdout.write('our own\n');
  spy.mockRestore();
  expect(written.filter((text) => !text.startsWith('::add-mask::'))).toEqual(['our own\n']);
});

test('a refusal is told by its status, at once', async () => {
  service.trouble(403);
  expect(await codeOf(cache.restore([`${folder}/kept`], 'k', []))).toBe('403');
  expect(await codeOf(cache.save([`${folder}/kept`], 'k'))).toBe('403');
});

test('a service that is gone is told by the code of the network', async () => {
  await service.close();
  expect(await codeOf(cache.restore([`${folder}/kept`], 'k', []))).toBe('ECONNREFUSED');
  expect(await codeOf(cache.save([`${folder}/kept`], 'k'))).toBe('ECONNREFUSED');
});

test('a service that accepts and never answers is left after the time of silence', async () => {
  service.trouble('hang');
  expect(await codeOf(impatient.restore([`${folder}/kept`], 'k', []))).toBe('silent');
  expect(await codeOf(impatient.save([`${folder}/kept`], 'k'))).toBe('silent');
  expect(service.requests).toHaveLength(2);
});

test('storage that never answers is left as well', async () => {
  service.trouble('hang', /^blob$/);
  expect(await codeOf(impatient.save([`${folder}/kept`], 'k'))).toBe('silent');
});

test('a service that fails for good is told by its status after the library gave up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  service.trouble(500);
  const patient = createCacheService(process.env, silentLog, { silence: 2e9, total: 2e9 });
  let code: string | undefined;
  void codeOf(patient.restore([`${folder}/kept`], 'k', [])).then((it) => (code = it));
  await vi.waitFor(() => {
    vi.advanceTimersByTime(20_000);
    expect(code).toBe('500');
  }, patiently);
  expect(service.requests).toHaveLength(5);
});

test('an archive that cannot be unpacked is a failure, not a miss', async () => {
  await cache.save([`${folder}/kept`], 'k');
  const blob = service.caches()[0]?.address ?? '';
  await fetch(blob, { method: 'PUT', body: 'no archive' });
  expect(await codeOf(cache.restore([`${folder}/kept`], 'k', []))).toBe('local');
});

test.each([
  [{ ACTIONS_RESULTS_URL: 'http://x/', ACTIONS_RUNTIME_TOKEN: 't' }, false],
  [{ ACTIONS_CACHE_SERVICE_V2: 'true', ACTIONS_RUNTIME_TOKEN: 't' }, false],
  [{ ACTIONS_CACHE_SERVICE_V2: 'true', ACTIONS_RESULTS_URL: 'http://x/' }, false],
  [
    {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: 'http://x/',
      ACTIONS_RUNTIME_TOKEN: 't',
    },
    true,
  ],
  [{ ACTIONS_CACHE_URL: 'http://x/', ACTIONS_RUNTIME_TOKEN: 't' }, true],
  [
    { ACTIONS_CACHE_URL: 'http://x/', ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_CACHE_MODE: 'none' },
    false,
  ],
  [
    {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: 'http://x/',
      ACTIONS_RUNTIME_TOKEN: 't',
      GITHUB_SERVER_URL: 'https://git.example.org',
    },
    false,
  ],
])('with %o a cache service is offered: %s', (env, offered) => {
  expect(createCacheService(env, silentLog).available()).toBe(offered);
});

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Failure ? error.facts.code : String(error);
}
