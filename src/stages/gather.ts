/** What is there to pack beside the binaries? Looked at once, for all targets. */

import { type Contents, type Found, decideContents } from '../domain/archive/contents.ts';
import { entryNameProblem } from '../domain/archive/entries.ts';
import { planInclude } from '../domain/archive/include.ts';
import { linkProblems } from '../domain/archive/links.ts';
import { contentNotes } from '../domain/archive/notes.ts';
import type { Tracked } from '../domain/archive/tracked.ts';
import { Failure } from '../domain/failure.ts';
import { relativeTo, resolve } from '../domain/paths.ts';
import type { Env } from '../domain/runner.ts';
import type { Project } from '../domain/source/project.ts';
import type { World } from '../ports.ts';
import { type Places, findFolders, findIncluded, findTexts } from './find-files.ts';
import { warnOfSecrets } from './secrets.ts';
import { askGit } from './tracked.ts';

export interface GatherRequest {
  readonly project: Project;
  readonly include: readonly string[];
  /** Absolute; nothing in it is packed. */
  readonly outputDir: string;
  /** The environment for git. */
  readonly git: Env;
}

/**
 * Says in the log what is packed, what is left out and what differs from the commit.
 * @throws Failure for patterns without a match, names that no archive takes and links that lead out
 */
export async function gatherContents(world: World, request: GatherRequest): Promise<Contents> {
  const { project } = request;
  const places: Places = { dir: resolve(project.root, project.subfolder), root: project.root };
  const { wanted, unwanted } = planInclude(request.include, places);
  const [texts, folders] = await Promise.all([
    findTexts(world, places),
    findFolders(world, places),
  ]);
  const included = await findIncluded(world, places, wanted);
  const excluded = unwanted.length === 0 ? [] : await world.files.glob(places.root, unwanted);
  const isExcluded = new Set(excluded);
  const never = [request.outputDir, world.runner.temp, world.runner.toolCache].filter(
    (folder) => relativeTo(folder, places.root) === undefined,
  );
  const isOurs = (path: string): boolean =>
    never.some((folder) => relativeTo(folder, path) !== undefined);
  const found = [...texts, ...folders.found, ...included].filter(
    ({ source }) => !isExcluded.has(source) && !isOurs(source),
  );
  const paths = [...new Set([...folders.whole, ...found.map(({ path }) => topOf(path, places))])];
  const tracked = await askGit(world, { project, git: request.git, paths });
  const contents = decideContents(await withLinksOfGit(world, found, tracked), {
    tracked,
    whole: folders.whole,
  });
  refuse(contents);
  for (const { level, text } of contentNotes(contents)) world.log[level](text);
  await warnOfSecrets(world, contents.entries, places);
  return contents;
}

/** The first part of a path below the module: few arguments for git stand for many files. */
function topOf(path: string, { dir, root }: Places): string {
  const module = relativeTo(root, dir) ?? '.';
  const below = relativeTo(module, path);
  const [first = path] = (below ?? path).split('/');
  return below === undefined || module === '.' ? first : `${module}/${first}`;
}

/** Where links cannot be made (Windows), git checks them out as files that hold the target. */
function withLinksOfGit(
  world: World,
  found: readonly Found[],
  { index }: Tracked,
): Promise<readonly Found[]> {
  return Promise.all(
    found.map(async (one) => {
      if (one.kind !== 'file' || index.get(one.path)?.mode !== '120000') return one;
      return { ...one, to: (await world.files.readText(one.source)) ?? '' };
    }),
  );
}

function refuse({ entries, twice }: Contents): void {
  const names = entries.flatMap(({ name }) => {
    const problem = entryNameProblem(name);
    return problem === undefined ? [] : [`${JSON.stringify(name)} ${problem}`];
  });
  const links = linkProblems(entries);
  const problems = [...names, ...twice.map((one) => `two files would be ${one}`), ...links];
  if (problems.length === 0) return;
  throw new Failure({
    doing: 'looking at what goes into the archives',
    happened: problems.length === 1 ? 'one file cannot be packed' : 'some files cannot be packed',
    output: problems.join('\n'),
    attempt: [
      ...(links.length === 0
        ? []
        : ['let the link point at what is packed too, add that to include, or copy the file']),
      'leave a file out with a line `!path` in include',
    ],
    code: 'contents',
  });
}
