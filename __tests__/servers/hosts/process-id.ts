/** Which process is meant by a number, now that numbers come back? */

import { readFileSync } from 'node:fs';

/** A process for as long as the machine runs: its number and the tick in which it began. */
export interface ProcessId {
  readonly pid: number;
  readonly began: string;
}

/** undefined where there is none of that number. */
export function identify(pid: number): ProcessId | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, second of the fields, may hold spaces and brackets itself. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return began === undefined ? undefined : { pid, began };
  } catch {
    return undefined;
  }
}

export function isAlive({ pid, began }: ProcessId): boolean {
  return identify(pid)?.began === began;
}

export const formatId = ({ pid, began }: ProcessId): string => `${pid}-${began}`;

export function parseId(text: string): ProcessId | undefined {
  const [, pid, began] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  return pid === undefined || began === undefined ? undefined : { pid: Number(pid), began };
}
