import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { DefaultArtifactClient } from '@actions/artifact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createArtifactService } from '../../src/adapters/artifacts.ts';
import { captureOutput } from '../../src/adapters/captured-output.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { ArtifactService } from '../../src/ports-artifact.ts';
import { createHttp } from '../../src/adapters/http.ts';
import { tickingClock } from '../fakes/clock.ts';
import { silentLog } from '../fakes/log.ts';
import { type ResultsService, startResults } from '../servers/results.ts';

const http = createHttp(silentLog, tickingClock().clock);

let service: ResultsService;
let folder: string;
let artifacts: ArtifactService;
let impatient: ArtifactService;

beforeEach(async () => {
  service = await startResults();
  folder = mkdtempSync(`${tmpdir()}/gin-ship-artifact-`);
  mkdirSync(`${folder}/dist`);
  writeFileSync(`${folder}/dist/notes.tar.gz`, 'archive');
  writeFileSync(`${folder}/dist/SHA256SUMS`, 'sums');
  const env = {
    ...service.env(),
    GITHUB_WORKSPACE: folder,
    GITHUB_REPOSITORY: 'someone/notes',
    GITHUB_RUN_ID: '77',
    GITHUB_RETENTION_DAYS: undefined,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  artifacts = createArtifactService(env, { log: silentLog, http });
  impatient = createArtifactService(env, {
    log: silentLog,
    http,
    limits: { silence: 300, total: 600_000 },
  });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  await service.close();
});

function upload(
  retentionDays?: number,
  by: ArtifactService = artifacts,
): ReturnType<ArtifactService['upload']> {
  return by.upload({
    name: 'notes',
    root: `${folder}/dist`,
    files: [`${folder}/dist/notes.tar.gz`, `${folder}/dist/SHA256SUMS`],
    ...(retentionDays === undefined ? {} : { retentionDays }),
  });
}

test('files become one artifact that gives them back', async () => {
  const made = await upload();
  const [stored] = service.artifacts();
  expect(made).toEqual({
    id: 1,
    bytes: stored?.content.length,
    url: 'https://github.com/someone/notes/actions/runs/77/artifacts/1',
    digest: createHash('sha256')
      .update(stored?.content ?? '')
      .digest('hex'),
  });
  const talkAgain = captureOutput(() => () => undefined);
  await new DefaultArtifactClient().downloadArtifact(made.id, { path: `${folder}/back` });
  talkAgain();
  expect(readFileSync(`${folder}/back/notes.tar.gz`, 'utf8')).toBe('archive');
  expect(readFileSync(`${folder}/back/SHA256SUMS`, 'utf8')).toBe('sums');
});

test('a raw file is its own artifact, as it is, called as the file is', async () => {
  const root = `${folder}/dist`;
  const files = [`${root}/notes.tar.gz`];
  const made = await artifacts.upload({ name: 'notes.tar.gz', root, files, raw: true });
  const [stored] = service.artifacts();
  expect([stored?.name, stored?.content.toString()]).toEqual(['notes.tar.gz', 'archive']);
  expect(made.bytes).toBe('archive'.length);
});

test('the days of retention reach the service', async () => {
  await upload(3);
  const expiry = Date.parse(String(service.artifacts()[0]?.expiresAt));
  expect(Math.round((expiry - Date.now()) / 86_400_000)).toBe(3);
});

test('a second artifact of the same name in a run is told by its status', async () => {
  await upload();
  expect(await codeOf(upload())).toBe('409');
});

test('a refusal is told by its status', async () => {
  service.trouble(403);
  expect(await codeOf(upload())).toBe('403');
});

test('a service that is gone is told by the code of the network', async () => {
  await service.close();
  expect(await codeOf(upload())).toBe('ECONNREFUSED');
});

test.each([/Create/, /^blob$|^block/, /Finalize/])(
  'a service that falls silent at %s is left after the time of silence',
  async (method) => {
    service.trouble('hang', method);
    expect(await codeOf(upload(undefined, impatient))).toBe('silent');
  },
);

test('a file that is not there is our own fault', async () => {
  rmSync(`${folder}/dist/SHA256SUMS`);
  expect(await codeOf(upload())).toBe('local');
  expect(service.requests).toEqual([]);
});

test.each([
  [{}, 'there is no results service here (ACTIONS_RESULTS_URL and ACTIONS_RUNTIME_TOKEN not set)'],
  [
    { ACTIONS_RESULTS_URL: 'http://x/' },
    'there is no results service here (ACTIONS_RUNTIME_TOKEN not set)',
  ],
  [{ ACTIONS_RESULTS_URL: 'http://x/', ACTIONS_RUNTIME_TOKEN: 't' }, undefined],
  [
    {
      ACTIONS_RESULTS_URL: 'http://x/',
      ACTIONS_RUNTIME_TOKEN: 't',
      GITHUB_SERVER_URL: 'https://git.example.org',
    },
    'enterprise servers have no results service',
  ],
])('with %o the reason for having no artifact is: %s', (env, reason) => {
  expect(createArtifactService(env, { log: silentLog, http }).unavailable()).toBe(reason);
});

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Failure ? error.facts.code : String(error);
}
