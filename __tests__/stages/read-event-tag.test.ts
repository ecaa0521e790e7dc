import { afterEach, describe, expect, test } from 'vitest';
import type { OtherTag, Version } from '../../src/domain/source/project.ts';
import { type ProjectWorld, goModule, projectWorld, pseudo } from '../fakes/project.ts';
import { commitTree, git, writeTree } from '../fixtures/repository.ts';

let at: ProjectWorld;
afterEach(() => at[Symbol.dispose]());

/** A workspace whose run was started by the tag. */
function startedBy(refName: string): void {
  at = projectWorld({}, { refType: 'tag', refName, ref: `refs/tags/${refName}` });
}

const versionIn = async (folder: string): Promise<Version> =>
  (await at.read({ 'working-directory': folder })).version;

const lines = (kind: string): readonly string[] =>
  at.world.recorded.lines.filter((line) => line.startsWith(kind) && !line.includes('clock'));

/** Modules at the top, in services, below one of them, and of second major versions. */
const several = {
  ...goModule,
  'services/notes/go.mod': 'module example.com/notes\n',
  'services/notes/sub/go.mod': 'module example.com/notes/sub\n',
  'services/other/go.mod': 'module example.com/other\n',
  'services/other/v2/go.mod': 'module example.com/other/v2\n',
  'services/third/v2/go.mod': 'module example.com/third/v2\n',
};

describe('the tag that started the run names the version of its own module only', () => {
  test.each<[tag: string, folder: string, text: string | undefined]>([
    ['services/notes/v1.2.0', 'services/notes', '1.2.0'],
    ['services/notes/v1.2.0', 'services/other', undefined],
    ['services/notes/v1.2.0', 'services/notes/sub', undefined],
    ['services/notes/v1.2.0', '.', undefined],
    ['services/notes/sub/v1.2.0', 'services/notes', undefined],
    ['services/notes/sub/v1.2.0', 'services/notes/sub', '1.2.0'],
    ['services/notes/release/v1.2.0', 'services/other', undefined],
    ['services/notes/release/v1.2.0', 'services/notes', 'release-v1.2.0'],
    ['services/other/v2.3.0', 'services/other/v2', '2.3.0'],
    ['services/other/v2.3.0', 'services/notes', undefined],
    ['services/third/v2.3.0', 'services/notes', undefined],
    ['services/other/v1.3.0', 'services/other/v2', undefined],
    ['services/v1.2.0', 'services/notes', 'services-v1.2.0'],
    ['release/v1.2.0', '.', 'release-v1.2.0'],
    ['release/1.4.0', '.', 'release-1.4.0'],
    ['release/1.4.0', 'services/notes', 'release-1.4.0'],
    ['main.go/v1.2.0', '.', 'main.go-v1.2.0'],
    ['v1.2.0', '.', '1.2.0'],
    ['v1.2.0', 'services/notes', '1.2.0'],
  ])('%s for %s', async (tag, folder, text) => {
    startedBy(tag);
    const hash = commitTree(at.work, several);
    git(at.work, 'tag', tag);
    const version = await versionIn(folder);
    expect(version.text).toBe(text ?? pseudo(hash));
    expect(lines('warning')).toEqual([]);
    expect(lines('info')).toHaveLength(text === undefined ? 1 : 0);
  });

  test('and the log says of which module it is', async () => {
    startedBy('services/notes/v1.2.0');
    commitTree(at.work, several);
    await versionIn('services/other');
    expect(lines('info')).toEqual([
      'info: the tag "services/notes/v1.2.0" is of the module in "services/notes": it does not say the version of this one',
    ]);
  });

  test('and no release of this one is made for it', async () => {
    startedBy('services/notes/v1.2.0');
    commitTree(at.work, several);
    const of = async (folder: string, more = {}): Promise<OtherTag | undefined> =>
      (await at.read({ 'working-directory': folder, ...more })).tagOfOther;
    expect([
      await of('services/other'),
      await of('services/notes'),
      await of('services/other', { version: '1.2.0' }),
    ]).toEqual(['module', undefined, 'module']);
  });

  test('also where a folder of the commit is not checked out', async () => {
    startedBy('services/notes/v1.2.0');
    const hash = commitTree(at.work, several);
    git(at.work, 'sparse-checkout', 'set', '--cone', 'services/other');
    expect((await versionIn('services/other')).text).toBe(pseudo(hash));
  });

  test('and one of its own, on the commit or before it, counts in its place', async () => {
    startedBy('services/notes/v1.2.0');
    commitTree(at.work, several);
    git(at.work, 'tag', 'services/other/v4.0.0');
    expect((await versionIn('services/other')).text).toBe('4.0.0');
    git(at.work, 'commit', '-q', '--allow-empty', '-m', 'more');
    git(at.work, 'tag', 'services/notes/v1.2.0');
    const short = git(at.work, 'rev-parse', '--short=12', 'HEAD');
    expect((await versionIn('services/other')).text).toBe(`4.0.0-1-g${short}`);
  });
});

