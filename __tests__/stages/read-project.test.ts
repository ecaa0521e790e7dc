import * as fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type ProjectWorld,
  behind,
  goModule,
  projectWorld,
  pseudo,
  timeSeconds,
} from '../fakes/project.ts';
import { asRoot } from '../fixtures/as-root.ts';
import { type Tree, commitTree, git, writeTree } from '../fixtures/repository.ts';

let at: ProjectWorld;
beforeEach(() => {
  at = projectWorld();
});
afterEach(() => at[Symbol.dispose]());

/** The same with another environment or event. */
function renew(...how: Parameters<typeof projectWorld>): void {
  at[Symbol.dispose]();
  at = projectWorld(...how);
}

const times = {
  timestamp: '20261122-1351',
  timestampFrom: 'commit time',
  mtimeSeconds: timeSeconds,
  date: '2026-11-22T13:51:06Z',
};

test('a module at the top of its repository', async () => {
  const hash = commitTree(at.work, goModule);
  expect(await at.read()).toEqual({
    dir: at.work,
    root: at.work,
    subfolder: '.',
    module: 'example.com/notes',
    name: 'notes',
    vendored: false,
    commit: { hash, timeSeconds, dirty: false },
    version: { text: pseudo(hash), from: 'pseudo-version: no tag leads to this commit' },
    ...times,
  });
  expect(at.warnings()).toEqual([behind]);
});

test('a module in a subfolder, in a path with spaces and Chinese characters', async () => {
  const tree: Tree = { 'my services/笔记/go.mod': 'module example.com/笔记/notes // x\n' };
  const hash = commitTree(at.work, tree);
  git(at.work, 'tag', 'v9.0.0');
  git(at.work, 'tag', 'my-other/v3.0.0');
  const project = await at.read({ 'working-directory': 'my services/笔记/' });
  expect(project).toMatchObject({
    dir: `${at.work}/my services/笔记`,
    root: at.work,
    subfolder: 'my services/笔记',
    module: 'example.com/笔记/notes',
    commit: { hash },
    version: { text: '9.0.0', from: 'tag v9.0.0' },
  });
});

test('a workspace that is a link still has its module where it is', async () => {
  commitTree(`${at.world.folder}/real`, { 'svc/go.mod': 'module example.com/notes\n' });
  fs.rmdirSync(at.work);
  fs.symlinkSync('real', at.work);
  expect(await at.read({ 'working-directory': 'svc' })).toMatchObject({
    dir: `${at.work}/svc`,
    root: `${at.world.folder}/real`,
    subfolder: 'svc',
  });
});

test('a repository that another user owns is trusted, without touching anybody’s settings', async () => {
  const hash = commitTree(at.work, goModule);
  const own = `${process.getuid?.()}:${process.getgid?.()}`;
  asRoot('chown', '-R', '65534:65534', at.work);
  try {
    expect((await at.read()).commit?.hash).toBe(hash);
  } finally {
    asRoot('chown', '-R', own, at.work);
  }
  expect(at.world.runner.env['GIT_CONFIG_COUNT']).toBe(undefined);
});

describe('without a commit', () => {
  const without = {
    subfolder: '.',
    module: 'example.com/notes',
    name: 'notes',
    vendored: false,
    version: { text: '0.0.0', from: 'no commit in git and no input version' },
  };

  test('the clock gives the time', async () => {
    writeTree(at.work, goModule);
    expect(await at.read()).toEqual({
      ...without,
      dir: at.work,
      root: at.work,
      timestamp: '20261122-1351',
      timestampFrom: 'now: there is no commit in git',
      mtimeSeconds: timeSeconds - 6,
      date: '2026-11-22T13:51:00Z',
    });
    expect(at.warnings()).toEqual([]);
  });

  test('SOURCE_DATE_EPOCH gives it where it is a number', async () => {
    for (const [value, from] of [
      ['1700000000', 'SOURCE_DATE_EPOCH'],
      ['soon', 'now: there is no commit in git'],
    ] as const) {
      renew({ SOURCE_DATE_EPOCH: value });
      writeTree(at.work, goModule);
      expect((await at.read()).timestampFrom).toBe(from);
    }
  });

  test('a repository in which nothing was committed counts as none, with a warning', async () => {
    git(at.work, 'init', '-q');
    writeTree(at.work, goModule);
    expect(await at.read()).toMatchObject({ ...without, root: at.work });
    expect(at.warnings()).toEqual([
      'warning: the git repository has no commit yet, so that version and time do not come from one; commit first',
    ]);
  });

  test('a machine without git counts as none where there is no repository', async () => {
    renew({ PATH: '/none' });
    writeTree(at.work, goModule);
    expect(await at.read()).toMatchObject(without);
    expect(at.warnings()).toEqual([]);
  });

  test('a repository on a machine without git is a failure', async () => {
    renew({ PATH: '/none' });
    commitTree(at.work, goModule);
    await expect(at.read({ version: '1.0.0' })).rejects.toThrow('git did not start (ENOENT)');
  });
});

test('a name that is cut is told once, and not where the input says it', async () => {
  commitTree(at.work, { 'go.mod': 'module example.com/notification-service-internal\n' });
  const name = 'notification-service-int';
  expect((await at.read()).name).toBe(name);
  expect(at.warnings().filter((line) => line.includes('becomes'))).toEqual([
    `warning: notification-service-internal is longer than 24 characters and becomes ${name}, as would another name that begins so; say which it is to be: \`name: ${name}\``,
  ]);
  at.world.recorded.lines.length = 0;
  await at.read({ name });
  expect(at.warnings().filter((line) => line.includes('becomes'))).toEqual([]);
});

test('inputs win: name and version', async () => {
  commitTree(at.work, goModule);
  git(at.work, 'tag', 'v1.0.0');
  expect(await at.read({ name: 'app', version: 'v7' })).toMatchObject({
    name: 'app',
    version: { text: '7', from: 'input version' },
  });
});
