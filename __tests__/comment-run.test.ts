import { expect, test } from 'vitest';
import { createPullRequests } from '../src/adapters/github/pull-requests.ts';
import { markerOf } from '../src/domain/comment/marker.ts';
import { Failure } from '../src/domain/failure.ts';
import type { Event } from '../src/domain/runner.ts';
import { run } from '../src/run.ts';
import { type With, inputsOf } from './fakes/inputs.ts';
import { startGitHub, token } from './servers/github/github.ts';
import { createTalk, pullRequestRoutes } from './servers/github/pull-requests.ts';
import { followed, pull, settingOf, workflow } from './stages/comment/setting.ts';

const never = new Promise<string>(() => undefined);

async function runWith(event: Partial<Event>, given: With, talk = createTalk()) {
  const scopes = { contents: 'read', actions: 'read', 'pull-requests': 'write' } as const;
  await using github = await startGitHub(pullRequestRoutes(talk), scopes);
  const { world } = settingOf(event, {}, { found: { origin: 'fork' } });
  using _ = world;
  const env = { GITHUB_API_URL: github.url };
  const pulls = createPullRequests(env, { log: world.log, second: 1 });
  const inputs = inputsOf({ comment: 'true', token, ...given });
  const order = { readInputs: () => inputs, version: '1.0.0', cancelled: never };
  const error: unknown = await run({ ...world, pulls }, order).catch((thrown: unknown) => thrown);
  return { talk, requests: github.requests, recorded: world.recorded, error };
}

const fork = { headRepository: 'eve/notes' };

test('the workflow that follows comments, builds nothing, and tells nobody its token', async () => {
  const talk = createTalk();
  const head = {
    number: 7,
    state: 'open',
    head: 'eve:fix',
    sha: 'c0ffee01',
    base: 'main',
  } as const;
  talk.pulls.push(head);
  const event = { name: 'workflow_run', ...fork, followed };
  const { recorded, requests, error } = await runWith(event, { 'from-artifact': 'notes' }, talk);
  expect(error).toBe(undefined);
  expect(talk.comments.map(({ pull: on, author }) => [on, author])).toEqual([
    [7, 'github-actions[bot]'],
  ]);
  expect(requests.map((line) => line.replace(/\?.*(?= )/, ''))).toEqual([
    'GET /repos/someone/notes/pulls 200',
    'GET /repos/someone/notes/actions/workflows/pr-preview.yml/runs 200',
    'GET /repos/someone/notes/actions/runs/9001/artifacts 200',
    'GET /repos/someone/notes/pulls/7 200',
    'POST /graphql 200',
    'GET /repos/someone/notes/issues/7/comments 200',
    'POST /repos/someone/notes/issues/7/comments 201',
    'GET /repos/someone/notes/issues/7/comments 200',
    'GET /repos/someone/notes/pulls/7 200',
  ]);
  expect(recorded.outputs).toEqual({ outcome: 'skipped' });
  expect(recorded.summary).toContain('- comment: added on pull request 7\n');
  expect(JSON.stringify([recorded, talk])).not.toContain(token);
});

const closing = {
  name: 'pull_request',
  headRepository: 'someone/notes',
  pull: { ...pull, action: 'closed' },
};
const stored = { number: 7, head: 'someone:fix', sha: 'c0ffee01', base: 'main' };

test('a closing that is run after the pull request was opened again changes nothing', async () => {
  const talk = createTalk();
  talk.pulls.push({ ...stored, state: 'open' });
  const { recorded, requests } = await runWith(closing, {}, talk);
  expect(requests).toEqual(['GET /repos/someone/notes/pulls/7 200']);
  expect(recorded.lines).toContain('info: comment: skipped, the pull request is open again');
});

test('a dry run asks GitHub nothing about the comment, and says why', async () => {
  const { recorded, requests } = await runWith(closing, { 'dry-run': 'true' });
  expect(requests).toEqual([]);
  expect(recorded.lines).toContain('info: comment: skipped, dry-run is true');
});

test('a pull request that is closed has its comment flipped, without a checkout', async () => {
  const talk = createTalk();
  talk.pulls.push({ ...stored, state: 'closed' });
  const body = `${markerOf({ workflow, job: 'preview', name: 'notes' })}\ntext`;
  talk.comments.push({ id: 1, pull: 7, author: talk.self, body });
  const { recorded, error } = await runWith(closing, {}, talk);
  expect(error).toBe(undefined);
  expect(talk.comments[0]?.body).toContain('Removed: the pull request was closed');
  expect(recorded.lines).toContain(
    'info: comment: the pull request is closed; one says "removed" now',
  );
});

test('pull_request_target is refused before anything is asked or built', async () => {
  const event = { name: 'pull_request_target', ...fork, pull };
  const { requests, error } = await runWith(event, {});
  expect(error).toBeInstanceOf(Failure);
  expect(error).toMatchObject({ facts: { code: 'comment-event' } });
  expect(requests).toEqual([]);
});

test('a closed pull request of a fork is left to the workflow that follows', async () => {
  const event = { name: 'pull_request', ...fork, pull: { ...pull, action: 'closed' } };
  const { requests, recorded, error } = await runWith(event, {});
  expect([error, requests]).toEqual([undefined, []]);
  expect(recorded.lines.at(-1)).toMatch(/^info: comment: skipped, the code is from eve\/notes/);
});
