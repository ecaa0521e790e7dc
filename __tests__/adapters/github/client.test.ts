import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGitHubClient } from '../../../src/adapters/github/client.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { type GitHubServer, startGitHub, token, tooMany } from '../../servers/github/github.ts';

let github: GitHubServer;
let world: FakeWorld;
const made: unknown[] = [];

beforeEach(async () => {
  made.length = 0;
  world = fakeWorld();
  github = await startGitHub(
    [
      {
        route: 'GET /repos/{owner}/{repo}/issues/{number}',
        needs: 'issues: read',
        answer: ({ params }) => ({ status: 200, body: { title: `number ${params['number']}` } }),
      },
      {
        route: 'POST /repos/{owner}/{repo}/issues',
        needs: 'issues: write',
        answer: ({ body }) => {
          made.push(body['title']);
          return { status: 201, body: { number: made.length } };
        },
      },
    ],
    { contents: 'read', issues: 'write' },
  );
});

afterEach(async () => {
  world[Symbol.dispose]();
  await github[Symbol.asyncDispose]();
});

function title(number: number, given = token): Promise<string> {
  const client = clientOf(given);
  return client.ask({ doing: 'reading an issue', needs: 'issues: read' }, async ({ rest }) => {
    const { data } = await rest.issues.get({ ...client.repository, issue_number: number });
    return data.title;
  });
}

function open(text: string): Promise<number> {
  const client = clientOf(token);
  return client.ask({ doing: 'opening an issue', needs: 'issues: write' }, async ({ rest }) => {
    const { data } = await rest.issues.create({ ...client.repository, title: text });
    return data.number;
  });
}

function clientOf(given: string): ReturnType<typeof createGitHubClient> {
  const access = { token: given, repository: 'someone/notes' };
  return createGitHubClient({
    access,
    env: { GITHUB_API_URL: `${github.url}/` },
    log: world.log,
    second: 1,
  });
}

async function factsOf(promise: Promise<unknown>): Promise<unknown> {
  const error: unknown = await promise.then(
    (value) => value,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) return error;
  const { cause: _, ...facts } = error.facts;
  return facts;
}

test('asks, and gives what it is told', async () => {
  expect(await title(7)).toBe('number 7');
  expect(github.requests).toEqual(['GET /repos/someone/notes/issues/7 200']);
});

test('what may pass is asked again', async () => {
  github.fail('GET', /issues/, { status: 502 }, 'reset', { status: 500 });
  expect(await title(7)).toBe('number 7');
  expect(github.requests.map((line) => line.split(' ').at(-1))).toEqual([
    '502',
    'reset',
    '500',
    '200',
  ]);
});

test('as long as GitHub asks for patience, it has some', async () => {
  github.fail('POST', /issues/, tooMany, {
    status: 429,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' },
    body: { message: 'API rate limit exceeded' },
  });
  expect(await open('one')).toBe(1);
  expect(world.recorded.lines).toEqual([
    'info: GitHub asks for 1 s of patience (secondary rate limit)',
    'info: GitHub asks for 0 s of patience (rate limit)',
  ]);
});

test('but not for an hour', async () => {
  const reset = String(Math.round(Date.now() / 1000) + 3600);
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
  github.fail('GET', /issues/, {
    status: 403,
    headers,
    body: { message: 'API rate limit exceeded' },
  });
  expect(await factsOf(title(7))).toMatchObject({
    code: 'github-limit',
    happened: expect.stringMatching(
      /^GitHub takes no more requests of this token for (60 min 00|59 min \d\d) s: API rate limit exceeded$/,
    ) as string,
  });
  expect(github.requests).toHaveLength(1);
});

test('what may have been done is not done twice', async () => {
  github.fail('POST', /issues/, 'lost');
  expect(await factsOf(open('one'))).toMatchObject({ code: 'github-connection' });
  github.fail('POST', /issues/, { status: 502, body: { message: 'Bad gateway' } });
  expect(await factsOf(open('two'))).toMatchObject({
    code: 'github-502',
    happened: 'GitHub has trouble (502): Bad gateway',
  });
  expect({ made, asked: github.requests.length }).toEqual({ made: ['one'], asked: 2 });
});

test('without the permission the lines to add are told', async () => {
  github.allow({ contents: 'read' });
  expect(await factsOf(open('one'))).toEqual({
    doing: 'opening an issue',
    happened: 'the token may not do that (403): Resource not accessible by integration',
    details: { 'request id': 'ABCD:1234' },
    attempt: [
      'let the job do it; what `permissions` does not name is refused:\npermissions:\n  contents: read\n  issues: write',
    ],
    code: 'github-403',
  });
});

test('a token that is wrong is told, and is in no message', async () => {
  const facts = await factsOf(title(7, 'ghs_wrong'));
  expect(facts).toMatchObject({
    code: 'github-401',
    happened: 'the token was refused (401): Bad credentials',
  });
  expect(JSON.stringify([facts, world.recorded])).not.toContain('ghs_wrong');
});

test('where nothing listens, that is told', async () => {
  await github[Symbol.asyncDispose]();
  expect(await factsOf(title(7))).toMatchObject({ code: 'github-connection' });
});
