import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createArchiveReader } from '../../../src/adapters/archive-reader.ts';
import { createArtifactService } from '../../../src/adapters/artifacts.ts';
import { createHttp } from '../../../src/adapters/http.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { createSecret } from '../../../src/domain/inputs/inputs.ts';
import type { World } from '../../../src/ports.ts';
import type { TakenArchives } from '../../../src/stages/deploy/read-shipment.ts';
import { takeArchives } from '../../../src/stages/deploy/take-archives.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { type ReleaseSet, makeReleaseSet } from '../../fixtures/release-set.ts';
import { type TarMaker, createTarMaker } from '../../fixtures/tar-maker.ts';
import { type RestApi, restToken, startRestApi } from '../../servers/rest-artifacts.ts';
import { type ResultsService, startResults } from '../../servers/results.ts';

let base: FakeWorld;
let world: World;
let maker: TarMaker;
let set: ReleaseSet;
let results: ResultsService;
let rest: RestApi;

/** A set that the real client has uploaded in run 9001. */
beforeEach(async () => {
  base = fakeWorld();
  maker = createTarMaker();
  results = await startResults();
  rest = await startRestApi(results);
  const env = { ...results.env('9001'), GITHUB_API_URL: rest.url };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const http = createHttp(base.log, base.clock, 400);
  const artifacts = createArtifactService(env, { log: base.log, http });
  world = { ...base, artifacts, archives: createArchiveReader() };
  set = makeReleaseSet(`${maker.folder}/dist`, [{ path: maker.tar('notes', 'static') }]);
  const files = readdirSync(set.folder).map((name) => `${set.folder}/${name}`);
  await artifacts.upload({ name: 'notes', root: set.folder, files });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rest[Symbol.asyncDispose]();
  await results.close();
  maker.remove();
  base[Symbol.dispose]();
});

async function take(runId?: string): Promise<TakenArchives | string> {
  const run = runId === undefined ? {} : { runId };
  const source = { kind: 'artifact' as const, name: 'notes', manifest: set.digest, ...run };
  const request = { source, dir: base.folder, token: createSecret(restToken) };
  return takeArchives(world, request).catch((error: unknown) => {
    if (error instanceof Failure) return error.message.split('\n')[0] ?? '';
    throw error;
  });
}

describe.each<[string, string | undefined]>([
  ['this run', undefined],
  ['another run', '9001'],
])('of %s', (_whose, runId) => {
  test('what was uploaded is taken as it was', async () => {
    expect(await take(runId)).toMatchObject({
      shipment: { manifest: set.manifest, digest: set.digest },
      name: 'notes',
      service: 'notes',
    });
  });

  test('a storage that is busy for a while, breaks off, or flips a bit once, is of no account', async () => {
    for (const [kind, times] of [[503, 2] as const, ['cut', 1] as const, ['flip', 1] as const]) {
      results.trouble(kind, /^blob$/, times);
      expect(await take(runId)).toMatchObject({ name: 'notes' });
    }
  });

  test.each([
    [503, /: the service cannot be used: it answered 503$/],
    ['cut', /: the service cannot be used: the answer broke off after .* of .*$/],
    ['flip', /: what came has another SHA-256 than the service tells, twice$/],
    ['hang', /: the service cannot be used: no answer within 0.4 s$/],
  ] as const)('a storage with %s for good is told, and nothing stays', async (kind, message) => {
    results.trouble(kind, /^blob$/);
    expect(await take(runId)).toMatch(message);
    expect(readdirSync(base.runner.temp)).toEqual([]);
  });
});
