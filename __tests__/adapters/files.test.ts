import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFiles } from '../../src/adapters/files.ts';
import { writeTree } from '../fixtures/repository.ts';
import { smallDisk } from '../fixtures/small-disk.ts';

let folder: string;
const files = createFiles(join(tmpdir(), `gin-ship-temp-${process.pid}`));

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'gin-ship-files-')));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.rmSync(join(tmpdir(), `gin-ship-temp-${process.pid}`), { recursive: true, force: true });
});

describe('looking', () => {
  test('says what a thing is, and follows no link', async () => {
    writeTree(folder, { 'a.txt': 'four', 'run.sh': { program: '#!' }, link: { to: 'nowhere' } });
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    fs.utimesSync(join(folder, 'a.txt'), 7, 7);
    expect(await files.stat(`${folder}/a.txt`)).toEqual({
      kind: 'file',
      size: 4,
      mtimeMs: 7000,
      executable: false,
    });
    expect(await files.stat(`${folder}/run.sh`)).toMatchObject({ kind: 'file', executable: true });
    expect(await files.stat(`${folder}/link`)).toMatchObject({ kind: 'link' });
    expect(await files.stat(folder)).toMatchObject({ kind: 'folder' });
    expect(await files.stat(`${folder}/pipe`)).toMatchObject({ kind: 'other' });
    expect(await files.readLink(`${folder}/link`)).toBe('nowhere');
  });

  test('finds nothing where nothing is', async () => {
    writeTree(folder, { 'a.txt': 'x' });
    for (const path of [`${folder}/none`, `${folder}/none/below`, `${folder}/a.txt/below`]) {
      expect(await files.stat(path)).toBe(undefined);
      expect(await files.readText(path)).toBe(undefined);
      expect(await files.list(path)).toEqual([]);
      expect(await files.walk(path)).toEqual([]);
    }
  });

  test('lists and walks by code point, links as what they are', async () => {
    writeTree(folder, {
      'b.txt': '',
      'B.txt': '',
      'é.txt': '',
      '笔记.txt': '',
      '\u{1f600}.txt': '',
      '\uff5e.txt': '',
      'sub/deep/c.txt': '',
      'sub/d.txt': '',
      loop: { to: '.' },
    });
    fs.mkdirSync(join(folder, 'empty'));
    const names = ['B.txt', 'b.txt', 'empty', 'loop', 'sub', 'é.txt', '笔记.txt'];
    expect(await files.list(folder)).toEqual([...names, '\uff5e.txt', '\u{1f600}.txt']);
    expect(await files.walk(folder)).toEqual([
      ...['B.txt', 'b.txt', 'loop', 'sub/d.txt', 'sub/deep/c.txt', 'é.txt', '笔记.txt'],
      ...['\uff5e.txt', '\u{1f600}.txt'],
    ]);
  });

  test('reads text, digests and real paths', async () => {
    writeTree(folder, { 'my dir/a.txt': 'héllo', link: { to: 'my dir' } });
    expect(await files.readText(`${folder}/my dir/a.txt`)).toBe('héllo');
    expect(await files.sha256(`${folder}/my dir/a.txt`)).toBe(
      '3c48591d8d098a4538f5e013dfcf406e948eac4d3277b10bf614e295d6068179',
    );
    expect(await files.realPath(`${folder}/link/a.txt`)).toBe(`${folder}/my dir/a.txt`);
  });
});

