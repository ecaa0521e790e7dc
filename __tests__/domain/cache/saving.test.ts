import { expect, test } from 'vitest';
import { refuseSaving } from '../../../src/domain/cache/saving.ts';
import type { Event } from '../../../src/domain/runner.ts';

const push: Event = {
  name: 'push',
  ref: 'refs/heads/main',
  refName: 'main',
  refType: 'branch',
  defaultBranch: 'main',
  repository: 'someone/notes',
  runId: '1',
  runAttempt: '1',
  workflow: '',
  actor: '',
};
const { defaultBranch: _, ...unnamed } = push;

test.each<[string, Event, string | undefined]>([
  ['a push to the default branch', push, undefined],
  ['a schedule', { ...push, name: 'schedule' }, undefined],
  ['a schedule whose payload names no repository', { ...unnamed, name: 'schedule' }, undefined],
  [
    'a schedule without a branch',
    { ...unnamed, name: 'schedule', ref: '' },
    'the event does not name the default branch',
  ],
  [
    'a push whose payload names no repository',
    unnamed,
    'the event does not name the default branch',
  ],
  [
    'a push to another branch',
    { ...push, ref: 'refs/heads/topic' },
    'only jobs of the default branch (main) save',
  ],
  [
    'a pull request',
    { ...push, name: 'pull_request', ref: 'refs/pull/7/merge' },
    'only jobs of the default branch (main) save',
  ],
  ['a tag', { ...push, ref: 'refs/tags/main' }, 'only jobs of the default branch (main) save'],
  [
    'a pull request of a fork in the name of the default branch',
    { ...push, name: 'pull_request_target' },
    'jobs of pull_request_target do not save',
  ],
  ['a run after another', { ...push, name: 'workflow_run' }, 'jobs of workflow_run do not save'],
])('%s', (_name, event, reason) => {
  expect(refuseSaving(event)).toBe(reason);
});
