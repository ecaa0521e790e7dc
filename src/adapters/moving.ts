/** How are files and whole folders moved and removed? */

import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
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
      await remove(partial);
      throw failed;
    }
    await remove(from);
  }
}
