/** Which paths inside what is shipped are state? */

import { isUnitPath } from '../deploy/unit-words.ts';
import { quote } from '../plain-text.ts';
import type { Reader } from './reader.ts';
import { overlap } from './server-path.ts';

/** Each once, without a trailing slash. */
export function parsePersist(reader: Reader): readonly string[] {
  const paths: string[] = [];
  for (const item of reader.list('persist')) {
    const path = item.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '');
    const problem = persistProblem(path);
    const above = paths.find((other) => overlap(path, other) && path !== other);
    if (problem !== undefined) reader.problem('persist', `${quote(item)} ${problem}; ${accepted}`);
    else if (above !== undefined) {
      reader.problem('persist', `${quote(item)} and ${quote(above)} lie in one another; keep one`);
    } else if (!paths.includes(path)) paths.push(path);
  }
  return paths;
}

const accepted = 'accepted: a path inside what is shipped, as static/uploads';

function persistProblem(path: string): string | undefined {
  if (path.startsWith('/'))
    return 'is absolute; for a folder outside of the service there is write-paths';
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    return 'names no path below the working directory';
  }
  if (/[*?[\]{}]/.test(path)) return 'is a pattern';
  const bytes = new TextEncoder().encode(path).length;
  const blank = parts.some((part) => part !== part.trim());
  return bytes > 400 || blank || !isUnitPath(path)
    ? 'has characters that no unit can name'
    : undefined;
}
