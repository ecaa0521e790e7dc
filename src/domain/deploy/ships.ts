/** What of a release appears in the state, and what of the state lies over it? */

import type { ShippedFiles } from './shipped-files.ts';

/** A persist path, and how it meets what is shipped. */
export interface Shadow {
  readonly path: string;
  /**
   * `over`: it lies over what the release has there; `new`: within a folder of the release that has
   * nothing there; `whole`: over all that is shipped under a top-level name; `apart`: nothing of that
   * name is shipped, so it is state as it is; `blocked`: a file is shipped where a folder has to be.
   */
  readonly kind: 'over' | 'new' | 'whole' | 'apart' | 'blocked';
}

export function decideShips(
  shipped: Pick<ShippedFiles, 'top' | 'files' | 'folders'>,
  persist: readonly string[],
): { readonly ships: readonly string[]; readonly shadows: readonly Shadow[] } {
  const files = new Set(shipped.files.map(({ name }) => name));
  const folders = new Set(shipped.folders);
  const shadows = persist.map((path) => ({ path, kind: kindOf(path, files, folders) }));
  const whole = new Set(shadows.flatMap(({ path, kind }) => (kind === 'whole' ? [path] : [])));
  return { ships: shipped.top.filter((name) => !whole.has(name)), shadows };
}

function kindOf(
  path: string,
  files: ReadonlySet<string>,
  folders: ReadonlySet<string>,
): Shadow['kind'] {
  const parts = path.split('/');
  const above = parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
  if (above.some((folder) => files.has(folder))) return 'blocked';
  const there = files.has(path) || folders.has(path);
  if (parts.length === 1) return there ? 'whole' : 'apart';
  if (there) return 'over';
  return folders.has(parts[0] ?? '') ? 'new' : 'apart';
}
