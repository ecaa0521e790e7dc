import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHttp } from '../../../src/adapters/http.ts';
import { createReleases } from '../../../src/adapters/github/releases.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { createSecret } from '../../../src/domain/inputs/inputs.ts';
import { silentLog } from '../../fakes/log.ts';
import { type ReleaseStore, contentOf, createReleaseStore } from '../../fakes/release-store.ts';
import { tickingClock } from '../../fakes/clock.ts';
import { type GitHubServer, startGitHub, token, tooMany } from '../../servers/github/github.ts';
import { type ReleaseRoutes, releaseRoutes } from '../../servers/github/releases.ts';
import { type Job, type Ran, filesOf, runJob } from './releasing.ts';

let store: ReleaseStore;
let routes: ReleaseRoutes;
let github: GitHubServer;

beforeEach(async () => {
  store = createReleaseStore();
  routes = releaseRoutes(store);
  github = await startGitHub(routes.routes, { contents: 'write' });
});

afterEach(() => github[Symbol.asyncDispose]());

/** The stage, through Octokit, with a second of GitHub's as long as a millisecond. */
function run(job: Job = {}): Promise<Ran> {
  const { clock } = tickingClock();
  const http = createHttp(silentLog, clock);
  const env = { GITHUB_API_URL: github.url };
  const releases = createReleases(env, { log: silentLog, http, second: 1 });
  const request = { token: createSecret(token), ...job.request };
  return runJob(store, { ...job, releases, request });
}

async function failureOf(job: Job = {}): Promise<Failure['facts']> {
  const error: unknown = await run(job).catch((thrown: unknown) => thrown);
  if (!(error instanceof Failure)) throw new Error('it did not fail as it should');
  return error.facts;
}

const at = '/repos/someone/notes';
const archive = 'notes-1.4.0-linux-amd64.tar.gz';

test('a release is made by these requests, and no others', async () => {
  const { result } = await run();
  expect(result).toMatchObject({
    value: { url: 'https://github.com/someone/notes/releases/tag/v1.4.0', assets: 3 },
  });
  expect(store.releases.map(contentOf)).toEqual([filesOf('one')]);
  const looks = [
    `GET ${at}/releases/tags/v1.4.0`,
    `GET ${at}/releases`,
    `GET ${at}/releases/1`,
    `GET ${at}/releases/1/assets`,
    `GET ${at}/commits/tags%2Fv1.4.0`,
  ];
  const others = github.requests
    .map((line) => line.replace(/ \d+$/, '').replace(/\?per_page=\d+|&$/, ''))
    .filter((line) => !looks.includes(line));
  expect([others.slice(0, 2), others.slice(2, 4).toSorted(), others.slice(4)]).toEqual([
    [`POST ${at}/releases`, `POST /uploads${at}/releases/1/assets?name=manifest.json`],
    [
      `POST /uploads${at}/releases/1/assets?name=SHA256SUMS`,
      `POST /uploads${at}/releases/1/assets?name=${archive}`,
    ],
    [`PATCH ${at}/releases/1`],
  ]);
  expect(github.bodies).toEqual([
    {
      tag_name: 'v1.4.0',
      name: 'v1.4.0',
      body: expect.stringMatching(/^<!-- gin-ship: run 9001-1, manifest \w+ -->$/) as string,
      draft: true,
      prerelease: false,
      generate_release_notes: true,
    },
    { draft: false, prerelease: false, make_latest: 'legacy' },
  ]);
});

test('a second run asks, and changes nothing', async () => {
  await run();
  const { requests } = github;
  const before = requests.length;
  expect((await run()).result).toMatchObject({ value: { changed: false } });
  expect(requests.slice(before).every((line) => line.startsWith('GET '))).toBe(true);
});

test('a list that has the published release as a draft does not hide that it is published', async () => {
  await run();
  routes.lagging.add(1);
  const { requests } = github;
  const before = requests.length;
  expect((await run()).result).toMatchObject({ value: { changed: false, draft: false } });
  expect(requests.slice(before).every((line) => line.startsWith('GET '))).toBe(true);
  expect(await failureOf({ build: 'two' })).toMatchObject({ code: 'release-published' });
});

test('what passes is waited for, and what broke off is done again', async () => {
  const post = new RegExp(`${at}/releases$`);
  github.fail('GET', /tags\/v1\.4\.0$/, { status: 503 }, 'reset');
  github.fail('POST', post, 'lost');
  github.fail('POST', /uploads/, tooMany, 'lost', { status: 500 }, 'reset');
  github.fail('PATCH', /releases/, 'lost', { status: 502 });
  routes.breakOff(archive);
  const { result } = await run();
  expect(result).toMatchObject({ value: { changed: true, draft: false } });
  expect(store.releases.map(contentOf)).toEqual([filesOf('one')]);
});

test('a hundred other releases and assets hide nothing', async () => {
  const left = store.add({ tag: 'v1.4.0', body: 'By hand.' });
  for (let n = 0; n < 110; n += 1) {
    store.add({ tag: `v0.${n}.0`, draft: false });
    store.end(left.id, store.begin(left.id, `more-${n}`), Buffer.from('x'));
  }
  await run();
  await run();
  expect(store.releases[0]).toMatchObject({ tag: 'v1.4.0', body: 'By hand.', draft: false });
  expect(store.done.filter((line) => !line.startsWith('upload 1 more'))).toEqual([
    'upload 1 manifest.json',
    expect.stringMatching(/^upload 1 /),
    expect.stringMatching(/^upload 1 /),
    'publish 1',
  ]);
});

test('where no digest is told, assets are fetched to be compared', async () => {
  store.digests = false;
  await run();
  expect((await run()).result).toMatchObject({ value: { changed: false } });
  const fetched = github.requests.filter((line) => /releases\/assets\/\d+ 200$/.test(line));
  expect(fetched).toHaveLength(6);
});

test('a token that may only read is told the line to add', async () => {
  github.allow({ contents: 'read' });
  expect(await failureOf()).toMatchObject({
    doing: 'making the draft of the release v1.4.0',
    happened: 'the token may not do that (403): Resource not accessible by integration',
    attempt: [
      'let the job do it; what `permissions` does not name is refused:\npermissions:\n  contents: write',
    ],
    code: 'github-403',
  });
  expect(store.releases).toEqual([]);
});

test('an outage that stays fails, with nothing published', async () => {
  github.fail('POST', /uploads/, ...Array.from({ length: 9 }, () => ({ status: 502 })));
  expect(await failureOf()).toMatchObject({ code: 'github-502' });
  expect(store.releases).toMatchObject([{ draft: true, assets: [] }]);
});

test('what is published with other assets is refused', async () => {
  await run({ build: 'zero' });
  expect(await failureOf()).toEqual({
    doing: 'making the release v1.4.0',
    happened: 'that tag has a published release already, and it is not this one',
    details: {
      release: 'https://github.com/someone/notes/releases/tag/v1.4.0',
      'it has with another SHA-256': `manifest.json, SHA256SUMS, ${archive}`,
    },
    attempt: expect.any(Array) as string[],
    code: 'release-published',
  });
});