describe('writing', () => {
  test('replaces a file whole, and leaves nothing beside it', async () => {
    writeTree(folder, { 'a.txt': 'old' });
    await files.writeText(`${folder}/a.txt`, 'new');
    expect([fs.readFileSync(`${folder}/a.txt`, 'utf8'), fs.readdirSync(folder)]).toEqual([
      'new',
      ['a.txt'],
    ]);
  });

  test('leaves nothing where it fails', async () => {
    fs.mkdirSync(`${folder}/a.txt`);
    fs.writeFileSync(`${folder}/a.txt/inside`, '');
    await expect(files.writeText(`${folder}/a.txt`, 'new')).rejects.toThrow('EISDIR');
    await expect(files.writeText(`${folder}/none/a.txt`, 'new')).rejects.toThrow('ENOENT');
    expect(fs.readdirSync(folder)).toEqual(['a.txt']);
  });

  test('tells why it failed, though there is nothing to clean up either', async () => {
    fs.writeFileSync(`${folder}/file`, '');
    const write = files.writeText(`${folder}/file/a.txt`, 'new');
    await expect(write).rejects.toMatchObject({ code: 'ENOTDIR', syscall: 'open' });
  });

  test('leaves the old file and nothing else on a full disk', async () => {
    using disk = smallDisk('1m');
    fs.writeFileSync(`${disk.folder}/a.txt`, 'old');
    const write = files.writeText(`${disk.folder}/a.txt`, 'x'.repeat(2 ** 21));
    await expect(write).rejects.toThrow('ENOSPC');
    expect(fs.readdirSync(disk.folder)).toEqual(['a.txt']);
    expect(fs.readFileSync(`${disk.folder}/a.txt`, 'utf8')).toBe('old');
  });

  test('makes folders with all above them, once or again', async () => {
    await files.makeFolder(`${folder}/a/b c/d`);
    await files.makeFolder(`${folder}/a/b c/d`);
    expect(fs.statSync(`${folder}/a/b c/d`).isDirectory()).toBe(true);
  });

  test('makes a new temporary folder each time', async () => {
    const [one, two] = [await files.makeTemp('x'), await files.makeTemp('x')];
    expect(one).not.toBe(two);
    expect(fs.readdirSync(one)).toEqual([]);
    expect(one).toMatch(/\/gin-ship-temp-\d+\/x-\w+$/);
  });

  test('sets the time of a file', async () => {
    writeTree(folder, { 'a.txt': '' });
    await files.touch(`${folder}/a.txt`, 1_700_000_000_000);
    expect((await files.stat(`${folder}/a.txt`))?.mtimeMs).toBe(1_700_000_000_000);
  });
});

