/** Which processes do the programs of macOS and Windows tell of, and which belong to a service? */

import { withDescendants } from '../../domain/rehearse/kernel.ts';
import {
  type ListedProcess,
  parseMarked,
  parseProcesses,
  windowsProcesses,
} from '../../domain/rehearse/other-kernels.ts';
import { markerName } from '../../domain/service/environment.ts';
import type { ProcessRef } from '../../ports-service.ts';
import { ask } from './ask.ts';
import { type ProcessTable, tell } from './process-table.ts';

/** Windows shows nobody's environment: there a family is what comes from the processes that we started. */
export function createOtherProcesses(os: string): ProcessTable {
  const roots = new Map<string, readonly ProcessRef[]>();
  const isAlive = (ref: ProcessRef): boolean => list(os).some((one) => isSame(one, ref));
  return {
    identify: (pid) =>
      list(os)
        .map(toRef)
        .find((one) => one.pid === pid),
    remember(marker, ref) {
      roots.set(marker, [...(roots.get(marker) ?? []), ref]);
    },
    forget: () => undefined,
    family(marker) {
      const text = os === 'windows' ? '' : ask('ps', ['-axEwwo', 'pid=,command=']);
      const marked = new Set(parseMarked(text, `${markerName}=${marker}`));
      const started = roots.get(marker) ?? [];
      return withDescendants(
        list(os),
        (one) => marked.has(one.pid) || started.some((ref) => isSame(one, ref)),
      )
        .filter(({ pid }) => pid !== process.pid)
        .map(toRef);
    },
    tracerOf: () => undefined,
    isAlive,
    kill: (ref, signal) => isAlive(ref) && tell(ref.pid, signal),
  };
}

function list(os: string): readonly ListedProcess[] {
  return parseProcesses(
    os === 'windows'
      ? ask('powershell', ['-NoProfile', '-NonInteractive', '-Command', windowsProcesses])
      : ask('ps', ['-axo', 'pid=,ppid=,lstart=']),
  );
}

function isSame(one: ProcessRef, other: ProcessRef): boolean {
  return one.pid === other.pid && one.started === other.started;
}

function toRef({ pid, started }: ListedProcess): ProcessRef {
  return { pid, started };
}
