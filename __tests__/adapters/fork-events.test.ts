import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRunner } from '../../src/adapters/runner.ts';
import { decideDeploy } from '../../src/domain/deploy/decide-deploy.ts';
import { decideEventRefusal } from '../../src/domain/deploy/refuse-event.ts';
import { Failure } from '../../src/domain/failure.ts';
import { parseDeploy } from '../domain/inputs/deploy-defaults.ts';

const own = 'gin/notes';
const fork = 'eve/notes';
const repository = { full_name: own, default_branch: 'main', fork: false };
/** What a payload says of a pull request; `head.repo` is null where the fork has been deleted. */
const pull = (from: string | null): object => ({
  number: 7,
  head: { ref: 'main', sha: 'e'.repeat(40), repo: from === null ? null : { full_name: from } },
  base: { ref: 'main', repo: { full_name: own } },
});
const run = (from: string | null): object => ({
  event: 'pull_request',
  head_branch: 'main',
  head_repository: from === null ? null : { full_name: from },
});

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'gin-ship-test-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function eventOf(name: string, payload: object) {
  const path = join(folder, 'event.json');
  writeFileSync(path, JSON.stringify({ repository, ...payload }));
  const { event } = await readRunner(
    {
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: path,
      GITHUB_REPOSITORY: own,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REF_NAME: 'main',
      GITHUB_REF_TYPE: 'branch',
      RUNNER_TEMP: folder,
    },
    2,
  );
  return event;
}

/** Payloads whose run has a fork's code, by event and where the payload says it. */
const forked: readonly (readonly [event: string, what: string, payload: object])[] = [
  ...['pull_request', 'pull_request_review', 'pull_request_review_comment'].flatMap((event) => [
    [event, 'of a fork', { pull_request: pull(fork) }] as const,
    [event, 'of a fork that is gone', { pull_request: pull(null) }] as const,
    [event, 'that does not say whose', {}] as const,
    [event, 'of a fork of that name', { pull_request: pull('gin/notes2') }] as const,
  ]),
  ['pull_request_target', 'of a fork', { pull_request: pull(fork) }],
  ['pull_request_target', 'of the repository itself', { pull_request: pull(own) }],
  ['workflow_run', 'after a run of a fork', { workflow_run: run(fork) }],
  ['workflow_run', 'after a run of a fork that is gone', { workflow_run: run(null) }],
  ['workflow_run', 'that does not say whose', {}],
  [
    'workflow_run',
    'that is called a pull request of its own, too',
    { workflow_run: run(fork), pull_request: pull(null) },
  ],
];

const everywhere = [
  ...['push', 'tag', 'workflow_dispatch', 'repository_dispatch', 'schedule', 'release'],
  ...['deployment', 'workflow_run', 'workflow_call', 'pull_request', 'merge_group'],
].join('\n');

const hosts = {
  'deploy-hosts': 'deploy@web.example',
  'known-hosts': 'web.example ssh-ed25519 AAAA',
  'deploy-on': everywhere,
};

describe('code of a fork reaches no server', () => {
  test.each(forked)('by %s %s, whatever deploy-on says', async (name, _, payload) => {
    const event = await eventOf(name, payload);
    const question = { inputs: parseDeploy(hosts)[0], given: new Set(Object.keys(hosts)), event };
    expect(decideDeploy({ command: 'ship', ...question })).toMatchObject({ done: false });
    expect(() => decideDeploy({ command: 'deploy', ...question })).toThrow(Failure);
  });
});

test.each([
  ['push', {}],
  ['workflow_dispatch', { inputs: {} }],
  ['schedule', {}],
  ['release', { action: 'published' }],
  ['repository_dispatch', {}],
  ['merge_group', { merge_group: { head_ref: 'refs/heads/x' } }],
  ['deployment', { deployment: {} }],
  ['pull_request', { pull_request: pull(own) }],
  ['pull_request', { pull_request: pull('Gin/Notes') }],
  ['workflow_run', { workflow_run: run(own) }],
])('the code of the repository itself may, by %s', async (name, payload) => {
  expect(decideEventRefusal(await eventOf(name, payload))).toBeUndefined();
});

test('events that run the default branch for anybody are none of deploy-on', () => {
  for (const name of ['issue_comment', 'issues', 'discussion', 'fork', 'watch', 'check_suite']) {
    const [, problems] = parseDeploy({ ...hosts, 'deploy-on': name });
    expect(problems.map(String).join('\n'), name).toContain('is no event to deploy on');
  }
});
