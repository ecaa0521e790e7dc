/** How much do folders hold, what lies in them, and how much room is left? */

import type { Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import type { Disk, Found } from '../../ports-service.ts';

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
    async free(folder) {
      const { bavail, bsize } = await fs.statfs(folder);
      return bavail * bsize;
    },
  };
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
