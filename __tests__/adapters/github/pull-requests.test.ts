import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPullRequests } from '../../../src/adapters/github/pull-requests.ts';
import type { PullRequests } from '../../../src/ports-pulls.ts';
import { silentLog } from '../../fakes/log.ts';
import { type GitHubServer, startGitHub, token } from '../../servers/github/github.ts';
import {
  type TalkedAbout,
  createTalk,
  pullRequestRoutes,
} from '../../servers/github/pull-requests.ts';

let github: GitHubServer;
let talk: TalkedAbout;
let pulls: PullRequests;

const needed = { contents: 'read', actions: 'read', 'pull-requests': 'write' } as const;

beforeEach(async () => {
  talk = createTalk();
  github = await startGitHub(pullRequestRoutes(talk), needed);
  const service = createPullRequests({ GITHUB_API_URL: github.url }, { log: silentLog, second: 1 });
  pulls = service.of({ token, repository: 'someone/notes' });
});

afterEach(() => github[Symbol.asyncDispose]());

test('a comment is added, found again and changed', async () => {
  expect(await pulls.self()).toBe('github-actions[bot]');
  expect(await pulls.addComment(7, 'one')).toEqual({
    id: 100,
    url: 'https://github.com/someone/notes/pull/7#issuecomment-100',
  });
  expect(await pulls.changeComment(100, 'two')).toBe(
    'https://github.com/someone/notes/pull/7#issuecomment-100',
  );
  expect(await pulls.comments(7)).toEqual([
    { id: 100, author: 'github-actions[bot]', body: 'two' },
  ]);
  expect(await pulls.comments(8)).toEqual([]);
  await pulls.removeComment(100);
  expect(await pulls.comments(7)).toEqual([]);
});

test.each([
  ['FORBIDDEN', 'github-403'],
  ['NOT_FOUND', 'github-404'],
  ['SOME_OTHER', 'github-200'],
  [undefined, 'github-502'],
])('an error of GraphQL that is answered with 200 is GitHub’s: %s', async (type, code) => {
  const body = { data: null, errors: [{ type, message: 'No.' }] };
  github.fail('POST', /graphql/, { status: 200, body });
  const error: unknown = await pulls.self().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ facts: { code, doing: 'asking GitHub whose token this is' } });
});

test('all comments are read, however many pages they are, and of people who are gone too', async () => {
  for (let id = 0; id < 250; id += 1) {
    talk.comments.push({ id, pull: 7, author: id === 249 ? null : 'eve', body: `${id}` });
  }
  const read = await pulls.comments(7);
  expect(read.map(({ id }) => id)).toEqual(talk.comments.map(({ id }) => id));
  expect(read.at(-1)).toEqual({ id: 249, author: '', body: '249' });
  expect(github.requests).toHaveLength(3);
});

test('pull requests are found by the branch of the fork, closed ones too', async () => {
  talk.pulls.push(
    { number: 7, state: 'open', head: 'eve:fix#1&state=open', sha: 'a1', base: 'main' },
    { number: 6, state: 'closed', head: 'eve:fix#1&state=open', sha: 'b2', base: 'main' },
    { number: 5, state: 'open', head: 'bob:fix', sha: 'a1', base: 'main' },
  );
  expect(await pulls.fromBranch('eve', 'fix#1&state=open')).toEqual([
    { number: 7, open: true, headSha: 'a1', baseRef: 'main' },
    { number: 6, open: false, headSha: 'b2', baseRef: 'main' },
  ]);
  expect(await pulls.read(6)).toEqual({ number: 6, open: false, headSha: 'b2', baseRef: 'main' });
});

test("the base's run is the newest good one of a push, never one of a pull request from a branch of that name", async () => {
  const run = { workflow: 'pr.yml', branch: 'main', event: 'push', conclusion: 'success' };
  talk.runs.push(
    { ...run, id: 1, sha: 'a' },
    { ...run, id: 2, sha: 'b' },
    { ...run, id: 3, sha: 'c', conclusion: 'failure' },
    { ...run, id: 4, sha: 'd', event: 'pull_request' },
    { ...run, id: 5, sha: 'e', workflow: 'other.yml' },
  );
  expect(await pulls.lastRun('pr.yml', 'main')).toEqual({ id: '2', commit: 'b' });
  expect(await pulls.lastRun('pr.yml', 'next')).toBe(undefined);
});

test('artifacts of a run have their size and the day on which they go', async () => {
  talk.artifacts.push(
    { id: 5, run: 9001, name: 'notes', bytes: 300, expires: '2026-12-06T13:51:00Z' },
    { id: 6, run: 9002, name: 'notes', bytes: 300, expires: '2026-12-06T13:51:00Z' },
  );
  expect(await pulls.artifacts('9001')).toEqual([
    { id: 5, name: 'notes', bytes: 300, expiresAt: '2026-12-06T13:51:00Z' },
  ]);
});

test('who may only read is told the line to add', async () => {
  github.allow({ contents: 'read', 'pull-requests': 'read' });
  await expect(pulls.addComment(7, 'one')).rejects.toThrow(
    /^commenting on #7: the token may not do that \(403\)[^]*\n {6}pull-requests: write/,
  );
  await expect(pulls.lastRun('pr.yml', 'main')).rejects.toThrow(/\n {6}actions: read/);
  expect(talk.comments).toEqual([]);
});

test('a comment whose answer was lost is not written twice', async () => {
  github.fail('POST', /comments$/, 'lost');
  await expect(pulls.addComment(7, 'one')).rejects.toThrow('commenting on #7');
  expect(talk.comments).toHaveLength(1);
});
