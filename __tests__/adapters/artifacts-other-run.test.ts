import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
let artifacts: ArtifactService;

const of: OtherRun = { id: '9001', repository: 'someone/notes', token: restToken };
const most = 10_000;

beforeEach(async () => {
  service = await startResults();
  rest = await startRestApi(service);
  world = fakeWorld();
  folder = mkdtempSync(`${tmpdir()}/gin-ship-download-`);
  const env = { ...service.env(of.id), GITHUB_API_URL: `${rest.url}/` };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const http = createHttp(world.log, world.clock);
  artifacts = createArtifactService(env, { log: world.log, http });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  world[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
  await rest[Symbol.asyncDispose]();
  await service.close();
});

async function upload(name: string): Promise<void> {
  const file = `${folder}/file.txt`;
  writeFileSync(file, 'archive');
  await artifacts.upload({ name, root: folder, files: [file] });
}

async function newest(name: string): Promise<FoundArtifact> {
  const { artifact } = await artifacts.find(name, of);
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

test('another run is asked by the address and the token given, and the storage never sees the token', async () => {
  await upload('notes & more');
  const artifact = await newest('notes & more');
  await artifacts.download(artifact, { to: `${folder}/got.zip`, most, of });
  expect(rest.requests).toEqual([
    `/repos/someone/notes/actions/runs/9001/artifacts?per_page=100&name=notes%20%26%20more 200`,
    `/repos/someone/notes/actions/artifacts/1/zip 302`,
  ]);
  expect(service.requests.at(-1)).toBe('GET blob 200');
});

test.each<[string, object, Partial<FoundArtifact>]>([
  ['an artifact that has expired', { expired: true }, { expired: true }],
  ['one with the code of a fork', { head: 8 }, { origin: 'fork' }],
  ['one with the code of a repository that is gone', { head: null }, { origin: 'fork' }],
])('%s says so', async (_what, change, expected) => {
  await upload('notes');
  Object.assign(service.artifacts()[0] ?? {}, change);
  expect(await newest('notes')).toMatchObject(expected);
});

test.each<[string, OtherRun, string]>([
  ['a token that is not valid', { ...of, token: 'wrong' }, 'http-401'],
  ['a run that is not there', { ...of, id: '7' }, 'http-404'],
  ['a repository with odd letters', { ...of, repository: 'a b/../c' }, 'http-404'],
])('what is asked with %s is told by the code', async (_what, whose, code) => {
  await upload('notes');
  expect(await factsOf(artifacts.find('notes', whose))).toMatchObject({ code });
});

test('a service that is busy for a while is waited for', async () => {
  await upload('notes');
  rest.trouble(502, 2);
  expect((await newest('notes')).id).toBe(1);
});

test('an artifact that has expired in the meantime is told by the code', async () => {
  await upload('notes');
  const artifact = await newest('notes');
  Object.assign(service.artifacts()[0] ?? {}, { expired: true });
  const to = `${folder}/got.zip`;
  expect(await factsOf(artifacts.download(artifact, { to, most, of }))).toEqual({
    doing: `getting ${rest.url}/repos/someone/notes/actions/artifacts/1/zip`,
    happened: 'it answered 410',
    code: 'http-410',
  });
});
