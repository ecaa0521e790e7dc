/** What is said about what goes into the archives? */

import type { Contents } from './contents.ts';
import { byCodePoint } from '../order.ts';
import { firstFew } from '../first-few.ts';

export interface Note {
  readonly level: 'info' | 'warning';
  readonly text: string;
}

/** The lines of the log, in their order. */
export function contentNotes(contents: Contents): readonly Note[] {
  const { entries, leftOut, special, untracked, changed, crlf } = contents;
  const state = leftOut.filter((one) => one.looksLike === 'state').map(({ name }) => name);
  const secret = leftOut.filter((one) => one.looksLike === 'private').map(({ name }) => name);
  const names = entries.filter(({ kind }) => kind !== 'folder').map(({ name }) => name);
  const notes: readonly (readonly [Note['level'], readonly string[], string])[] = [
    ['info', names, `packed beside the binaries: ${byTop(names)}`],
    ['info', untracked, 'packed, though not in git: NAMES'],
    [
      'info',
      state,
      'left out, since it looks like state: NAMES (an include line that names it packs it)',
    ],
    [
      'info',
      secret,
      'left out, since it looks private: NAMES (an include line that names it packs it)',
    ],
    [
      'warning',
      changed,
      'differs from the commit, and is packed as it is in the working tree: NAMES',
    ],
    [
      'warning',
      crlf,
      'checked out with CRLF line ends that the commit does not have, so that the archive differs from one made on Linux: NAMES. Put `* text=auto eol=lf` into .gitattributes',
    ],
    ['warning', special, 'neither a file nor a link, and left out: NAMES'],
  ];
  return notes
    .filter(([, which]) => which.length > 0)
    .map(([level, which, text]) => ({ level, text: text.replace('NAMES', () => firstFew(which)) }));
}

/** `config/ (3 files), static/ (1 file), LICENSE`. */
function byTop(names: readonly string[]): string {
  const tops = Map.groupBy(names, (name) => name.slice(0, name.indexOf('/') + 1));
  const folders = [...tops].filter(([top]) => top !== '').sort((a, b) => byCodePoint(a[0], b[0]));
  const counted = folders.map(
    ([top, { length }]) => `${top} (${length} ${length === 1 ? 'file' : 'files'})`,
  );
  const single = tops.get('') ?? [];
  return [...counted, ...(single.length === 0 ? [] : [firstFew(single)])].join(', ');
}
