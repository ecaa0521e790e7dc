/** Is one entry of an archive fit to lie in a release? */

import { plainLine } from '../plain-text.ts';
import type { ListedEntry } from './listed-entry.ts';
import { isUnitPath, unitTextProblem } from './unit-words.ts';

/** The end of a sentence that begins with the entry's name; undefined where it is fit. */
export function entryProblem(entry: ListedEntry): string | undefined {
  return nameProblem(entry) ?? kindProblem(entry) ?? modeProblem(entry);
}

/** The longest name and path of Linux' file systems, less the room that the release's folder takes. */
const longestName = 255;
const longestPath = 3000;

function nameProblem({ kind, name }: ListedEntry): string | undefined {
  if (name === '.' && kind === 'folder') return undefined;
  if (name.startsWith('/')) return 'is an absolute path';
  const parts = name.split('/');
  if (parts.includes('..')) return 'goes through ..';
  if (parts.some((part) => part === '' || part === '.')) return 'is no plain path';
  if (/["'\\\uFFFD\p{Cc}]/u.test(name) || unitTextProblem(name) !== undefined) {
    return 'has quotes, backslashes, control characters or no Unicode in its name';
  }
  if (parts.length === 1 && !isUnitPath(name)) {
    return 'has blanks or one of $ % : ; # in its name, or begins with -: a unit cannot bind it';
  }
  if (parts.some((part) => part !== part.trim()))
    return 'has a name that begins or ends with a blank';
  if (parts.some((part) => byteLength(part) > longestName)) return 'has a name that is too long';
  return byteLength(name) > longestPath ? 'has a path that is too long' : undefined;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function kindProblem({ kind, to = '' }: ListedEntry): string | undefined {
  if (kind === 'file' || kind === 'folder') return undefined;
  if (kind === 'device') return 'is a device';
  if (kind === 'other') return 'is neither a file nor a folder';
  const where = `${kind === 'link' ? 'a link' : 'a hard link'} to ${plainLine(to)}`;
  return `is ${where}, and a release on a server has none; ship the file itself in its place`;
}

/** As gin-ship writes them; any others were changed by somebody. */
export function modeProblem({ kind, mode }: ListedEntry): string | undefined {
  const octal = mode.toString(8).padStart(4, '0');
  if (mode > 0o777) return `has mode ${octal}: setuid, setgid and sticky are never installed`;
  const fit = kind === 'folder' ? mode === 0o755 : mode === 0o755 || mode === 0o644;
  return fit ? undefined : `has mode ${octal}; files have 0644 or 0755, folders 0755`;
}
