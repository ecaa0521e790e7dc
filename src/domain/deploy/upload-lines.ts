/** Which lines does the SSH user run on a server for an upload? */

import { shellWord } from '../remote/shell-word.ts';

/**
 * Each byte goes to its own place: one whose connection was lost may still be writing there, the same
 * bytes to the same places.
 */
const put =
  'umask 077; exec dd of="$1" seek="$2" bs=262144 iflag=fullblock oflag=seek_bytes conv=notrunc status=none';

/** With the bytes from `offset` on its standard input. */
export function putLine(path: string, offset: number): string {
  return `sh -c ${shellWord(put)} put ${shellWord(path)} ${offset}`;
}

/** Prints the SHA-256 of what is there, and a dash. */
export function checkLine(path: string): string {
  return `sh -c ${shellWord('sha256sum <"$1"')} check ${shellWord(path)}`;
}

export function clearLine(path: string): string {
  return `sh -c ${shellWord('rm -f -- "$1"')} clear ${shellWord(path)}`;
}
