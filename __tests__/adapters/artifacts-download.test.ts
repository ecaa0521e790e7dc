import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createArtifactService } from '../../src/adapters/artifacts.ts';
import { createHttp } from '../../src/adapters/http.ts';
import type { FoundArtifact } from '../../src/domain/deploy/found-artifacts.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { ArtifactService, OtherRun } from '../../src/ports-artifact.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { type RestApi, restToken, startRestApi } from '../servers/rest-artifacts.ts';
import { type ResultsService, startResults } from '../servers/results.ts';

let service: ResultsService;
let rest: RestApi;
let world: FakeWorld;
let folder: string;

const run = '9001';
const of: OtherRun = { id: run, repository: 'someone/notes', token: restToken };
const most = 10_000;

beforeEach(async () => {
  service = await startResults();
  rest = await startRestApi(service);
  world = fakeWorld();
  folder = mkdtempSync(`${tmpdir()}/gin-ship-download-`);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  world[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
  await rest[Symbol.asyncDispose]();
  await service.close();
});

/** The real client uploads by the process's own environment. */
function artifacts(env: Record<string, string> = {}, silence = 120_000): ArtifactService {
  const whole = { ...service.env(run), GITHUB_API_URL: rest.url, ...env };
  for (const [name, value] of Object.entries(whole)) vi.stubEnv(name, value);
  const http = createHttp(world.log, world.clock, silence);
  return createArtifactService(whole, { log: world.log, http });
}

async function upload(name: string, content = 'archive'): Promise<void> {
  const file = `${folder}/${name}.txt`;
  writeFileSync(file, content);
  await artifacts().upload({ name, root: folder, files: [file] });
  world.recorded.lines.length = 0;
  world.recorded.masked.length = 0;
}

async function newest(name: string, whose?: OtherRun): Promise<FoundArtifact> {
  const { artifact } = await artifacts().find(name, whose);
  if (artifact === undefined) throw new Error('it is not found');
  return artifact;
}

async function factsOf(promise: Promise<unknown>): Promise<unknown> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) return error;
  const { doing, happened, code } = error.facts;
  return { doing, happened, code };
}

const sha256 = (content: Buffer | undefined): string =>
  createHash('sha256')
    .update(content ?? '')
    .digest('hex');

describe.each<[string, OtherRun | undefined]>([
  ['of this run', undefined],
  ['of another run', of],
])('an artifact %s', (_whose, whose) => {
  test('that the real client has uploaded is found by its name, and comes whole', async () => {
    await upload('other');
    await upload('notes', 'the archive');
    const [, stored] = service.artifacts();
    const digest = sha256(stored?.content);
    const bytes = stored?.content.length ?? 0;
    const found = await artifacts().find('notes', whose);
    expect(found).toEqual({
      artifact: {
        ...{ id: 2, name: 'notes', bytes, digest, expired: false, origin: 'own' },
        ...(whose === undefined ? { runBackendId: run, jobBackendId: 'job-1' } : {}),
      },
      others: [],
    });
    const to = `${folder}/got.zip`;
    const options = { to, most, ...(whose && { of: whose }) };
    const got = await artifacts().download(await newest('notes', whose), options);
    expect(got).toEqual({ sha256: digest, bytes });
    expect(sha256(readFileSync(to))).toBe(digest);
  });

  test('that is not there is answered with those that are', async () => {
    await upload('other');
    await upload('shop');
    expect(await artifacts().find('notes', whose)).toEqual({ others: ['other', 'shop'] });
  });

  test('that is larger than it may be is given up, and nothing of it stays', async () => {
    await upload('notes', 'x'.repeat(2000));
    const artifact = await newest('notes', whose);
    const to = `${folder}/got.zip`;
    const options = { to, most: 1000, ...(whose && { of: whose }) };
    expect(await factsOf(artifacts().download(artifact, options))).toMatchObject({
      happened: 'it is larger than 1000 B',
      code: 'http-size',
    });
    expect(existsSync(to)).toBe(false);
  });

  test('that breaks off, or whose storage is busy, is asked for again', async () => {
    await upload('notes', 'x'.repeat(2000));
    const artifact = await newest('notes', whose);
    const stored = service.artifacts()[0]?.content;
    for (const kind of ['cut', 503] as const) {
      service.trouble(kind, /^blob$/, 2);
      const to = `${folder}/${kind}.zip`;
      const got = await artifacts().download(artifact, { to, most, ...(whose && { of: whose }) });
      expect(got.sha256).toBe(sha256(stored));
    }
  });

  test('with a bit that is another is given as it came, for the digest to tell', async () => {
    await upload('notes', 'x'.repeat(2000));
    const artifact = await newest('notes', whose);
    service.trouble('flip', /^blob$/);
    const to = `${folder}/got.zip`;
    const got = await artifacts().download(artifact, { to, most, ...(whose && { of: whose }) });
    expect(got.bytes).toBe(artifact.bytes);
    expect(got.sha256).toBe(sha256(readFileSync(to)));
    expect(got.sha256).not.toBe(artifact.digest);
  });
});

