/** What is to be built? Reads module and commit before anything runs. */

import { withGitTrust, childEnv } from '../domain/child-env.ts';
import { Failure } from '../domain/failure.ts';
import { firstFew } from '../domain/first-few.ts';
import type { Inputs } from '../domain/inputs/inputs.ts';
import { codeOf } from '../domain/system-trouble.ts';
import { folderOf, resolve } from '../domain/paths.ts';
import { parseModFile } from '../domain/setup/mod-file.ts';
import { decideName } from '../domain/source/name.ts';
import type { Project } from '../domain/source/project.ts';
import type { Difference } from '../domain/source/status.ts';
import { decideTimes } from '../domain/source/timestamp.ts';
import { decideVersion } from '../domain/source/version.ts';
import type { World } from '../ports.ts';
import { readEventTag } from './read-event-tag.ts';
import { readGit } from './read-git.ts';
import { findWorkspace } from './setup/find-workspace.ts';

/** @throws Failure where there is no folder, no go.mod, or no name or version to be had */
export async function readProject(world: World, inputs: Inputs): Promise<Project> {
  const dir = resolve(world.runner.workspace, inputs.workingDirectory);
  const module = await readModule(world, dir, inputs.workingDirectory);
  const { name, warning } = decideName(inputs.build.name, module);
  if (warning !== undefined) world.log.warning(warning);
  const env = withGitTrust(childEnv(world.runner.env));
  const git = await readGit(world, dir, env);
  const root = git?.root ?? dir;
  const times = decideTimes({
    wish: inputs.archive.timestamp,
    nowSeconds: Math.floor(world.clock.now().getTime() / 1000),
    ...(git === undefined ? {} : { commitSeconds: git.timeSeconds }),
    ...sourceDateEpoch(world.runner.env['SOURCE_DATE_EPOCH']),
  });
  if (times.warning !== undefined) world.log.warning(times.warning);
  const subfolder = git?.subfolder ?? '.';
  const differences = git?.differences ?? [];
  const dirty = differences.length > 0;
  const commit =
    git === undefined ? undefined : { hash: git.hash, timeSeconds: git.timeSeconds, dirty };
  if (dirty) tellDirty(world, differences);
  const workspaceFile = await findWorkspace(world, dir);
  const { version } = inputs.build;
  const isGiven = version !== undefined;
  const eventTag = await readEventTag(world, git, { dir, env, isGiven });
  const isTagged = world.runner.event.refType === 'tag';
  return {
    dir,
    root,
    subfolder,
    module,
    name,
    vendored: await isVendored(world, workspaceFile === undefined ? dir : folderOf(workspaceFile)),
    version: decideVersion({
      tagsHere: git?.tagsHere ?? [],
      shallow: git?.shallow ?? false,
      subfolder,
      compare: (a, b) => world.versions.compare(a, b),
      ...(version === undefined ? {} : { input: version }),
      ...(eventTag === undefined ? {} : { eventTag }),
      ...(git?.describe === undefined ? {} : { describe: git.describe }),
      ...(commit === undefined ? {} : { commit }),
    }),
    timestamp: times.timestamp,
    timestampFrom: times.timestampFrom,
    mtimeSeconds: times.mtimeSeconds,
    date: times.date,
    ...(commit === undefined ? {} : { commit }),
    ...(dirty ? { differences } : {}),
    ...(isTagged && eventTag === undefined ? { tagOfOther: 'module' } : {}),
    ...(workspaceFile === undefined ? {} : { workspaceFile }),
  };
}

async function readModule(world: World, dir: string, asGiven: string): Promise<string> {
  const doing = `reading go.mod in ${asGiven === '.' ? 'the workspace' : asGiven}`;
  const goMod = await world.files.readText(`${dir}/go.mod`).catch((error: unknown) => {
    throw unreadable(doing, error);
  });
  if (goMod === undefined) throw await noModule(world, dir, doing);
  const { module } = parseModFile(goMod, 'go.mod');
  if (module !== undefined) return module;
  throw new Failure({
    doing,
    happened: 'it has no module line that can be read',
    attempt: ['run `go mod edit -json` in that folder; it names the line'],
    code: 'go-mod',
  });
}

function unreadable(doing: string, error: unknown): Failure {
  const code = codeOf(error);
  return new Failure({
    doing,
    happened: code === 'EISDIR' ? 'it is a folder, not a file' : `it cannot be read (${code})`,
    attempt: ['put a go.mod there that the user of the runner can read: `go mod init`'],
    code: 'go-mod',
    cause: error,
  });
}

async function noModule(world: World, dir: string, doing: string): Promise<Failure> {
  const kind = await kindOf(world, dir);
  const names = kind === 'folder' ? await world.files.list(dir) : [];
  const below = await Promise.all(
    names.map(async (name) => ((await world.files.stat(`${dir}/${name}/go.mod`)) ? [name] : [])),
  );
  const found = below.flat();
  const attempt = ['run actions/checkout before this step'];
  if (found.length > 0) attempt.unshift(`working-directory: ${found[0]}`);
  else attempt.unshift('name the folder of go.mod in `working-directory`');
  const nothing = kind === undefined ? 'there is no such folder' : 'that is a file, not a folder';
  const happened = kind === 'folder' ? 'there is no go.mod' : nothing;
  const details = found.length > 0 ? { 'go.mod is in': found.join(', ') } : {};
  return new Failure({ doing, happened, attempt, details, code: 'no-go-mod' });
}

/** Behind links; absent where nothing is. */
async function kindOf({ files }: World, path: string): Promise<string | undefined> {
  const stat = await files.stat(path);
  if (stat?.kind !== 'link') return stat?.kind;
  const real = await files.realPath(path).catch(() => undefined);
  return real === undefined ? undefined : (await files.stat(real))?.kind;
}

/** In a workspace Go looks for vendor/ beside go.work, and nowhere else. */
async function isVendored({ files }: World, dir: string): Promise<boolean> {
  return (await files.stat(`${dir}/vendor/modules.txt`)) !== undefined;
}

function tellDirty(world: World, differences: readonly Difference[]): void {
  const shown = firstFew(differences.map(({ path }) => path));
  world.log.warning(
    `the working tree differs from its commit, so the version says dirty: ${shown}; commit the change, or have git ignore what an earlier step made`,
  );
}

function sourceDateEpoch(text: string | undefined): { sourceDateEpoch?: number } {
  return text !== undefined && /^\d{1,11}$/.test(text) ? { sourceDateEpoch: Number(text) } : {};
}
