/** Where does a path that Go printed lie in the repository? */

import { relativeTo, resolve } from '../paths.ts';
import type { Project } from './project.ts';

/** From a path as seen from the module to one as seen from the repository's root. */
export function repositoryPath({ root, subfolder }: Project): (path: string) => string | undefined {
  const moduleDir = subfolder === '.' ? root : `${root}/${subfolder}`;
  return (path) => relativeTo(root, resolve(moduleDir, path.replaceAll('\\', '/')));
}
