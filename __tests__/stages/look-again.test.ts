import * as fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { childEnv, withGitTrust } from '../../src/domain/child-env.ts';
import { lookAgain } from '../../src/stages/look-again.ts';
import { type ProjectWorld, goModule, projectWorld } from '../fakes/project.ts';
import { type Tree, commitTree, writeTree } from '../fixtures/repository.ts';

let at: ProjectWorld;
beforeEach(() => {
  at = projectWorld();
});
afterEach(() => at[Symbol.dispose]());

const committed: Tree = {
  ...goModule,
  'config/prod.yaml': 'a: 1\n',
  'R.txt': '',
  '.gitignore': '*.log\n',
};

/** Reads the project, lets a test happen, and looks again; what was warned of then. */
async function after(
  happens: () => void,
  check: 'none' | 'vet' | 'test' = 'test',
): Promise<readonly string[]> {
  const project = await at.read();
  const before = at.warnings().length;
  happens();
  await lookAgain(at.world, { project, check, env: withGitTrust(childEnv(at.world.runner.env)) });
  return at.warnings().slice(before);
}

const left = (names: string): string =>
  `warning: not there when the project was read, and not in git: ${names}; none of it is packed, and the version does not say dirty, but what //go:embed or a package finds there is built in; let tests write to t.TempDir(), and keep caches out of the workspace`;

test('where nothing happened nothing is said', async () => {
  commitTree(at.work, committed);
  expect(await after(() => undefined)).toEqual([]);
});

test('what git ignores is not told', async () => {
  commitTree(at.work, committed);
  expect(await after(() => writeTree(at.work, { 'a.log': '' }))).toEqual([]);
});

test('what a test left is one warning', async () => {
  commitTree(at.work, committed);
  const happens = (): void => writeTree(at.work, { 'left.db': '', 'static/a': '', 'static/b': '' });
  expect(await after(happens)).toEqual([left('left.db, static/')]);
});

test('of much that was left a few names are told', async () => {
  commitTree(at.work, committed);
  const names = [1, 2, 3, 4, 5, 6, 7].map((name) => [`${name}.txt`, '']);
  expect(await after(() => writeTree(at.work, Object.fromEntries(names) as Tree))).toEqual([
    left('1.txt, 2.txt, 3.txt, 4.txt, 5.txt and 2 more'),
  ]);
});

test('what was there before is not told again', async () => {
  commitTree(at.work, committed);
  writeTree(at.work, { 'mine.txt': '', 'main.go': 'package main // mine\n' });
  expect(await after(() => writeTree(at.work, { 'left.db': '' }))).toEqual([left('left.db')]);
});

describe('a file of the commit that is not what it was is a failure', () => {
  const change = (): void => writeTree(at.work, { 'config/prod.yaml': 'a: 2\n' });

  test('with what to do about the tests', async () => {
    commitTree(at.work, committed);
    await expect(after(change)).rejects.toThrow(
      'looking at the working tree before the build: go test changed config/prod.yaml\n' +
        'Try:\n' +
        '  - let tests write to t.TempDir() only; `git diff` after `go test ./...` shows what they change\n' +
        '  - `check: vet` builds without running them',
    );
  });

  test('where it was removed, and where other things differed before', async () => {
    commitTree(at.work, committed);
    writeTree(at.work, { 'main.go': 'package main // mine\n' });
    const remove = (): void => fs.rmSync(`${at.work}/R.txt`);
    await expect(after(remove)).rejects.toThrow('go test changed R.txt\n');
  });

  test('where no test ran', async () => {
    commitTree(at.work, committed);
    await expect(after(change, 'vet')).rejects.toThrow(
      /^looking at the working tree before the build: something changed config\/prod\.yaml\nTry: let tests/,
    );
  });
});

test('without a repository there is nothing to look at', async () => {
  writeTree(at.work, committed);
  expect(await after(() => writeTree(at.work, { 'left.db': '' }))).toEqual([]);
});
