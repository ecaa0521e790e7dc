/** Which line runs a verb of the helper on a server, as root? */

import type { Privilege } from './privilege.ts';
import { helperPath } from './way-script.ts';
import { shellWord } from '../remote/shell-word.ts';

export type RootWay = Exclude<Privilege['way'], 'none'>;

export type HelperVerb = 'version' | 'room' | 'submit' | 'attend' | 'records' | 'remove';

export function helperLine(way: RootWay, verb: HelperVerb, ...words: readonly string[]): string {
  return asRoot(way, [helperPath, verb, ...words.map(shellWord)].join(' '));
}

/** `line` is of words of ours and quoted ones. */
export function asRoot(way: RootWay, line: string): string {
  return way === 'root' ? line : `sudo -n ${line}`;
}
