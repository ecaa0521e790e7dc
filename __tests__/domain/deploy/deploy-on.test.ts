import { describe, expect, test } from 'vitest';
import { type DeployQuestion, decideDeploy } from '../../../src/domain/deploy/decide-deploy.ts';
import {
  decideDeployOn,
  formatTrigger,
  parseDeployTrigger,
} from '../../../src/domain/deploy/deploy-on.ts';
import { type EventOrigin, decideEventRefusal } from '../../../src/domain/deploy/refuse-event.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { parseDeploy } from '../inputs/deploy-defaults.ts';

const known =
  'accepted: push, tag, workflow_dispatch, repository_dispatch, schedule, release, deployment, workflow_run, workflow_call, pull_request, merge_group, each with a branch or tag where one is meant: push:release/*, tag:v*';

test.each([
  ['push', { trigger: { event: 'push' } }],
  ['push:{default}', { trigger: { event: 'push', ref: '{default}' } }],
  ['tag : v*', { trigger: { event: 'tag', ref: 'v*' } }],
  ['workflow_dispatch', { trigger: { event: 'workflow_dispatch' } }],
  ['puhs', { problem: `"puhs" is no event to deploy on (push?); ${known}` }],
  ['main', { problem: `"main" is no event to deploy on; ${known}` }],
  ['push:a b', { problem: `"push:a b" names no branch or tag; ${known}` }],
  ['push:', { problem: `"push:" names no branch or tag; ${known}` }],
  [
    'pull_request_target',
    {
      problem: `"pull_request_target" runs with the secrets of the repository on code of anybody, and never deploys; ${known}`,
    },
  ],
])('the trigger %j is %j', (text, parsed) => {
  expect(parseDeployTrigger(text)).toEqual(parsed);
});

const push = { name: 'push', refName: 'main', refType: 'branch', defaultBranch: 'main' };
const tag = { ...push, refName: 'v1.0/$(rm -rf)', refType: 'tag' };
const usual = ['push:{default}', 'tag', 'workflow_dispatch'];

describe('an event deploys where a trigger names it', () => {
  test.each<[readonly string[], typeof push, string | undefined]>([
    [usual, push, 'push:{default}'],
    [usual, { ...push, refName: 'feature' }, undefined],
    [usual, tag, 'tag'],
    [usual, { ...tag, refName: 'main' }, 'tag'],
    [usual, { ...push, name: 'workflow_dispatch', refName: 'feature' }, 'workflow_dispatch'],
    [usual, { ...push, name: 'pull_request', refName: '7/merge' }, undefined],
    [['push:{default}'], tag, undefined],
    [['tag:v*'], { ...tag, refName: 'v1.2.3' }, 'tag:v*'],
    [['tag:v*'], { ...tag, refName: 'v1/2' }, undefined],
    [['tag:v*'], { ...push, refName: 'v1' }, undefined],
    [['push:release/**'], { ...push, refName: 'release/1/2' }, 'push:release/**'],
    [['push:rel.ase'], { ...push, refName: 'release' }, undefined],
    [['workflow_dispatch:main'], { ...push, name: 'workflow_dispatch' }, 'workflow_dispatch:main'],
    [[], push, undefined],
  ])('%j, %j: %s', (on, event, because) => {
    const triggers = on.flatMap((text) => {
      const parsed = parseDeployTrigger(text);
      return 'trigger' in parsed ? [parsed.trigger] : [];
    });
    expect(triggers.map(formatTrigger)).toEqual(on);
    const decided = decideDeployOn(triggers, event);
    expect(decided.deploys ? decided.because : undefined).toBe(because);
  });

  const reasonOf = (event: Parameters<typeof decideDeployOn>[1]): string | undefined => {
    const decided = decideDeployOn([{ event: 'push', ref: '{default}' }], event);
    return decided.deploys ? undefined : decided.reason;
  };

  test('and the reason says what happened and what would have been needed', () => {
    expect(reasonOf({ ...push, refName: 'x' })).toBe(
      'a push of the branch "x" is none of deploy-on (push:{default})',
    );
    expect(reasonOf(tag)).toBe(
      'a push of the tag "v1.0/$(rm -rf)" is none of deploy-on (push:{default})',
    );
    expect(reasonOf({ ...push, name: 'pull_request' })).toBe(
      'the event "pull_request" is none of deploy-on (push:{default})',
    );
    const { defaultBranch: _, ...unknown } = push;
    expect(reasonOf(unknown)).toBe(
      'a push of the branch "main" is none of deploy-on (push:{default}), and the default branch is not known here',
    );
    expect(reasonOf({ name: '', refName: '', refType: '' })).toContain('a run outside of GitHub');
  });
});

