/** Which files say what modules are needed, and what is the digest that a key is made of? */

import type { SetupInputs } from '../domain/inputs/inputs.ts';
import { baseName, folderOf, relativeTo, resolve } from '../domain/paths.ts';
import { parseModFile } from '../domain/setup/mod-file.ts';
import type { Project } from '../domain/source/project.ts';
import type { World } from '../ports.ts';
import { cleanUp } from './clean-up.ts';

export interface Sums {
  /** The go.sum files that name the modules, absolute. */
  readonly files: readonly string[];
  /** Over the files that the key depends on; absent where there are none. */
  readonly digest?: string;
}

/** `cache-dependency-path` is seen from the workspace, as setup-go sees it. */
export async function findSums(
  world: World,
  { cache, cacheDependencyPath }: SetupInputs,
  project: Project,
): Promise<Sums> {
  const { files, runner } = world;
  const own = await ownSums(world, project);
  if (!cache || cacheDependencyPath.length === 0) return withDigest(world, own, own);
  const named = await files.glob(runner.workspace, cacheDependencyPath);
  if (named.length === 0) {
    const patterns = cacheDependencyPath.join(', ');
    world.log.warning(
      `cache-dependency-path: no file matches ${patterns}, as seen from the workspace; go.sum is used instead`,
    );
    return withDigest(world, own, own);
  }
  const sums = named.filter((path) => baseName(path).endsWith('.sum'));
  return withDigest(world, [...new Set([...own, ...sums])], named);
}

/** The module's go.sum; in a workspace go.work.sum and the go.sum of every member. */
async function ownSums({ files }: World, project: Project): Promise<readonly string[]> {
  const { workspaceFile } = project;
  const candidates = [`${project.dir}/go.sum`];
  const work = workspaceFile && (await files.readText(workspaceFile));
  if (workspaceFile && work) {
    const folder = folderOf(workspaceFile);
    const members = parseModFile(work, 'go.work').use.map((use) => resolve(folder, use));
    candidates.push(`${workspaceFile}.sum`, ...members.map((member) => `${member}/go.sum`));
  }
  const found = await Promise.all(
    [...new Set(candidates)].map(async (path) =>
      (await files.stat(path)) === undefined ? [] : [path],
    ),
  );
  return found.flat().sort();
}

async function withDigest(
  world: World,
  sums: readonly string[],
  keyed: readonly string[],
): Promise<Sums> {
  if (keyed.length === 0) return { files: sums };
  const { workspace } = world.runner;
  const lines = await Promise.all(
    keyed.map(
      async (path) => `${await world.files.sha256(path)} ${relativeTo(workspace, path) ?? path}`,
    ),
  );
  return { files: sums, digest: await digestOf(world, lines.join('\n')) };
}

/** SHA-256 of a text, in lower-case hex. */
export async function digestOf(world: World, text: string): Promise<string> {
  const { files } = world;
  const folder = await files.makeTemp('gin-ship-key');
  try {
    await files.writeText(`${folder}/text`, text);
    return await files.sha256(`${folder}/text`);
  } finally {
    await cleanUp(world, folder);
  }
}
