/** How much do folders hold, what lies in them, and how much room is left? */

import { type Stats, constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import type { Disk, Found } from '../../ports-service.ts';
import { partsOf } from '../files.ts';

export function createDisk(): Disk {
  return {
    async usage(folders, most) {
      let [bytes, entries] = [0, 0];
      for (const folder of folders) {
        for await (const { facts } of below(folder)) {
          if (entries === most) return { bytes, entries, complete: false };
          entries += 1;
          bytes += taken(facts);
        }
      }
      return { bytes, entries, complete: true };
    },
    async listing(folder, most) {
      const files: Found[] = [];
      for await (const { path, facts } of below(folder)) {
        if (facts.isDirectory()) continue;
        if (files.length === most) return { files, complete: false };
        const { size, mtimeMs, ctimeMs } = facts;
        files.push({ path: `${folder}/${path}`, size, mtimeMs, ctimeMs });
      }
      files.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
      return { files, complete: true };
    },
    async room(folder) {
      const { bavail, bsize, files, ffree } = await fs.statfs(folder);
      return { bytes: bavail * bsize, ...(files > 0 ? { files: ffree } : {}) };
    },
    async withFile(path, use) {
      await using handle = await openPlain(path);
      return handle === undefined ? undefined : await use(await partsOf(handle));
    },
  };
}

/** To open a pipe that nobody writes to would take for ever, and no signal ends that. */
async function openPlain(path: string): Promise<fs.FileHandle | undefined> {
  // On Windows the last two are undefined, which is 0 here
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  try {
    if (!(await fs.lstat(path)).isFile()) return undefined;
    const handle = await fs.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch {
    // it may not be read, or is gone
  }
  return undefined;
}

/** Blocks are of 512 bytes whatever the file system's; a file with holes takes less than its size. */
function taken({ blocks, size }: Stats): number {
  return blocks > 0 ? blocks * 512 : Math.min(size, 512);
}

/** Every entry below a folder, folders before what they hold. What goes meanwhile is passed over. */
async function* below(
  root: string,
): AsyncGenerator<{ readonly path: string; readonly facts: Stats }> {
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const handle = await fs.opendir(`${root}/${folder}`).catch(() => undefined);
    if (handle === undefined) continue;
    for await (const { name } of handle) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const facts = await fs.lstat(`${root}/${path}`).catch(() => undefined);
      if (facts === undefined) continue;
      if (facts.isDirectory()) open.push(path);
      yield { path, facts };
    }
  }
}
