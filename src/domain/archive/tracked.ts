/** What does git know about the files that are packed? */

import type { Difference } from '../source/status.ts';

export interface IndexEntry {
  /** `100644`, `100755`, `120000` (a link), `160000` (a submodule). */
  readonly mode: string;
  /** Checked out with line ends that the commit does not have. */
  readonly crlf: boolean;
}

export interface Tracked {
  /** Whether there is a repository at all. */
  readonly repository: boolean;
  /** By path from the repository's top folder. */
  readonly index: ReadonlyMap<string, IndexEntry>;
  readonly changed: readonly Pick<Difference, 'path' | 'gone'>[];
}

/** For a place without git. */
export const untracked: Tracked = { repository: false, index: new Map(), changed: [] };

/**
 * Reads `git ls-files --stage --eol -z`: `mode hash stage TAB i/eol w/eol attr/… TAB path`.
 * Undefined where a record is none.
 */
export function parseIndex(text: string): ReadonlyMap<string, IndexEntry> | undefined {
  const index = new Map<string, IndexEntry>();
  for (const record of text.split('\0').filter((line) => line !== '')) {
    const [, mode, committed, checkedOut, path] =
      /^(\d{6}) [0-9a-f]+ \d\ti\/(\S*)\s+w\/(\S*)\s+attr\/[^\t]*\t(.+)$/s.exec(record) ?? [];
    if (mode === undefined || path === undefined) return undefined;
    const crlf = committed !== checkedOut && (checkedOut === 'crlf' || checkedOut === 'mixed');
    index.set(path, { mode, crlf });
  }
  return index;
}
