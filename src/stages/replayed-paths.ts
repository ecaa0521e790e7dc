/** Where in this checkout is a file that go vet names by the path of another one? */

import { repositoryPath } from '../domain/source/repository-path.ts';
import type { Project } from '../domain/source/project.ts';
import type { World } from '../ports.ts';

/**
 * With -trimpath Go's cache knows a finding of vet by the content alone, and shows it again by the path
 * where it was first made (cmd/go 1.26: another runner's folder on the same machine, a container's).
 * The longest end of such a path that is a file of this module stands for it then.
 */
export async function rebaseReplayed(
  world: World,
  output: string,
  project: Project,
): Promise<string> {
  const named = output.matchAll(
    /^(?:vet(?:\.exe)?: )?((?:[A-Za-z]:)?[^\s:#][^:\n]*\.go)(?=:\d+:)/gm,
  );
  let text = output;
  for (const path of new Set([...named].map(([, one = '']) => one))) {
    const own = await findOwn(world, path, project);
    if (own !== undefined) text = text.replaceAll(path, own);
  }
  return text;
}

async function findOwn(
  { files }: World,
  path: string,
  project: Project,
): Promise<string | undefined> {
  const isOfModuleCache = path.includes('@');
  if (isOfModuleCache || repositoryPath(project)(path) !== undefined) return undefined;
  const parts = path.split(/[\\/]/);
  for (let from = 1; from < parts.length; from += 1) {
    const end = parts.slice(from).join('/');
    const isHere = !end.startsWith('..') && (await files.stat(`${project.dir}/${end}`));
    if (isHere) return end;
  }
  return undefined;
}
