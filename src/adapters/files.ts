/** How are files read, written, moved and removed? */

import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream, rmSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { folderOf, normalize, resolve } from '../domain/paths.ts';
import { systemFailure } from '../domain/system-trouble.ts';
import type { FileStat, Files } from '../ports.ts';

/** Also gives `removeTemps`, for our own end: it removes what `makeTemp` made, without waiting. */
export function createFiles(temp: string): Files & { readonly removeTemps: () => void } {
  const temps: string[] = [];
  return {
    removeTemps() {
      for (const folder of temps) rmSync(folder, { recursive: true, force: true });
    },
    stat,
    readText: (path) => unlessMissing(() => readText(path)),
    readLink: (path) => fs.readlink(path),
    list: async (path) => ((await unlessMissing(() => fs.readdir(path))) ?? []).sort(byCodePoint),
    walk: async (path) => (await walk(path)).sort(byCodePoint),
    writeText,
    makeFolder,
    async makeTemp(prefix) {
      const folder = await makeTemp(temp, prefix);
      temps.push(folder);
      return folder;
    },
    remove,
    move,
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

function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
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
    await fs.rm(partial, { force: true });
    throw error;
  }
}

/** Go's module cache is read-only by design, so folders are opened before they are emptied. */
async function remove(path: string): Promise<void> {
  try {
    await fs.rm(path, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    const refused = codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM';
    if (!refused || (await stat(path))?.kind !== 'folder') throw error;
    await openFolders(path);
    await fs.rm(path, { recursive: true, force: true });
  }
}

async function openFolders(path: string): Promise<void> {
  await fs.chmod(path, 0o700);
  for (const entry of await fs.readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await openFolders(`${path}/${entry.name}`);
  }
}

async function move(from: string, to: string): Promise<void> {
  try {
    await fs.rename(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    const partial = `${to}.${randomUUID().slice(0, 8)}.partial`;
    try {
      await fs.cp(from, partial, {
        recursive: true,
        mode: constants.COPYFILE_FICLONE,
        preserveTimestamps: true,
        verbatimSymlinks: true,
      });
      await fs.rename(partial, to);
    } catch (failed) {
      await remove(partial);
      throw failed;
    }
    await remove(from);
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

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