describe('removing', () => {
  test('takes a file, a tree, a link but not what it leads to, or nothing', async () => {
    writeTree(folder, { 'a/b/c': 'x', d: 'x', e: 'x', link: { to: 'e' }, dead: { to: 'none' } });
    for (const name of ['a', 'd', 'link', 'dead', 'none']) await files.remove(`${folder}/${name}`);
    expect(fs.readdirSync(folder)).toEqual(['e']);
  });

  /** As root modes stop nobody, so another user does it there. */
  function removeAsUser(...args: string[]): { status: number | null; stderr: string } {
    const driver = resolve(import.meta.dirname, '../fixtures/remove-driver.ts');
    const isRoot = process.getuid?.() === 0;
    if (isRoot) execFileSync('chown', ['-R', '65534:65534', folder]);
    return spawnSync(process.execPath, [driver, ...args], {
      encoding: 'utf8',
      ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
    });
  }

  test('takes a tree that is read-only, as the module cache is', () => {
    writeTree(folder, { 'mod/cache/x@v1/a.go': '', 'mod/cache/x@v1/sub/b.go': '' });
    execFileSync('chmod', ['-R', 'a-w', join(folder, 'mod')]);
    expect(removeAsUser(`${folder}/mod`)).toMatchObject({ status: 0, stderr: '' });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('takes it without waiting, too, and throws for nothing', () => {
    writeTree(folder, { 'closed/in/it/a.db': '' });
    execFileSync('chmod', ['-R', 'a-rwx', join(folder, 'closed')]);
    expect(removeAsUser(`${folder}/closed`, 'now')).toMatchObject({ status: 0, stderr: '' });
    expect(removeAsUser(`${folder}/none`, 'now')).toMatchObject({ status: 0, stderr: '' });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('says why where a file cannot be had, and opens nothing that it leads to', () => {
    writeTree(folder, { 'closed/a': '', 'closed/link': { to: '../kept' }, kept: '' });
    fs.chmodSync(`${folder}/kept`, 0o400);
    fs.chmodSync(`${folder}/closed`, 0o500);
    for (const name of ['a', 'link']) {
      const { status, stderr } = removeAsUser(`${folder}/closed/${name}`);
      expect(status).not.toBe(0);
      expect(stderr).toContain('EACCES');
    }
    expect(fs.statSync(`${folder}/kept`).mode & 0o777).toBe(0o400);
  });
});

test('a copy is a file of its own, and never lies over another', async () => {
  writeTree(folder, { 'a.txt': 'a', 'b.txt': 'b' });
  await files.copy(`${folder}/a.txt`, `${folder}/c.txt`);
  fs.writeFileSync(`${folder}/a.txt`, 'changed');
  expect(fs.readFileSync(`${folder}/c.txt`, 'utf8')).toBe('a');
  await expect(files.copy(`${folder}/a.txt`, `${folder}/b.txt`)).rejects.toThrow('EEXIST');
  expect(fs.readFileSync(`${folder}/b.txt`, 'utf8')).toBe('b');
});

describe('moving', () => {
  const tree = {
    'tree/a.txt': 'a',
    'tree/sub/run.sh': { program: '#!/bin/sh' },
    'tree/link': { to: 'sub/run.sh' },
    'tree/dead': { to: '../nowhere' },
  };

  function lookAt(root: string): unknown {
    return {
      a: fs.readFileSync(`${root}/a.txt`, 'utf8'),
      time: fs.statSync(`${root}/a.txt`).mtimeMs,
      mode: fs.statSync(`${root}/sub/run.sh`).mode & 0o777,
      links: [fs.readlinkSync(`${root}/link`), fs.readlinkSync(`${root}/dead`)],
    };
  }

  test('renames where it can', async () => {
    writeTree(folder, tree);
    const inode = fs.statSync(`${folder}/tree/a.txt`).ino;
    await files.move(`${folder}/tree`, `${folder}/moved`);
    expect(fs.readdirSync(folder)).toEqual(['moved']);
    expect(fs.statSync(`${folder}/moved/a.txt`).ino).toBe(inode);
  });

  test('carries a tree over to another file system as it was', async () => {
    using disk = smallDisk('1m');
    writeTree(folder, tree);
    fs.utimesSync(`${folder}/tree/a.txt`, 1_700_000_000, 1_700_000_000);
    const before = lookAt(`${folder}/tree`);
    await files.move(`${folder}/tree`, `${disk.folder}/moved`);
    expect(lookAt(`${disk.folder}/moved`)).toEqual(before);
    expect([fs.readdirSync(folder), fs.readdirSync(disk.folder)]).toEqual([[], ['moved']]);
  });

  test('carries a file over to another file system, over the one that is there', async () => {
    using disk = smallDisk('1m');
    writeTree(folder, { 'a.txt': 'new' });
    fs.writeFileSync(`${disk.folder}/a.txt`, 'old');
    await files.move(`${folder}/a.txt`, `${disk.folder}/a.txt`);
    expect(fs.readFileSync(`${disk.folder}/a.txt`, 'utf8')).toBe('new');
    expect([fs.readdirSync(folder), fs.readdirSync(disk.folder)]).toEqual([[], ['a.txt']]);
  });

  test('leaves all as it was where the other file system is full', async () => {
    using disk = smallDisk('1m');
    writeTree(folder, { 'tree/big': 'x'.repeat(2 ** 21) });
    const move = files.move(`${folder}/tree`, `${disk.folder}/moved`);
    await expect(move).rejects.toThrow('ENOSPC');
    expect([fs.readdirSync(folder), fs.readdirSync(disk.folder)]).toEqual([['tree'], []]);
  });

  test('says so where there is nothing to move', async () => {
    await expect(files.move(`${folder}/none`, `${folder}/x`)).rejects.toThrow('ENOENT');
  });
});
