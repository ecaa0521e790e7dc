/** Which module is a tag of? Where a repository has several, each tag begins with the module's folder. */

import { baseName } from '../paths.ts';

/** The folder of a major version, which begins with v2. */
const major = /^v(?:[2-9]|[1-9]\d+)(?=\.|$)/;

/**
 * Of the module in `subfolder`: its folder, then a rest without `/`. That of a major version is left
 * out: `notes/v2` is tagged `notes/v2.0.0` (https://go.dev/ref/mod#vcs-version).
 */
export function isOwnTag(tag: string, subfolder: string): boolean {
  return prefixesOf(subfolder).some(
    (prefix) => tag.startsWith(prefix) && !tag.slice(prefix.length).includes('/'),
  );
}

/** Flags by which `git describe` sees own tags only; the `*` of its patterns matches `/`, too. */
export function describeFlags(subfolder: string): readonly string[] {
  return prefixesOf(subfolder).flatMap((prefix) => {
    const literal = prefix.replaceAll(/[\\*?[]/g, String.raw`\$&`);
    return ['--match', `${literal}*`, '--exclude', `${literal}*/*`];
  });
}

function prefixesOf(subfolder: string): readonly string[] {
  if (subfolder === '.') return [''];
  const isMajor = subfolder.includes('/') && major.test(baseName(subfolder));
  return isMajor ? [`${subfolder}/`, `${subfolder}.`] : [`${subfolder}/`];
}

/** What is left of a tag without the folder of its module. */
export function withoutFolder(tag: string, subfolder: string): string {
  if (isOwnTag(tag, subfolder)) return baseName(tag);
  return tag.startsWith(`${subfolder}/`) ? tag.slice(subfolder.length + 1) : tag;
}

/**
 * Folders below the root whose module a tag is of, where they have a go.mod: the first that has. None
 * for a tag of the repository.
 */
export function foldersOfTag(tag: string): readonly string[] {
  const parts = tag.split('/').slice(0, -1);
  const folders = parts.map((_, at) => parts.slice(0, at + 1).join('/')).toReversed();
  const [version] = major.exec(baseName(tag)) ?? [];
  const [first] = folders;
  return first === undefined || version === undefined
    ? folders
    : [`${first}/${version}`, ...folders];
}
