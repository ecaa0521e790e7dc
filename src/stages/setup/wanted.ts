/** Which Go is asked for? By `go-version`, `go-version-file`, go.mod and go.work, in this order. */

import { Failure } from '../../domain/failure.ts';
import type { SetupInputs } from '../../domain/inputs/inputs.ts';
import { baseName, folderOf, relativeTo, resolve } from '../../domain/paths.ts';
import { type ModFile, parseModFile } from '../../domain/setup/mod-file.ts';
import {
  type VersionRequest,
  parseVersionFile,
  parseVersionRequest,
  requestOf,
} from '../../domain/setup/request.ts';
import { type Requirement, planRequirement } from '../../domain/setup/requirement.ts';
import type { World } from '../../ports.ts';
import { findWorkspace } from './find-workspace.ts';

export interface Wanted {
  readonly request: VersionRequest;
  /** What the module needs, whatever is asked for; absent where nothing says. */
  readonly requirement?: Requirement;
}

export interface SetupRequest {
  readonly inputs: SetupInputs;
  /** The module's folder. */
  readonly dir: string;
  /** The repository's top folder. */
  readonly root: string;
}

/** Throws a Failure for a file that is missing or does not parse, and for a word that is no version. */
export async function readWanted(world: World, asked: SetupRequest): Promise<Wanted> {
  const { inputs, dir, root } = asked;
  const { goVersion, goVersionFile } = inputs;
  const workspace = await findWorkspace(world, dir);
  const requirement =
    workspace === undefined
      ? await readModule(world, `${dir}/go.mod`, root)
      : await readWorkspace(world, workspace, root);
  const wanted = (request: VersionRequest): Wanted =>
    requirement === undefined ? { request } : { request, requirement };

  if (goVersion !== undefined) {
    if (goVersionFile !== undefined) {
      const both = `go-version (${goVersion}) and go-version-file (${goVersionFile})`;
      world.log.warning(`${both} are both given; go-version decides`);
    }
    return wanted(parseVersionRequest(goVersion, 'input go-version', world.versions));
  }
  if (goVersionFile !== undefined) {
    return wanted(await readVersionFile(world, goVersionFile, root));
  }
  if (requirement !== undefined) return wanted(requestOf(requirement));
  return { request: { kind: 'any', because: 'no input and no go.mod asks for a version' } };
}

async function readModule(
  world: World,
  file: string,
  root: string,
): Promise<Requirement | undefined> {
  const mod = await readModFile(world, file, root);
  return mod === undefined ? undefined : planRequirement([mod]);
}

/** Go refuses a workspace whose go line is below that of a module it uses, so all of them count. */
async function readWorkspace(
  world: World,
  file: string,
  root: string,
): Promise<Requirement | undefined> {
  const work = await readModFile(world, file, root);
  if (work === undefined) throw notThere(file, 'GOWORK names it');
  const members = await Promise.all(
    work.mod.use.map((use) =>
      readModFile(world, resolve(resolve(folderOf(file), use), 'go.mod'), root),
    ),
  );
  return planRequirement([work, ...members.filter((member) => member !== undefined)]);
}

async function readModFile(
  { files }: World,
  file: string,
  root: string,
): Promise<{ name: string; mod: ModFile } | undefined> {
  const name = relativeTo(root, file) ?? file;
  const text = await files.readText(file);
  return text === undefined ? undefined : { name, mod: parseModFile(text, name) };
}

/** Its path is seen from the workspace, as setup-go sees it. */
async function readVersionFile(world: World, path: string, root: string): Promise<VersionRequest> {
  const { files, runner, versions } = world;
  const file = resolve(runner.workspace, path);
  const text = await files.readText(file);
  if (text === undefined) throw notThere(file, 'go-version-file names it');
  if (['go.mod', 'go.work'].includes(baseName(file))) {
    const read = baseName(file) === 'go.mod' ? readModule : readWorkspace;
    const requirement = await read(world, file, root);
    if (requirement !== undefined) return requestOf(requirement);
  }
  return parseVersionRequest(parseVersionFile(text, path), path, versions);
}

function notThere(file: string, why: string): Failure {
  return new Failure({
    doing: 'finding out which Go is wanted',
    happened: `there is no file ${file}, but ${why}`,
    attempt: ['correct the path; that of go-version-file is seen from the workspace'],
    code: 'version-request',
  });
}