describe('code of forks never reaches a server', () => {
  const own = { repository: 'gin/notes', headRepository: 'Gin/Notes' };
  const target =
    'pull_request_target runs with the secrets of the repository for pull requests of anybody';
  test.each<[EventOrigin, ReturnType<typeof decideEventRefusal>]>([
    [{ name: 'push', repository: 'gin/notes' }, undefined],
    [{ name: 'pull_request', ...own }, undefined],
    [{ name: 'workflow_run', ...own }, undefined],
    [
      { name: 'pull_request_target', ...own },
      { kind: 'target', why: target },
    ],
    [
      { name: 'pull_request', ...own, headRepository: 'eve/notes\n::error::x' },
      {
        kind: 'fork',
        why: 'this pull_request has its code from eve/notes\\u000a::error::x, not from gin/notes',
      },
    ],
    [
      { name: 'workflow_run', repository: 'gin/notes' },
      {
        kind: 'fork',
        why: 'this workflow_run has its code from a repository that is not named, not from gin/notes',
      },
    ],
    [
      { name: 'pull_request', repository: '', headRepository: '' },
      { kind: 'fork', why: 'this pull_request has its code from , not from ' },
    ],
  ])('%j', (event, refusal) => {
    expect(decideEventRefusal(event)).toEqual(refusal);
  });
});

describe('whether a run deploys', () => {
  const event = {
    ...push,
    ref: 'refs/heads/main',
    repository: 'gin/notes',
    runId: '1',
    runAttempt: '1',
    workflow: '',
    actor: '',
  };
  const hosts = { 'deploy-hosts': 'a@web.example', 'known-hosts': 'web.example ssh-ed25519 AAAA' };

  function decide(
    given: Readonly<Record<string, string>>,
    changes: Partial<DeployQuestion> = {},
  ): unknown {
    const names = new Set(Object.keys(given).filter((name) => given[name] !== ''));
    try {
      return decideDeploy({
        ...{ command: 'ship', inputs: parseDeploy(given)[0], given: names, event },
        ...changes,
      });
    } catch (error) {
      return error instanceof Failure ? error.message : error;
    }
  }

  const fork = { ...event, name: 'pull_request', headRepository: 'eve/notes' };
  const forked = 'this pull_request has its code from eve/notes, not from gin/notes';

  test.each<[string, unknown, unknown]>([
    ['no input of deploy', decide({}), { done: false, reason: 'no deploy-hosts' }],
    [
      'hosts and a fitting event',
      decide(hosts),
      { done: true, value: 'deploy-on: push:{default}' },
    ],
    [
      'another event',
      decide(hosts, { event: { ...event, refName: 'x' } }),
      {
        done: false,
        reason: expect.stringContaining('a push of the branch "x" is none of') as string,
      },
    ],
    [
      'another event, and no secrets',
      decide({ 'deploy-hosts': '', 'ssh-key': 'x' }, { event: { ...event, refName: 'x' } }),
      { done: false, reason: expect.stringContaining('is none of deploy-on') as string },
    ],
    [
      "a fork's pull request that deploy-on names",
      decide({ ...hosts, 'deploy-on': 'pull_request' }, { event: fork }),
      { done: false, reason: forked },
    ],
    [
      "a fork's pull request with command: deploy",
      decide(hosts, { event: fork, command: 'deploy' }),
      `deciding whether to deploy: ${forked}: its code never reaches a server
Try: deploy from a push to a branch of the repository itself, from a tag, or by workflow_dispatch`,
    ],
    [
      'command: status on any event',
      decide(hosts, { command: 'status' }),
      { done: true, value: 'command: status' },
    ],
  ])('with %s', (_what, decided, expected) => {
    expect(decided).toEqual(expected);
  });

  test('empty deploy-hosts beside others is no skip', () => {
    expect(decide({ 'deploy-hosts': '', 'ssh-key': 'x', 'state-path': '/srv/x' })).toBe(
      `reading where to deploy to: 2 inputs are empty, so no server can be reached
  | deploy-hosts: is empty beside ssh-key, state-path; accepted: lines user@host:port
  | known-hosts: is empty; accepted: the lines that \`ssh-keyscan HOST\` prints, compared with the server
Try:
  - a secret or variable that the run may not read is empty: look at its name, at the environment of the job, and for Dependabot at its own secrets
  - to build only, drop the inputs of deploy`,
    );
    expect(decide({}, { command: 'rollback' })).toContain('deploy-hosts: is empty; accepted');
  });

  test('host keys are needed, unless that is loudly said', () => {
    const bare = { 'deploy-hosts': 'a@web.example' };
    expect(decide(bare)).toContain('an input is empty, so no server can be reached');
    expect(decide({ ...bare, 'insecure-skip-host-key': 'true' })).toEqual({
      done: true,
      value: 'deploy-on: push:{default}',
    });
  });
});
