/** Which files does `include` ask for? */

import { Failure } from '../failure.ts';
import { normalize, relativeTo, resolve } from '../paths.ts';
import { namesWithheld } from './withheld.ts';

export interface Wanted {
  /** As the user wrote it. */
  readonly written: string;
  /** The same from the repository's top folder. */
  readonly pattern: string;
  /** It asks by name for files that are else left out. */
  readonly named: boolean;
}

/**
 * Patterns are relative to the module's folder. `!pattern` takes files out again, those of the
 * folders that are packed by themselves too, wherever in the list it stands.
 * @throws Failure (`include`) for patterns that lead out of the repository
 */
export function planInclude(
  include: readonly string[],
  { dir, root }: { dir: string; root: string },
): { readonly wanted: readonly Wanted[]; readonly unwanted: readonly string[] } {
  const read = include.map((written) => {
    const isUnwanted = written.startsWith('!');
    const below = relativeTo(root, resolve(dir, normalize(written.replace(/^!\s*/, ''))));
    return { written, isUnwanted, pattern: below === '.' ? '**' : below };
  });
  const outside = read.filter(({ pattern }) => pattern === undefined);
  if (outside.length > 0) {
    throw new Failure({
      doing: 'reading include',
      happened: `${outside.map(({ written }) => written).join(', ')} leads out of the repository`,
      attempt: ['copy what is needed into the repository in a step before, and include it there'],
      details: { repository: root },
      code: 'include',
    });
  }
  const inside = read.flatMap(({ pattern, ...rest }) =>
    pattern === undefined ? [] : [{ ...rest, pattern }],
  );
  return {
    wanted: inside
      .filter(({ isUnwanted }) => !isUnwanted)
      .map(({ written, pattern }) => ({ written, pattern, named: namesWithheld(pattern) })),
    unwanted: inside.filter(({ isUnwanted }) => isUnwanted).map(({ pattern }) => pattern),
  };
}

/** What to try where patterns match nothing. Lists are split at commas, so braces come in pieces. */
export function adviseIdle(idle: readonly string[]): readonly string[] {
  const braces = idle.some((pattern) => /[{}]/.test(pattern))
    ? ['braces are not understood: write `docs/*.{md,txt}` as `docs/*.md, docs/*.txt`']
    : [];
  return [
    ...braces,
    'patterns are seen from the folder of go.mod; correct or drop them',
    'what a step before should have made must be there by now',
  ];
}

/**
 * The name of a file in the archive: its path from the module's folder; for a file elsewhere in the
 * repository, its path from the repository's top folder.
 */
export function nameInArchive(path: string, { dir, root }: { dir: string; root: string }): string {
  return relativeTo(dir, path) ?? relativeTo(root, path) ?? path;
}
