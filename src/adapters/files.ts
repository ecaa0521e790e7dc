/** How are files and folders found, read and written? */

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { byCodePoint } from '../domain/order.ts';
import { folderOf, normalize, resolve } from '../domain/paths.ts';
import { codeOf, systemFailure } from '../domain/system-trouble.ts';
import type { OpenFile } from '../ports-file.ts';
import type { FileStat, Files } from '../ports.ts';
import { move, remove, removeNow } from './moving.ts';

/** Also gives `removeTemps`, for our own end: it removes what `makeTemp` made, without waiting. */
export function createFiles(temp: string): Files & { readonly removeTemps: () => void } {
  const temps: string[] = [];
  return {
    removeTemps() {
      for (const folder of temps) removeNow(folder);
    },
    stat,
    readText: (path) => unlessMissing(() => readText(path)),
    readLink: (path) => fs.readlink(path),
    list: async (path) => ((await unlessMissing(() => fs.readdir(path))) ?? []).sort(byCodePoint),
    walk: async (path) => (await walk(path)).sort(byCodePoint),
    withFile,
    writeText,
    makeFolder,
    async makeTemp(prefix) {
      const folder = await makeTemp(temp, prefix);
      temps.push(folder);
      return folder;
    },
    remove,
    move,
    copy: (from, to) =>
      fs.copyFile(from, to, fs.constants.COPYFILE_EXCL | fs.constants.COPYFILE_FICLONE),
    async sha256(path) {
      const hash = createHash('sha256');
      await pipeline(createReadStream(path), hash);
      return hash.digest('hex');
    },
    touch: (path, mtimeMs) => fs.utimes(path, mtimeMs / 1000, mtimeMs / 1000),
    glob,
    realPath: async (path) => normalize(await fs.realpath(path)),
  };
}

/** @throws Failure for what the system refuses */
async function makeTemp(temp: string, prefix: string): Promise<string> {
  try {
    await makeFolder(temp);
    return normalize(await fs.mkdtemp(`${temp}/${prefix}-`));
  } catch (error) {
    const attempt = 'set RUNNER_TEMP to a folder that can be written to and has room';
    throw systemFailure('making a folder for temporary files', error, [attempt]) ?? error;
  }
}

/** Node names no file where a folder is read as one. */
async function readText(path: string): Promise<string> {
  try {
    return await fs.readFile(path, 'utf8');
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}

async function withFile<T>(path: string, use: (file: OpenFile) => Promise<T>): Promise<T> {
  await using handle = await fs.open(path, 'r');
  return await use(await partsOf(handle));
}

/** How an open file is read in parts; its size is that of now. */
export async function partsOf(handle: fs.FileHandle): Promise<OpenFile> {
  const { size } = await handle.stat();
  return {
    size,
    async read({ offset, length }) {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(
          bytes,
          filled,
          bytes.length - filled,
          offset + filled,
        );
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
  };
}

async function stat(path: string): Promise<FileStat | undefined> {
  const facts = await unlessMissing(() => fs.lstat(path));
  if (facts === undefined) return undefined;
  const kind = facts.isFile()
    ? 'file'
    : facts.isDirectory()
      ? 'folder'
      : facts.isSymbolicLink()
        ? 'link'
        : 'other';
  const executable = (facts.mode & 0o111) !== 0;
  return { kind, size: facts.size, mtimeMs: facts.mtimeMs, executable };
}

async function walk(root: string): Promise<string[]> {
  const found: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await unlessMissing(() =>
      fs.readdir(`${root}/${folder}`, { withFileTypes: true }),
    );
    for (const entry of entries ?? []) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(name);
      else found.push(name);
    }
  }
  return found;
}

/** A recursive mkdir of Node says ENOENT where a plain one says why, such as EROFS. */
async function makeFolder(path: string): Promise<void> {
  try {
    await fs.mkdir(path, { recursive: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    await makeFolder(folderOf(path));
    await fs.mkdir(path);
  }
}

async function writeText(path: string, text: string): Promise<void> {
  const partial = `${path}.${randomUUID().slice(0, 8)}.partial`;
  try {
    await fs.writeFile(partial, text);
    await fs.rename(partial, path);
  } catch (error) {
    await fs.rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function glob(root: string, patterns: readonly string[]): Promise<readonly string[]> {
  const { create } = await import('@actions/glob');
  const base = root.replaceAll(/[*?[]/g, '[$&]');
  const absolute = patterns.map((pattern) =>
    pattern.startsWith('!') ? `!${resolve(base, pattern.slice(1))}` : resolve(base, pattern),
  );
  const globber = await create(absolute.join('\n'), { matchDirectories: false });
  return (await globber.glob()).map(normalize).sort(byCodePoint);
}

async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
