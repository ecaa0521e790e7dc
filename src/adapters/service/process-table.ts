/** What is asked of the list of all processes, at once and without waiting? */

import type { ProcessRef } from '../../ports-service.ts';

export interface ProcessTable {
  identify(pid: number): ProcessRef | undefined;
  /**
   * From here on what comes from this process, lives in its mount namespace, or works in or runs from
   * the folder, has the marker too.
   */
  remember(marker: string, process: ProcessRef, folder: string): void;
  /** Its mount namespaces count no more: the kernel gives their numbers to others. */
  forget(marker: string): void;
  family(marker: string): readonly ProcessRef[];
  /** The strace or debugger that watches a process; it is in no family. */
  tracerOf(pid: number): ProcessRef | undefined;
  isAlive(process: ProcessRef): boolean;
  /** False where it has ended, or may not be told. */
  kill(process: ProcessRef, signal: NodeJS.Signals): boolean;
}

/** Tells a process that is known to be the one that is meant. */
export function tell(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
