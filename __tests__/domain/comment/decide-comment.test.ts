import { expect, test } from 'vitest';
import {
  type CommentDecision,
  type CommentQuestion,
  decideComment,
} from '../../../src/domain/comment/decide-comment.ts';
import type { Event } from '../../../src/domain/runner.ts';

type Asked = Partial<Omit<CommentQuestion, 'event'>> & { readonly event: Partial<Event> };

const pull = { number: 7, action: 'synchronize', headSha: 'a1', baseRef: 'main' };
const closed = { ...pull, action: 'closed' };
const run = {
  id: '9001',
  path: '.github/workflows/pr-preview.yml',
  event: 'pull_request',
  conclusion: 'success',
  headSha: 'a1',
  headBranch: 'fix',
};

const own = { headRepository: 'Someone/Notes' };
const fork = { headRepository: 'eve/notes' };

function decide({ event, ...more }: Asked): CommentDecision {
  return decideComment({
    comment: true,
    follows: false,
    hasToken: true,
    dryRun: false,
    ...more,
    event: { name: 'pull_request', repository: 'someone/notes', ...event },
  });
}

const readOnly = (whose: string): string =>
  `the code is from ${whose}, and the token of such a run can only read; the workflow that follows by workflow_run comments`;

test.each<[string, Asked, CommentDecision]>([
  ['a pull request of the repository', { event: { ...own, pull } }, { kind: 'comment', pull }],
  [
    'one of a fork',
    { event: { ...fork, pull } },
    { kind: 'summary', pull, why: readOnly('eve/notes') },
  ],
  [
    'one of a fork that is gone',
    { event: { pull } },
    { kind: 'summary', pull, why: readOnly('a repository that is gone') },
  ],
  [
    'one whose fork has an odd name',
    { event: { headRepository: 'eve/\n::error::x', pull } },
    { kind: 'summary', pull, why: readOnly(String.raw`eve/\u000a::error::x`) },
  ],
  [
    'one without a token',
    { hasToken: false, event: { ...own, pull } },
    { kind: 'summary', pull, why: 'there is no token to comment with' },
  ],
  ['one that is closed', { event: { ...own, pull: closed } }, { kind: 'remove', pull: closed }],
  [
    'one of a fork that is closed',
    { event: { ...fork, pull: closed } },
    { kind: 'skipped', why: readOnly('eve/notes'), builds: false },
  ],
  [
    'an event of a repository that is not known',
    { event: { repository: '', headRepository: '', pull } },
    { kind: 'summary', pull, why: readOnly('') },
  ],
  [
    'a payload that says nothing',
    { event: own },
    {
      kind: 'skipped',
      why: 'the event does not say which pull request it is',
      builds: true,
    },
  ],
  ['no comment', { comment: false, event: { ...own, pull } }, { kind: 'off' }],
  [
    'no comment, on a target',
    { comment: false, event: { name: 'pull_request_target' } },
    { kind: 'off' },
  ],
])('%s', (_, asked, decision) => {
  expect(decide(asked)).toEqual(decision);
});

const builds =
  'push schedule workflow_dispatch repository_dispatch release merge_group issue_comment pull_request_review pull_request_review_comment deployment_status';

test.each([...builds.split(' '), ''])('%j builds without a comment', (name) => {
  const shown = name === '' ? 'a run outside of GitHub' : name;
  const skipped = { kind: 'skipped', why: `${shown} is of no pull request`, builds: true };
  expect(decide({ event: { name, ...own, pull } })).toEqual(skipped);
  expect(decide({ follows: true, event: { name, ...own, pull } })).toEqual({
    kind: 'refused',
    why: `from-artifact beside comment is for the run that a workflow_run follows, and this is ${shown}`,
  });
});

test.each([own, fork, {}])('pull_request_target is refused, with its code from %j', (whose) => {
  for (const follows of [false, true]) {
    const decision = decide({ follows, event: { name: 'pull_request_target', ...whose, pull } });
    expect(decision.kind).toBe('refused');
  }
});

const after = { name: 'workflow_run', followed: run };

test.each<[string, Asked, CommentDecision]>([
  [
    'a run for a fork',
    { follows: true, event: { ...after, ...fork } },
    { kind: 'follow', run, owner: 'eve' },
  ],
  [
    'a run for the repository itself',
    { follows: true, event: { ...after, ...own } },
    { kind: 'skipped', why: 'the code is of this repository: its own run comments', builds: false },
  ],
  [
    'a run for a fork that is gone',
    { follows: true, event: after },
    { kind: 'skipped', why: 'the repository of the fork is gone', builds: false },
  ],
  [
    'a run that a push started',
    { follows: true, event: { ...after, ...fork, followed: { ...run, event: 'push' } } },
    { kind: 'skipped', why: 'the run that it follows was started by push', builds: false },
  ],
  [
    'a run that pull_request_target started',
    {
      follows: true,
      event: { ...after, ...fork, followed: { ...run, event: 'pull_request_target' } },
    },
    {
      kind: 'skipped',
      why: 'the run that it follows was started by pull_request_target',
      builds: false,
    },
  ],
  [
    'a run for a fork, without a token',
    { follows: true, hasToken: false, event: { ...after, ...fork } },
    { kind: 'skipped', why: 'there is no token to comment with', builds: false },
  ],
  [
    'a payload that says nothing',
    { follows: true, event: { name: 'workflow_run', ...fork } },
    { kind: 'skipped', why: 'the event does not say which run it follows', builds: false },
  ],
  [
    'no from-artifact',
    { event: { ...after, ...fork } },
    {
      kind: 'skipped',
      why: 'a workflow_run comments only on what from-artifact names',
      builds: true,
    },
  ],
])('after another workflow: %s', (_, asked, decision) => {
  expect(decide(asked)).toEqual(decision);
});

const dry: CommentDecision = { kind: 'skipped', why: 'dry-run is true', builds: true };

test.each<[string, Asked, CommentDecision]>([
  ['a pull request of the repository', { event: { ...own, pull } }, dry],
  ['one that is closed', { event: { ...own, pull: closed } }, { ...dry, builds: false }],
  ['a run for a fork', { follows: true, event: { ...after, ...fork } }, { ...dry, builds: false }],
  [
    'one of a fork, whose summary is of the run alone',
    { event: { ...fork, pull } },
    { kind: 'summary', pull, why: readOnly('eve/notes') },
  ],
  ['no comment', { comment: false, event: { ...own, pull } }, { kind: 'off' }],
])('a dry run writes nothing: %s', (_, asked, decision) => {
  expect(decide({ dryRun: true, ...asked })).toEqual(decision);
});
