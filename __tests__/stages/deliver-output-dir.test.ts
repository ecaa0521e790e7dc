import * as fs from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { checkOutputDir } from '../../src/stages/output-dir.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { commitTree, git, projectOf, writeTree } from '../fixtures/repository.ts';
import { smallDisk } from '../fixtures/small-disk.ts';

let world: FakeWorld;
let root = '';

beforeEach(() => {
  world = fakeWorld();
  root = `${world.folder}/work`;
  fs.mkdirSync(root);
});
afterEach(() => world[Symbol.dispose]());

/** With their types, Node.js follows no links; one of them leads round in a circle. */
function listing(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
}

async function check(outputDir: string, subfolder = '.'): Promise<string> {
  return checkOutputDir(world, { project: projectOf(root, undefined, subfolder), outputDir });
}

test.each([
  ['absent', {}, 'dist', 'dist'],
  ['deep and absent', {}, './out/a/b/', 'out/a/b'],
  ['beside the module', { 'app/go.mod': '' }, '../dist', 'dist'],
  ['kept by git', { 'app/dist/.gitkeep': '' }, 'dist', 'app/dist'],
  ['with our .gitignore only', { 'app/dist/.gitignore': '*\n' }, 'dist', 'app/dist'],
])(
  'a folder that is %s may be output-dir, and the check leaves no trace',
  async (_, tree, outputDir, expected) => {
    writeTree(root, tree);
    const before = listing(root);
    const subfolder = Object.keys(tree).length > 0 ? 'app' : '.';
    expect(await check(outputDir, subfolder)).toBe(`${root}/${expected}`);
    expect(listing(root)).toEqual(before);
  },
);

test('an empty folder may be output-dir and stays', async () => {
  fs.mkdirSync(`${root}/dist`);
  expect(await check('dist')).toBe(`${root}/dist`);
  expect(listing(root)).toEqual(['dist']);
});

test('an absolute path outside of the workspace may be output-dir', async () => {
  expect(await check(`${world.folder}/elsewhere/dist`)).toBe(`${world.folder}/elsewhere/dist`);
  expect(fs.existsSync(`${world.folder}/elsewhere`)).toBe(false);
});

test('git sees nothing of the check', async () => {
  commitTree(root, { 'go.mod': '' });
  await check('dist');
  expect(git(root, 'status', '--porcelain')).toBe('');
});

test.each([
  ['.', "is the module's own folder", ['give a folder of its own, such as dist']],
  ['../', "is the repository's top folder", ['give a folder of its own, such as dist']],
  ['../..', "holds the module's own folder", ['give a folder of its own, such as dist']],
  ['../.git/x', 'lies in a .git folder', ['give a folder of its own, such as dist']],
  [
    'static/dist',
    'lies in static/, which is packed into the archives',
    ['give a folder of its own, such as dist'],
  ],
  ['main.go', 'is no folder', ['remove it, or give another output-dir']],
  [
    'C:\\out',
    'is a path of Windows, and this runner is none',
    ['give a folder seen from the one of go.mod, such as dist'],
  ],
  ['linked', 'is a symbolic link', ['name the folder that it points to']],
  ['around/app', "is the module's own folder", ['give a folder of its own, such as dist']],
  [
    'cmd',
    'is not empty, and no manifest shows that gin-ship made what is there: main.go',
    ['move them away', 'or give another output-dir'],
  ],
  [
    'main.go/dist',
    'cannot be written to (ENOTDIR)',
    ['let the runner write there, or give another output-dir'],
  ],
])('%s is refused before anything is built', async (outputDir, happened, attempt) => {
  commitTree(root, {
    'app/go.mod': '',
    'app/main.go': '',
    'app/cmd/main.go': '',
    'app/static/a': '',
    'app/linked': { to: 'cmd' },
    'app/around': { to: '..' },
  });
  const before = listing(root);
  const failure = await check(outputDir, 'app').catch((error: unknown) => error);
  const { cause: _, ...facts } = failure instanceof Failure ? failure.facts : { cause: failure };
  expect(facts).toEqual({
    doing: 'looking at output-dir',
    happened: expect.stringContaining(` ${happened}`) as string,
    attempt,
    code: 'output-dir',
  });
  expect(listing(root)).toEqual(before);
});

test('a repository in it makes it a stranger', async () => {
  fs.mkdirSync(`${root}/dist/.git`, { recursive: true });
  await expect(check('dist')).rejects.toThrow('is not empty');
});

test('a read-only folder is told before anything is built', async () => {
  using disk = smallDisk('64k');
  fs.mkdirSync(`${disk.folder}/dist`);
  disk.makeReadOnly();
  await expect(check(`${disk.folder}/dist`)).rejects.toThrow(
    `${disk.folder}/dist cannot be written to (EROFS)`,
  );
  await expect(check(`${disk.folder}/other/dist`)).rejects.toThrow('cannot be written to');
});
