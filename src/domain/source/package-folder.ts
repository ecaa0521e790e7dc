/** In which folder of the repository is a package? */

import type { Project } from './project.ts';

/** From the repository's top; a package of another module counts as the module's own folder. */
export function packageFolder(
  { module, subfolder }: Pick<Project, 'module' | 'subfolder'>,
  importPath: string,
): string {
  if (!importPath.startsWith(`${module}/`)) return subfolder;
  const below = importPath.slice(module.length + 1);
  return subfolder === '.' ? below : `${subfolder}/${below}`;
}
