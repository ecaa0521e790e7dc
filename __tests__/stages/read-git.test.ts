import * as fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withGitTrust } from '../../src/domain/child-env.ts';
import { type GitFacts, readGit } from '../../src/stages/read-git.ts';
import { goModule, projectWorld, timeSeconds } from '../fakes/project.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { commitTree, git, gitEnv, writeTree } from '../fixtures/repository.ts';

let world: FakeWorld;
let work: string;
beforeEach(() => {
  world = fakeWorld();
  work = `${world.folder}/work`;
});
afterEach(() => world[Symbol.dispose]());

function read(dir = work, env: Record<string, string> = {}): Promise<GitFacts | undefined> {
  return readGit(world, dir, withGitTrust({ ...gitEnv, ...env }));
}

const hostile = 'v1.0/$(touch${IFS}x)';
const long = `v1.0.0-${'x'.repeat(243)}`;

describe('a hostile tag', () => {
  beforeEach(() => {
    commitTree(work, goModule);
    git(work, 'update-ref', 'refs/tags/-leading', 'HEAD');
    for (const tag of [hostile, `\`touch\${IFS}x\`;touch\${IFS}x`, '--format=x', long, '标签']) {
      git(work, 'update-ref', `refs/tags/${tag}`, 'HEAD');
    }
  });

  test('is read whole, on the commit', async () => {
    const facts = await read();
    expect(facts?.tagsHere.toSorted()).toEqual(
      [
        '--format=x',
        '-leading',
        `\`touch\${IFS}x\`;touch\${IFS}x`,
        hostile,
        long,
        '标签',
      ].toSorted(),
    );
    expect(long).toHaveLength(250);
  });

  test('is read whole, further back', async () => {
    for (const tag of [hostile, `\`touch\${IFS}x\`;touch\${IFS}x`, '--format=x', long, '标签']) {
      git(work, 'update-ref', '-d', `refs/tags/${tag}`);
    }
    git(work, 'commit', '-q', '--allow-empty', '-m', 'more');
    const facts = await read();
    expect(facts?.tagsHere).toEqual([]);
    expect(facts?.describe).toBe(`-leading-1-g${facts?.hash.slice(0, 12)}`);
  });

  test('runs nothing', async () => {
    await read();
    expect(fs.readdirSync(work).sort()).toEqual(['.git', 'go.mod', 'main.go']);
  });
});

test.each([
  ['-leading', 'leading'],
  ['--format=x', 'format-x'],
  ['v1.2.3;$(touch${IFS}x)', '1.2.3-touch-IFS-x'],
  ['`touch${IFS}x`', 'touch-IFS-x'],
])('a tag %s on the commit gives the version %s', async (tag, version) => {
  using at = projectWorld();
  commitTree(at.work, goModule);
  git(at.work, 'update-ref', `refs/tags/${tag}`, 'HEAD');
  expect((await at.read()).version).toEqual({ text: version, from: `tag ${tag}` });
  expect(fs.readdirSync(at.work).sort()).toEqual(['.git', 'go.mod', 'main.go']);
});

describe('whatever settings git has, the facts are the same', () => {
  const settings = [
    'color.ui=always',
    'column.ui=always',
    'core.abbrev=40',
    'core.quotePath=true',
    'diff.renames=copies',
    'format.pretty=fuller',
    'log.date=relative',
    'log.decorate=full',
    'log.showSignature=true',
    'status.branch=true',
    'status.relativePaths=true',
    'status.short=true',
    'tag.sort=-refname',
  ];

  test.each([[settings], [['status.showUntrackedFiles=no']], [['status.showUntrackedFiles=all']]])(
    '%j',
    async (given) => {
      const hash = commitTree(work, { ...goModule, 'svc/go.mod': 'module svc\n', 'R old': 'a\n' });
      for (const tag of ['v1.0.0', 'v1.1.0', 'v1.2.0', 'x']) git(work, 'tag', tag);
      git(work, 'mv', 'R old', 'R new');
      writeTree(work, {
        'main.go': 'package main // more\n',
        '笔记.txt': '',
        'new/a': '',
        'new/b': '',
      });
      for (const setting of given) git(work, 'config', ...setting.split('='));
      const facts = await read(`${work}/svc`);
      expect({ ...facts, tagsHere: facts?.tagsHere.toSorted() }).toEqual({
        root: work,
        subfolder: 'svc',
        hash,
        timeSeconds,
        differences: [
          { path: 'R new', tracked: true, gone: false },
          { path: 'R old', tracked: true, gone: true },
          { path: 'main.go', tracked: true, gone: false },
          { path: 'new/', tracked: false, gone: false },
          { path: '笔记.txt', tracked: false, gone: false },
        ],
        tagsHere: ['v1.0.0', 'v1.1.0', 'v1.2.0', 'x'],
        describe: expect.stringMatching(/^(?:v1\.[012]\.0|x)$/) as string,
        shallow: false,
      });
    },
  );
});

