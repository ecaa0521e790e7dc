/** Can the finished archives go to output-dir? Asked before anything is built. */

import {
  type Surroundings,
  outputFailure,
  outputNames,
  outputPlaceProblem,
  planCleaning,
} from '../domain/archive/output.ts';
import { folderOf, relativeTo, resolve } from '../domain/paths.ts';
import type { Project } from '../domain/source/project.ts';
import { codeOf } from '../domain/system-trouble.ts';
import type { World } from '../ports.ts';

export type PlacedProject = Pick<Project, 'root' | 'subfolder' | 'name' | 'module'>;

/**
 * The absolute path of output-dir, which may not be there yet. Writes for a moment where it goes.
 * @throws Failure (`output-dir`) where it cannot be used; nothing is changed then
 */
export async function checkOutputDir(
  world: World,
  { project, outputDir }: { project: PlacedProject; outputDir: string },
): Promise<string> {
  if (world.runner.platform.os !== 'windows' && /^(?:[A-Za-z]:[\\/]|\\)/.test(outputDir)) {
    throw outputFailure(outputDir, 'is a path of Windows, and this runner is none', [
      'give a folder seen from the one of go.mod, such as dist',
    ]);
  }
  const folder = await withoutLinks(
    world,
    resolve(resolve(project.root, project.subfolder), outputDir),
  );
  const kind = (await world.files.stat(folder))?.kind;
  if (kind === 'link') {
    throw outputFailure(folder, 'is a symbolic link', ['name the folder that it points to']);
  }
  if (kind !== undefined && kind !== 'folder') {
    throw outputFailure(folder, 'is no folder', ['remove it, or give another output-dir']);
  }
  const problem = outputPlaceProblem(folder, await surroundings(world, project));
  if (problem !== undefined) {
    throw outputFailure(folder, problem, ['give a folder of its own, such as dist']);
  }
  await findLeftovers(world, folder, project);
  await tryToWrite(world, folder);
  return folder;
}

/** The same place by the real path of the folder that it lies in. */
async function withoutLinks(world: World, path: string): Promise<string> {
  let above = folderOf(path);
  while ((await world.files.stat(above)) === undefined && above !== folderOf(above)) {
    above = folderOf(above);
  }
  return resolve(await world.files.realPath(above), relativeTo(above, path) ?? '.');
}

async function surroundings(world: World, project: PlacedProject): Promise<Surroundings> {
  return {
    moduleDir: resolve(project.root, project.subfolder),
    root: project.root,
    workspace: await world.files.realPath(world.runner.workspace),
  };
}

/**
 * Names in output-dir that an earlier run of ours left.
 * @throws Failure (`output-dir`) where there is anything else
 */
export async function findLeftovers(
  world: World,
  folder: string,
  project: Pick<Project, 'name' | 'module'>,
): Promise<readonly string[]> {
  const names = await Promise.all(
    (await world.files.list(folder)).map(async (name) => {
      const kind = (await world.files.stat(`${folder}/${name}`))?.kind;
      return kind === 'file' ? name : `${name}/`;
    }),
  );
  const texts = await Promise.all(
    [outputNames.manifest, outputNames.unfinished]
      .filter((name) => names.includes(name))
      .map((name) => world.files.readText(`${folder}/${name}`)),
  );
  const manifests = texts.flatMap((text) => text ?? []);
  const sarif = names.includes(outputNames.sarif)
    ? await world.files.readText(`${folder}/${outputNames.sarif}`)
    : undefined;
  const contents = { names, manifests, ...(sarif === undefined ? {} : { sarif }) };
  return planCleaning(folder, contents, project);
}

/** Rights, read-only mounts and access lists are only known by trying. */
async function tryToWrite(world: World, folder: string): Promise<void> {
  const { files } = world;
  let trace = `${folder}/.gin-ship-trial`;
  for (let at = folder; (await files.stat(at)) === undefined; at = folderOf(at)) trace = at;
  try {
    await files.makeFolder(folder);
    await files.writeText(`${folder}/.gin-ship-trial`, '');
    await files.remove(trace);
  } catch (error) {
    await files.remove(trace).catch(() => undefined);
    const code = codeOf(error);
    const why = code === undefined ? '' : ` (${code})`;
    throw outputFailure(
      folder,
      `cannot be written to${why}`,
      ['let the runner write there, or give another output-dir'],
      error,
    );
  }
}
