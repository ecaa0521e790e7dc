/** Where do the archives lie that `archive` names? In a folder with manifest.json, or one beside it. */

import { outputNames } from '../archive/output.ts';
import { Failure } from '../failure.ts';
import { firstFew } from '../first-few.ts';
import { baseName, folderOf } from '../paths.ts';
import { quote } from '../plain-text.ts';

export interface ArchivePlace {
  readonly folder: string;
  /** The one file of it that is deployed. */
  readonly only?: string;
}

/** A manifest.json stands for its folder. */
export function placeOf(path: string, kind: 'file' | 'folder'): ArchivePlace {
  if (kind === 'folder') return { folder: path };
  const folder = folderOf(path);
  return baseName(path) === outputNames.manifest ? { folder } : { folder, only: baseName(path) };
}

export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}

/** @throws Failure where a pattern does not match exactly one file */
export function decideMatch(path: string, matches: readonly string[]): ArchivePlace {
  const [first] = matches;
  if (first === undefined) throw placeFailure(path, 'matches no file');
  if (matches.length === 1) return placeOf(first, 'file');
  throw placeFailure(path, `matches ${matches.length} files: ${firstFew(matches.map(quote))}`, [
    'name one archive, or the folder that manifest.json lies in: all that is there for Linux is looked at then',
  ]);
}

/** `happened` goes on after the input's value. */
export function placeFailure(
  path: string,
  happened: string,
  attempt: readonly string[] = [
    'name the folder that manifest.json lies in, or one archive beside it; a relative path is seen from working-directory',
    'where another job built them, take its artifact: `from-artifact`, with `expect-manifest`',
  ],
): Failure {
  return new Failure({
    doing: 'looking for what archive names',
    happened: `${quote(path)} ${happened}`,
    attempt,
    code: 'archive-place',
  });
}
