import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFiles } from '../../src/adapters/files.ts';
import { writeTree } from '../fixtures/repository.ts';

const files = createFiles('/none');

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gin-ship-glob-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tree = {
  'go.sum': '',
  'svc/go.sum': '',
  'svc/a.txt': '',
  'svc/.hidden': '',
  'svc/deep/er/b.txt': '',
  '笔记 1.txt': '',
};

test.each<[string, string[]]>([
  ['go.sum', ['go.sum']],
  ['./go.sum', ['go.sum']],
  ['**/go.sum', ['go.sum', 'svc/go.sum']],
  ['svc', ['svc/.hidden', 'svc/a.txt', 'svc/deep/er/b.txt', 'svc/go.sum']],
  ['svc/*.txt', ['svc/a.txt']],
  ['svc/../go.sum', ['go.sum']],
  ['*.txt', ['笔记 1.txt']],
  ['svc/[ab].txt', ['svc/a.txt']],
  ['none/**', []],
])('%s finds %j, files only', async (pattern, expected) => {
  for (const name of ['plain', 'odd [x] *?{a,b}']) {
    const root = `${folder}/${name}`;
    writeTree(root, tree);
    const found = await files.glob(root, [pattern]);
    expect(found).toEqual(expected.map((path) => `${root}/${path}`));
  }
});

test('a pattern with ! takes out again', async () => {
  writeTree(folder, tree);
  expect(await files.glob(folder, ['**/go.sum', '!svc/**'])).toEqual([`${folder}/go.sum`]);
});

test('an absolute pattern stays what it is', async () => {
  writeTree(folder, tree);
  const root = `${folder}/svc`;
  expect(await files.glob(root, [`${folder}/go.sum`])).toEqual([`${folder}/go.sum`]);
  expect(await files.glob(root, ['../go.sum'])).toEqual([`${folder}/go.sum`]);
});
