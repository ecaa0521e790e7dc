import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDisk } from '../../../src/adapters/service/disk.ts';

const disk = createDisk();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-disk-use-'));
  mkdirSync(`${folder}/b/c`, { recursive: true });
  writeFileSync(`${folder}/b/c/big`, Buffer.alloc(1_000_000, 'x'));
  writeFileSync(`${folder}/a`, 'x');
  symlinkSync('/usr', `${folder}/link`);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what files take is counted, not what holes seem to take, nor what links lead to', async () => {
  const before = await disk.usage([folder], 100);
  expect(before.bytes).toBeGreaterThan(1_000_000);
  expect(before.bytes).toBeLessThan(1_100_000);
  writeFileSync(`${folder}/holes`, '');
  truncateSync(`${folder}/holes`, 2 ** 40);
  const after = await disk.usage([folder, `${folder}/gone`], 100);
  expect([after.entries, after.complete]).toEqual([before.entries + 1, true]);
  expect(after.bytes - before.bytes).toBeLessThan(10_000);
});

test('counting ends where it was told to', async () => {
  expect(await disk.usage([folder], 5)).toMatchObject({ entries: 5, complete: true });
  expect(await disk.usage([folder], 2)).toMatchObject({ entries: 2, complete: false });
  expect(await disk.usage([], 0)).toEqual({ bytes: 0, entries: 0, complete: true });
});

test('files and links are listed by path, and a write shows though it hides itself', async () => {
  const { files, complete } = await disk.listing(folder, 100);
  const names = ['a', 'b/c/big', 'link'].map((name) => `${folder}/${name}`);
  expect([files.map(({ path }) => path), complete]).toEqual([names, true]);
  const [before] = files;
  writeFileSync(`${folder}/a`, 'y');
  utimesSync(`${folder}/a`, 1, (before?.mtimeMs ?? 0) / 1000);
  const [after] = (await disk.listing(folder, 100)).files;
  expect([after?.size, after?.path]).toEqual([before?.size, before?.path]);
  expect(after?.ctimeMs).toBeGreaterThan(before?.ctimeMs ?? Infinity);
});

test('listing ends where it was told to, and of what is not there it is empty', async () => {
  const { files, complete } = await disk.listing(folder, 2);
  expect([files.length, complete]).toEqual([2, false]);
  expect(await disk.listing(`${folder}/gone`, 2)).toEqual({ files: [], complete: true });
});

test('the room that is left is told', async () => {
  expect(await disk.free(folder)).toBeGreaterThan(1_000_000);
});
