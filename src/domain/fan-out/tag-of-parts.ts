/** Is the tag that started the run of what other jobs have built? Asked without a checkout. */

import { baseName } from '../paths.ts';
import { foldersOfTag, isOwnTag, withoutFolder } from '../source/module-tags.ts';
import type { OtherTag } from '../source/project.ts';
import { cleanVersion } from '../source/version.ts';

export interface BuiltModule {
  /** The module path of go.mod. */
  readonly module: string;
  /** What is stamped. */
  readonly version: string;
  /** `owner/name` of the run. */
  readonly repository: string;
  /** The input working-directory, seen from the workspace; `.`: it says nothing. */
  readonly folder: string;
}

/**
 * Undefined where it is. Without working-directory the module's path tells its folder, but need not
 * end with it: a tag with another folder that says the very version is `unclear`.
 */
export function decideTagOfParts(tag: string, built: BuiltModule): OtherTag | undefined {
  const version = cleanVersion(built.version.replace(/[+.]dirty$/, ''));
  const folders = foldersOfTag(tag);
  const own = folders.filter((folder) => isFolderOf(folder, built));
  const said = ['.', ...own].map((folder) => cleanVersion(withoutFolder(tag, folder)));
  if (said.includes(version)) return undefined;
  const last = cleanVersion(baseName(tag));
  const isSaid = last === version || endsWithVersion(last, version);
  if (folders.length === 0 || own.some((folder) => isOwnTag(tag, folder))) {
    return isSaid ? undefined : 'version';
  }
  return isSaid && !followsFolders(tag, built) ? 'unclear' : 'module';
}

/** Whether it is known which folder the module is in, be it by its path. */
function followsFolders(tag: string, { module, repository, folder }: BuiltModule): boolean {
  if (folder !== '.') return true;
  const path = `/${withoutMajor(module)}`;
  const [top = ''] = tag.split('/');
  return path.includes(`/${top}/`) || path.includes(`/${repository}/`);
}

/** `services/notes` of `example.com/mono/services/notes`, with or without its major version. */
function isFolderOf(candidate: string, { module, folder }: BuiltModule): boolean {
  return [module, withoutMajor(module), folder].some((path) =>
    `/${path}`.endsWith(`/${candidate}`),
  );
}

function withoutMajor(module: string): string {
  return module.replace(/[./]v\d+$/, '');
}

/** `app-v1.4.0` and `1.4.0`; not `v4.1.4.0`. */
function endsWithVersion(text: string, version: string): boolean {
  if (!text.endsWith(version)) return false;
  return /[A-Za-z_+-]$/.test(text.slice(0, -version.length));
}
