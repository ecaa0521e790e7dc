/** How is /proc read, where processes end while they are looked at? */

import { readFileSync, readdirSync } from 'node:fs';

export function allPids(): readonly number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

/** `path` below /proc; absent too where it may not be read. */
export function readProc(path: string): string | undefined {
  return orAbsent(() => readFileSync(`/proc/${path}`, 'latin1'));
}

export function orAbsent<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
