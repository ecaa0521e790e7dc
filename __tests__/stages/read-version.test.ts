import * as fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ProjectWorld, behind, goModule, projectWorld, pseudo } from '../fakes/project.ts';
import { commitTree, git, writeTree } from '../fixtures/repository.ts';

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

describe('the version', () => {
  test('comes from the tag that started the run', async () => {
    renew({}, { refType: 'tag', refName: 'v1.4.0-rc.1' });
    commitTree(at.work, goModule);
    git(at.work, 'tag', 'v9.0.0');
    expect((await at.read()).version).toEqual({ text: '1.4.0-rc.1', from: 'tag v1.4.0-rc.1' });
  });

  test('comes from the highest tag on the commit, annotated or not', async () => {
    commitTree(at.work, goModule);
    for (const tag of ['v1.9.0', 'v1.10.0', 'latest', 'odd/v7.0.0']) git(at.work, 'tag', tag);
    git(at.work, 'tag', '-a', '-m', 'x', 'v1.2.0');
    expect((await at.read()).version).toEqual({ text: '1.10.0', from: 'tag v1.10.0' });
  });

  test('comes from git describe after a tag', async () => {
    commitTree(at.work, goModule);
    git(at.work, 'tag', 'v1.4.0');
    git(at.work, 'commit', '-q', '--allow-empty', '-m', 'more');
    const hash = git(at.work, 'rev-parse', 'HEAD');
    expect((await at.read()).version).toEqual({
      text: `1.4.0-1-g${hash.slice(0, 12)}`,
      from: 'git describe: no tag on this commit',
    });
  });

  test('of a module in a subfolder is described by its own tags, not by newer ones of others', async () => {
    commitTree(at.work, { 'svc/[a]/go.mod': 'module example.com/a\n', 'b/go.mod': 'module b\n' });
    git(at.work, 'tag', 'svc/a/v7.0.0');
    for (const tag of ['v2.0.0', 'b/v3.0.0']) {
      git(at.work, 'commit', '-q', '--allow-empty', '-m', tag);
      git(at.work, 'tag', tag);
    }
    git(at.work, 'commit', '-q', '--allow-empty', '-m', 'more');
    const short = git(at.work, 'rev-parse', '--short=12', 'HEAD');
    const textIn = async (folder: string): Promise<string> =>
      (await at.read({ 'working-directory': folder })).version.text;
    expect(await textIn('svc/[a]')).toBe(`2.0.0-2-g${short}`);
    expect(await textIn('b')).toBe(`3.0.0-1-g${short}`);
  });

  test('of a shallow clone without tags says how to get them', async () => {
    const origin = `${at.world.folder}/origin`;
    commitTree(origin, goModule);
    git(origin, 'tag', 'v1.0.0');
    git(origin, 'commit', '-q', '--allow-empty', '-m', 'more');
    git(at.world.folder, 'clone', '-q', '--depth=1', '--no-tags', `file://${origin}`, 'work');
    expect((await at.read()).version).toEqual({
      text: pseudo(git(at.work, 'rev-parse', 'HEAD')),
      from: 'pseudo-version: the clone is shallow and has no tag; `fetch-depth: 0` of actions/checkout brings them',
    });
  });

  test('of a hostile tag is harmless, and the tag runs nothing', async () => {
    renew({}, { refType: 'tag', refName: 'v1.0/$(touch${IFS}owned)' });
    commitTree(at.work, goModule);
    git(at.work, 'tag', 'v1.0/$(touch${IFS}owned)');
    const { version } = await at.read();
    expect(version.text).toBe('1.0-touch-IFS-owned');
    expect(fs.existsSync(`${at.work}/owned`)).toBe(false);
  });

  test('of a tag of 240 characters is refused', async () => {
    commitTree(at.work, goModule);
    git(at.work, 'tag', `v1.0.0-${'x'.repeat(233)}`);
    await expect(at.read()).rejects.toThrow(
      'finding the version: the tag gives a version of 239 characters; 100 are the most',
    );
  });
});

describe('a working tree that differs from its commit', () => {
  test('is told with its paths, renamed ones by both names', async () => {
    commitTree(at.work, {
      ...goModule,
      'old.go': 'package main // a long enough line\n',
      'gone.go': '',
    });
    git(at.work, 'mv', 'old.go', 'new name.go');
    fs.rmSync(`${at.work}/gone.go`);
    writeTree(at.work, { 'main.go': 'package main\n\n', '笔记.txt': '' });
    const { commit, version } = await at.read();
    expect([commit?.dirty, version.text]).toEqual([true, `${pseudo(commit?.hash ?? '')}+dirty`]);
    expect(at.warnings()).toEqual([
      behind,
      'warning: the working tree differs from its commit, so the version says dirty: ' +
        'gone.go, main.go, new name.go, old.go, 笔记.txt; commit the change, or have git ignore what an earlier step made',
    ]);
  });

  test('is told in a few words where there is much', async () => {
    commitTree(at.work, goModule);
    writeTree(
      at.work,
      Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((name) => [`${name}.txt`, ''])),
    );
    await at.read();
    expect(at.warnings().join('\n')).toContain(
      '1.txt, 2.txt, 3.txt, 4.txt, 5.txt and 2 more; commit',
    );
  });

  test('is not what git ignores', async () => {
    commitTree(at.work, { ...goModule, '.gitignore': '*.db\n' });
    writeTree(at.work, { 'user.db': '' });
    expect((await at.read()).commit?.dirty).toBe(false);
  });

  test('is only looked at: not even the index is written', async () => {
    commitTree(at.work, goModule);
    fs.utimesSync(`${at.work}/main.go`, 1, 1);
    const before = fs.readFileSync(`${at.work}/.git/index`);
    await at.read();
    expect(fs.readFileSync(`${at.work}/.git/index`).equals(before)).toBe(true);
  });
});
