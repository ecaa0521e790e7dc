import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRunner } from '../../src/adapters/runner.ts';
import { decideComment } from '../../src/domain/comment/decide-comment.ts';

const own = 'gin/notes';
const fork = 'eve/notes';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'gin-ship-test-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function decide(name: string, payload: object, follows: boolean): Promise<string> {
  const path = join(folder, 'event.json');
  writeFileSync(path, JSON.stringify({ repository: { full_name: own }, ...payload }));
  const { event } = await readRunner(
    { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: own },
    2,
  );
  return decideComment({ comment: true, hasToken: true, dryRun: false, follows, event }).kind;
}

const sha = 'e'.repeat(40);
const pull = (from: string | null, action: string, number: unknown = 7): object => ({
  action,
  pull_request: {
    number,
    head: { ref: 'main', sha, repo: from === null ? null : { full_name: from } },
    base: { ref: 'main', repo: { full_name: own } },
  },
});
const run = (from: string | null, event: string, id: unknown = 9001): object => ({
  action: 'completed',
  workflow_run: {
    id,
    event,
    path: '.github/workflows/pr.yml@main',
    conclusion: 'success',
    head_branch: 'main',
    head_sha: sha,
    head_repository: from === null ? null : { full_name: from },
    pull_requests: [{ number: 1 }],
  },
});

/** Without and with `from-artifact`. */
type Row = readonly [event: string, payload: object, kinds: readonly [string, string]];

const actions = 'opened synchronize reopened labeled edited ready_for_review';

const rows: readonly Row[] = [
  ...actions.split(' ').flatMap((action): Row[] => [
    ['pull_request', pull(own, action), ['comment', 'refused']],
    ['pull_request', pull(fork, action), ['summary', 'refused']],
    ['pull_request', pull(null, action), ['summary', 'refused']],
    ['pull_request_target', pull(own, action), ['refused', 'refused']],
    ['pull_request_target', pull(fork, action), ['refused', 'refused']],
  ]),
  ['pull_request', pull(own, 'closed'), ['remove', 'refused']],
  ['pull_request', pull(fork, 'closed'), ['skipped', 'refused']],
  ['pull_request_target', pull(fork, 'closed'), ['refused', 'refused']],
  ['pull_request', pull(own, 'opened', '7'), ['skipped', 'refused']],
  ['pull_request', pull(own, 'opened', -7), ['skipped', 'refused']],
  ['pull_request', {}, ['skipped', 'refused']],
  ['pull_request', { pull_request: [] }, ['skipped', 'refused']],
  ['pull_request_review', pull(own, 'submitted'), ['skipped', 'refused']],
  ['pull_request_review_comment', pull(fork, 'created'), ['skipped', 'refused']],
  [
    'issue_comment',
    { action: 'created', issue: { number: 7, pull_request: {} } },
    ['skipped', 'refused'],
  ],
  ['workflow_run', run(fork, 'pull_request'), ['skipped', 'follow']],
  ['workflow_run', run(own, 'pull_request'), ['skipped', 'skipped']],
  ['workflow_run', run(null, 'pull_request'), ['skipped', 'skipped']],
  ['workflow_run', run(fork, 'pull_request_target'), ['skipped', 'skipped']],
  ['workflow_run', run(own, 'push'), ['skipped', 'skipped']],
  ['workflow_run', run(fork, 'pull_request', '9001'), ['skipped', 'skipped']],
  ['workflow_run', {}, ['skipped', 'skipped']],
  ['workflow_run', { workflow_run: 'x' }, ['skipped', 'skipped']],
  ...'push schedule workflow_dispatch repository_dispatch workflow_call release merge_group deployment'
    .split(' ')
    .map((name): Row => [name, {}, ['skipped', 'refused']]),
];

test.each(rows)('%s with %j', async (name, payload, kinds) => {
  expect([await decide(name, payload, false), await decide(name, payload, true)]).toEqual(kinds);
});

test('what the payloads say of pull request and run is read as it is', async () => {
  const path = join(folder, 'event.json');
  const env = { GITHUB_EVENT_NAME: 'x', GITHUB_EVENT_PATH: path, GITHUB_JOB: 'preview' };
  writeFileSync(path, JSON.stringify(pull(fork, 'opened')));
  expect((await readRunner(env, 2)).event).toMatchObject({
    job: 'preview',
    headRepository: fork,
    pull: { number: 7, action: 'opened', headSha: sha, baseRef: 'main' },
  });
  writeFileSync(path, JSON.stringify(run(fork, 'pull_request')));
  expect((await readRunner(env, 2)).event).toMatchObject({
    headRepository: fork,
    followed: {
      id: '9001',
      path: '.github/workflows/pr.yml',
      event: 'pull_request',
      conclusion: 'success',
      headSha: sha,
      headBranch: 'main',
    },
  });
});
