/** Which files of an artifact's zip are manifest.json and what lies beside it? */

import { outputNames } from '../archive/output.ts';
import { folderOf } from '../paths.ts';
import type { ZipEntry } from './zip-directory.ts';

export type Picked =
  /** By file name. */
  | { readonly files: ReadonlyMap<string, ZipEntry> }
  /** A clause: `it holds no manifest.json`. */
  | { readonly problem: string };

/** The one at the top, else the only one in a folder: uploads of several paths keep their folders. */
export function pickFromZip(entries: readonly ZipEntry[]): Picked {
  const manifests = entries.filter(({ name }) => /(?:^|\/)manifest\.json$/.test(name));
  const top = manifests.filter(({ name }) => name === outputNames.manifest);
  const candidates = top.length > 0 ? top : manifests;
  const [manifest] = candidates;
  if (manifest === undefined) {
    return { problem: `it holds no ${outputNames.manifest}, only ${entries.length} other files` };
  }
  if (candidates.length > 1) {
    return { problem: `it holds ${candidates.length} files called ${outputNames.manifest}` };
  }
  const folder = folderOf(manifest.name);
  const beside = entries.filter(({ name }) => folderOf(name) === folder);
  const short = folder === '.' ? 0 : folder.length + 1;
  return { files: new Map(beside.map((entry) => [entry.name.slice(short), entry])) };
}
