/** How are files and whole folders moved and removed? */

import { randomUUID } from 'node:crypto';
import { chmodSync, constants, readdirSync, rmSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { codeOf } from '../domain/system-trouble.ts';

/** Go's module cache is read-only by design, so folders are opened before they are emptied. */
export async function remove(path: string): Promise<void> {
  try {
    await fs.rm(path, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    const refused = codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM';
    const facts = await fs.lstat(path).catch(() => undefined);
    if (!refused || facts?.isDirectory() !== true) throw error;
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

/** The same without waiting, for our own end: what cannot be removed stays, and nothing is thrown. */
export function removeNow(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    try {
      openFoldersNow(path);
      rmSync(path, { recursive: true, force: true });
    } catch {
      // the runner empties its temporary folder before the next job
    }
  }
}

function openFoldersNow(path: string): void {
  chmodSync(path, 0o700);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) openFoldersNow(`${path}/${entry.name}`);
  }
}

/** Across file systems nothing is seen under the final name before all of it is there. */
export async function move(from: string, to: string): Promise<void> {
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
      await remove(partial).catch(() => undefined);
      throw failed;
    }
    await remove(from);
  }
}