/** A program that is called git and comes first on PATH. */
function fakeGit(script: string): Record<string, string> {
  writeTree(world.folder, { 'bin/git': { program: `#!/bin/sh\n${script}\n` } });
  return { PATH: `${world.folder}/bin:${process.env['PATH']}` };
}

const realGit = `PATH='${process.env['PATH']}' exec git "$@"`;

test('the module lies where git says, also where git spells the root in another way', async () => {
  commitTree(work, { 'svc/go.mod': 'module svc\n' });
  fs.symlinkSync('work', `${world.folder}/other`);
  const env = fakeGit(
    `PATH='${process.env['PATH']}'; git "$@" | sed 's:^${work}$:${world.folder}/other:'`,
  );
  expect(await read(`${work}/svc`, env)).toMatchObject({
    root: `${world.folder}/other`,
    subfolder: 'svc',
  });
});

describe('a repository whose git does not answer is a failure', () => {
  beforeEach(() => commitTree(work, { 'svc/go.mod': 'module svc\n' }));

  test('where there is no git', async () => {
    await expect(read(`${work}/svc`, { PATH: '/none' })).rejects.toThrow(
      'asking git about the commit: there is a repository, but git did not start (ENOENT)\n' +
        `  folder: ${work}/svc\n` +
        'Try: install git before this step; without it version and time of the commit are not known',
    );
  });

  test('where git refuses, with what it says and what to try', async () => {
    const env = fakeGit('echo "fatal: detected dubious ownership" >&2; exit 128');
    await expect(read(`${work}/svc`, env)).rejects.toThrow(
      'asking git about the commit: there is a repository, but git refused (exit code 128)\n' +
        `  folder: ${work}/svc\n` +
        '  | fatal: detected dubious ownership\n' +
        'Try:\n' +
        '  - where it speaks of ownership, run before: git config --global --add safe.directory "$GITHUB_WORKSPACE"\n' +
        '  - else check out again with actions/checkout; git must be 2.18 or newer',
    );
  });

  test.each(['status', 'for-each-ref', 'show'])('where only git %s fails', async (verb) => {
    const env = fakeGit(`[ "$1" = ${verb} ] && { echo broken >&2; exit 1; }\n${realGit}`);
    await expect(read(work, env)).rejects.toThrow('git refused (exit code 1)\n');
  });

  test('where the commit is gone', async () => {
    const hash = git(work, 'rev-parse', 'HEAD');
    fs.rmSync(`${work}/.git/objects/${hash.slice(0, 2)}/${hash.slice(2)}`);
    await expect(read()).rejects.toThrow('git refused (exit code 128)\n');
  });
});

describe('nothing is said and nothing is known', () => {
  test.each([
    ['outside of any repository', {}],
    ['without a repository and without git', { PATH: '/none' }],
  ])('%s', async (_what, env) => {
    writeTree(work, goModule);
    expect(await read(work, env)).toBe(undefined);
    expect(world.recorded.lines).toEqual([]);
  });
});

test('in a repository without a commit nothing is known, and that is told', async () => {
  writeTree(work, goModule);
  git(work, 'init', '-q');
  expect(await read()).toBe(undefined);
  expect(world.recorded.lines).toEqual([
    'warning: the git repository has no commit yet, so that version and time do not come from one; commit first',
  ]);
});
