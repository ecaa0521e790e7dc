import { execFileSync } from 'node:child_process';
import {
  chmodSync,
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
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

describe('a file is opened to read parts of it', () => {
  const sizeOf = (name: string): Promise<number | undefined> =>
    disk.withFile(`${folder}/${name}`, async ({ size }) => size);

  test('where it is one', async () => {
    const middle = disk.withFile(`${folder}/b/c/big`, (file) =>
      file.read({ offset: 999_998, length: 9 }),
    );
    expect([await sizeOf('b/c/big'), String(await middle)]).toEqual([1_000_000, 'xx']);
  });

  test('and nothing else is: no folder, no link, no pipe, nothing that is not there', async () => {
    execFileSync('mkfifo', [`${folder}/pipe`]);
    symlinkSync('b', `${folder}/current`);
    symlinkSync('a', `${folder}/other-name`);
    symlinkSync('/gone/x', `${folder}/dangling`);
    symlinkSync('pipe', `${folder}/in`);
    const names = ['b', 'link', 'current', 'other-name', 'dangling', 'pipe', 'in', 'gone', 'a/b'];
    expect(await Promise.all(names.map(sizeOf))).toEqual(names.map(() => undefined));
  });

  test('nor one that may not be read', async () => {
    chmodSync(folder, 0o755);
    chmodSync(`${folder}/a`, 0o200);
    expect(await asAnother(() => sizeOf('a'))).toBeUndefined();
    chmodSync(`${folder}/a`, 0o644);
    expect(await asAnother(() => sizeOf('a'))).toBe(1);
  });

  test('what goes wrong with it then is told', async () => {
    const broken = disk.withFile(`${folder}/a`, () => Promise.reject(new Error('broken')));
    await expect(broken).rejects.toThrow('broken');
  });
});

/** Root may read all. */
async function asAnother<T>(act: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return act();
  process.seteuid?.(65_534);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

test('the room that is left is told', async () => {
  const { bytes, files } = await disk.room(folder);
  expect([bytes > 1_000_000, files === undefined || files > 1000]).toEqual([true, true]);
});
