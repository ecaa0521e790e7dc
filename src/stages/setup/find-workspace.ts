/** Which go.work governs a module? */

import { folderOf, resolve } from '../../domain/paths.ts';
import type { World } from '../../ports.ts';

/** As Go finds it: GOWORK names one or `off`, else the nearest go.work upwards from the module. */
export async function findWorkspace(
  { runner, files }: Pick<World, 'runner' | 'files'>,
  dir: string,
): Promise<string | undefined> {
  const named = runner.env['GOWORK'] ?? '';
  if (named === 'off') return undefined;
  if (named !== '' && named !== 'auto') return resolve(dir, named);
  for (let folder = dir; ; folder = folderOf(folder)) {
    const candidate = resolve(folder, 'go.work');
    if ((await files.stat(candidate)) !== undefined) return candidate;
    if (folderOf(folder) === folder || folderOf(folder) === '.') return undefined;
  }
}