describe('tags of a module below another one', () => {
  test('are not those of the other, on the commit and after it', async () => {
    at = projectWorld();
    commitTree(at.work, several);
    git(at.work, 'tag', 'services/notes/v1.2.0');
    // git describe prefers this one, as it is annotated.
    git(at.work, 'tag', '-a', '-m', 'x', 'services/notes/sub/v2.0.0');
    const texts = async (): Promise<readonly string[]> => [
      (await versionIn('services/notes')).text,
      (await versionIn('services/notes/sub')).text,
    ];
    expect(await texts()).toEqual(['1.2.0', '2.0.0']);
    git(at.work, 'commit', '-q', '--allow-empty', '-m', 'more');
    const short = git(at.work, 'rev-parse', '--short=12', 'HEAD');
    expect(await texts()).toEqual([`1.2.0-1-g${short}`, `2.0.0-1-g${short}`]);
  });

  test('do not describe the other, however near they are', async () => {
    at = projectWorld();
    commitTree(at.work, several);
    git(at.work, 'tag', 'services/notes/v1.2.0');
    git(at.work, 'commit', '-q', '--allow-empty', '-m', 'more');
    git(at.work, 'tag', 'services/notes/sub/v2.0.0');
    const short = git(at.work, 'rev-parse', '--short=12', 'HEAD');
    expect((await versionIn('services/notes')).text).toBe(`1.2.0-1-g${short}`);
  });

  test('of a major version are those without its folder', async () => {
    at = projectWorld();
    commitTree(at.work, several);
    git(at.work, 'tag', 'services/other/v2.3.0');
    git(at.work, 'commit', '-q', '--allow-empty', '-m', 'more');
    const short = git(at.work, 'rev-parse', '--short=12', 'HEAD');
    expect((await versionIn('services/other/v2')).text).toBe(`2.3.0-1-g${short}`);
  });
});

describe('a tag that is not on what is checked out', () => {
  const warning = (tag: string, here: string, there: string): string =>
    `warning: the version is that of the tag "${tag}", but ${here.slice(0, 12)} is checked out and the tag is on ${there.slice(0, 12)}; ` +
    'leave `ref` of actions/checkout out, so that the commit of the tag is built, or give the input `version`';

  test.each([[[]], [['-a', '-m', 'annotated']]])('is told: git tag %j', async (flags) => {
    startedBy('v1.4.0');
    const there = commitTree(at.work, goModule);
    git(at.work, 'tag', ...flags, 'v1.4.0');
    git(at.work, 'commit', '-q', '--allow-empty', '-m', 'more');
    const here = git(at.work, 'rev-parse', 'HEAD');
    expect(await versionIn('.')).toEqual({ text: '1.4.0', from: 'tag v1.4.0' });
    expect(lines('warning')).toEqual([warning('v1.4.0', here, there)]);
  });

  test.each([
    ['that git does not know is not told', 'v9.0.0', {}],
    ['is not told where the version is given', 'v1.4.0', { version: '7' }],
  ])('%s', async (_what, tag, given) => {
    startedBy(tag);
    commitTree(at.work, goModule);
    git(at.work, 'tag', 'v1.4.0');
    git(at.work, 'commit', '-q', '--allow-empty', '-m', 'more');
    await at.read(given);
    expect(lines('warning')).toEqual([]);
  });

  test('is not told where it is on it, annotated', async () => {
    startedBy('v1.4.0');
    commitTree(at.work, goModule);
    git(at.work, 'tag', '-a', '-m', 'x', 'v1.4.0');
    await versionIn('.');
    expect(lines('warning')).toEqual([]);
  });
});

test('without a repository the tag that started the run is the version', async () => {
  startedBy('v1.4.0');
  writeTree(at.work, goModule);
  expect(await versionIn('.')).toEqual({ text: '1.4.0', from: 'tag v1.4.0' });
});

test('a name that git would take for something else is only a name', async () => {
  startedBy('v1/$(touch${IFS}x)/--format=%H');
  commitTree(at.work, goModule);
  expect((await versionIn('.')).text).toBe('1-touch-IFS-x---format-H');
  expect(lines('warning')).toEqual([]);
  expect(await at.world.files.list(at.work)).toEqual(['.git', 'go.mod', 'main.go']);
});
