import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRunner } from '../../src/adapters/runner.ts';
import { normalize } from '../../src/domain/paths.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-runner-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function payload(text: string): string {
  const path = join(folder, 'event.json');
  writeFileSync(path, text);
  return path;
}

const nobody = {
  name: '',
  ref: '',
  refName: '',
  refType: '',
  repository: '',
  runId: '',
  workflow: '',
  actor: '',
};

test('all facts come from the environment and the payload of the event', async () => {
  const env = {
    RUNNER_TEMP: 'D:\\a\\_temp\\',
    RUNNER_TOOL_CACHE: 'C:\\hostedtoolcache',
    GITHUB_WORKSPACE: '/home/runner/work/notes/notes/',
    GITHUB_EVENT_PATH: payload('{"repository":{"default_branch":"trunk"}}'),
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/tags/v1.4.0',
    GITHUB_REF_NAME: 'v1.4.0',
    GITHUB_REF_TYPE: 'tag',
    GITHUB_REPOSITORY: 'someone/notes',
    GITHUB_RUN_ID: '1001',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_WORKFLOW: 'Ship',
    GITHUB_WORKFLOW_REF: 'someone/notes/.github/workflows/ship.yml@refs/tags/v1.4.0',
    GITHUB_ACTOR: 'someone',
  };
  const { platform, ...rest } = await readRunner(env, 4);
  expect(platform.os).toMatch(/^(?:linux|darwin|windows)$/);
  expect(platform.arch).toMatch(/^(?:amd64|arm64)$/);
  expect(rest).toEqual({
    temp: 'D:/a/_temp',
    toolCache: 'C:/hostedtoolcache',
    workspace: '/home/runner/work/notes/notes',
    cores: 4,
    env,
    event: {
      name: 'push',
      ref: 'refs/tags/v1.4.0',
      refName: 'v1.4.0',
      refType: 'tag',
      defaultBranch: 'trunk',
      repository: 'someone/notes',
      runId: '1001',
      runAttempt: '2',
      workflow: 'someone/notes/.github/workflows/ship.yml',
      actor: 'someone',
    },
  });
});

test.each([
  ['{"pull_request":{"head":{"repo":{"full_name":"eve/notes"}}}}', 'eve/notes'],
  ['{"workflow_run":{"head_repository":{"full_name":"eve/notes"}}}', 'eve/notes'],
  ['{"pull_request":{"head":{"repo":null}}}', undefined],
  ['{"workflow_run":{"head_repository":{"full_name":7}}}', undefined],
])('the code of the payload %s comes from %s', async (text, repository) => {
  const { event } = await readRunner({ GITHUB_EVENT_PATH: payload(text) }, 1);
  expect(event.headRepository).toBe(repository);
});

test('outside of a runner there are folders all the same, and no event', async () => {
  const { platform: _platform, ...rest } = await readRunner({ RUNNER_TEMP: '' }, 1);
  expect(rest).toEqual({
    temp: normalize(tmpdir()),
    toolCache: normalize(`${homedir()}/.cache/gin-ship/tools`),
    workspace: normalize(process.cwd()),
    cores: 1,
    env: { RUNNER_TEMP: '' },
    event: { ...nobody, runAttempt: '1' },
  });
});

test.each([
  '',
  'no json',
  '[]',
  'null',
  '{"repository":null}',
  '{"repository":{"default_branch":7}}',
])('of the payload %j no default branch is read', async (text) => {
  const { event } = await readRunner({ GITHUB_EVENT_PATH: payload(text) }, 1);
  expect(event).toEqual({ ...nobody, runAttempt: '1' });
});

test('a payload that is not there is no error', async () => {
  const { event } = await readRunner({ GITHUB_EVENT_PATH: `${folder}/none` }, 1);
  expect(event.defaultBranch).toBe(undefined);
});