describe('this run', () => {
  test('has its newest artifact of a name', async () => {
    await upload('notes');
    const [first] = service.artifacts();
    if (first !== undefined) {
      (service.artifacts() as unknown[]).unshift({ ...first, id: 9 }, { ...first, id: 4 });
    }
    expect((await newest('notes')).id).toBe(9);
  });

  test('masks the signature of the address, and says it nowhere', async () => {
    await upload('notes', 'x'.repeat(2000));
    const artifact = await newest('notes');
    const signature = new URL(service.artifacts()[0]?.address ?? '').searchParams.get('sig');
    service.trouble(503, /^blob$/);
    const to = `${folder}/got.zip`;
    const host = new URL(service.url).host;
    expect(await factsOf(artifacts().download(artifact, { to, most }))).toEqual({
      doing: `getting the artifact from ${host}`,
      happened: 'it answered 503',
      code: 'http-503',
    });
    expect(world.recorded.lines).toEqual([
      `info: the artifact from ${host}: it answered 503; trying again in 1 s (2 of 3)`,
      `info: the artifact from ${host}: it answered 503; trying again in 5 s (3 of 3)`,
    ]);
    expect(world.recorded.masked).toEqual([signature, signature]);
  });

  test.each([
    [503, 'http-503', 3],
    [403, 'http-403', 1],
    [404, 'http-404', 1],
  ] as const)('whose service answers %i is told by its code', async (kind, code, times) => {
    service.trouble(kind);
    expect(await factsOf(artifacts().find('notes'))).toEqual({
      doing: `getting ${service.url}/twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts`,
      happened: `it answered ${kind}`,
      code,
    });
    expect(service.requests).toHaveLength(times);
  });

  test('whose service is silent is left after the time of silence', async () => {
    await upload('notes');
    const artifact = await newest('notes');
    service.trouble('hang', /GetSigned/);
    const to = `${folder}/got.zip`;
    expect(await factsOf(artifacts({}, 200).download(artifact, { to, most }))).toMatchObject({
      happened: 'no answer within 0.2 s',
      code: 'http-unreachable',
    });
  });

  test('whose artifact has gone in the meantime is told so', async () => {
    await upload('notes');
    const artifact = await newest('notes');
    const other = { ...artifact, id: 99 };
    const to = `${folder}/got.zip`;
    expect(await factsOf(artifacts().download(other, { to, most }))).toEqual({
      doing: 'asking where the artifact lies',
      happened: 'it is there no longer',
      code: 'http-404',
    });
  });

  test('is known by its token alone', async () => {
    const env = { ACTIONS_RUNTIME_TOKEN: 'opaque' };
    expect(await factsOf(artifacts(env).find('notes'))).toEqual({
      doing: 'listing the artifacts of this run',
      happened: 'ACTIONS_RUNTIME_TOKEN does not say which run this is',
      code: 'artifact-token',
    });
    expect(service.requests).toEqual([]);
  });
});
