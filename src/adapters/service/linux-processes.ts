/** Which processes does Linux tell of in /proc, and which of them belong to a service? */

import { readlinkSync } from 'node:fs';
import { type ProcessStat, parseStat, withDescendants } from '../../domain/rehearse/kernel.ts';
import { markerName } from '../../domain/service/environment.ts';
import type { ProcessRef } from '../../ports-service.ts';
import { type ProcessTable, tell } from './process-table.ts';
import { allPids, orAbsent, readProc } from './proc.ts';

export function createLinuxProcesses(): ProcessTable {
  const namespaces = new Map<string, Set<string>>();
  const tracers: ProcessRef[] = [];
  return {
    identify,
    tracerOf(pid) {
      const tracer = identify(tracerOf(pid) ?? 0);
      if (tracer !== undefined) tracers.push(tracer);
      return tracer;
    },
    remember(marker, { pid }) {
      const namespace = namespaceOf(pid);
      if (namespace === undefined || namespace === namespaceOf('self')) return;
      namespaces.set(marker, (namespaces.get(marker) ?? new Set()).add(namespace));
    },
    family: (marker) =>
      familyOf(marker, namespaces.get(marker) ?? new Set()).filter(
        (one) => !tracers.some(({ pid, started }) => pid === one.pid && started === one.started),
      ),
    isAlive,
    kill: (ref, signal) => isAlive(ref) && tell(ref.pid, signal),
  };
}

/** `mnt:[4026531841]`; absent where it may not be seen. */
export function namespaceOf(pid: number | 'self'): string | undefined {
  return orAbsent(() => readlinkSync(`/proc/${pid}/ns/mnt`));
}

function familyOf(marker: string, namespaces: ReadonlySet<string>): readonly ProcessRef[] {
  const variable = `\0${markerName}=${marker}\0`;
  const isMarked = ({ pid }: ProcessStat): boolean =>
    `\0${readProc(`${pid}/environ`) ?? ''}\0`.includes(variable) ||
    namespaces.has(namespaceOf(pid) ?? '');
  return withDescendants(
    allPids().flatMap((pid) => statOf(pid) ?? []),
    isMarked,
  )
    .filter((one) => one.pid !== process.pid && !isOver(one))
    .map(({ pid, started }) => ({ pid, started }));
}

function identify(pid: number): ProcessRef | undefined {
  const found = statOf(pid);
  return found && { pid, started: found.started };
}

/** The pid of what watches a process by ptrace. */
export function tracerOf(pid: number): number | undefined {
  const [, tracer] = /^TracerPid:\s+([1-9]\d*)$/m.exec(readProc(`${pid}/status`) ?? '') ?? [];
  return tracer === undefined ? undefined : Number(tracer);
}

function isAlive({ pid, started }: ProcessRef): boolean {
  const found = statOf(pid);
  return found !== undefined && found.started === started && !isOver(found);
}

/** Nobody has asked yet how it ended. */
function isOver({ state }: ProcessStat): boolean {
  return /[ZXx]/.test(state);
}

function statOf(pid: number): ProcessStat | undefined {
  return parseStat(readProc(`${pid}/stat`) ?? '');
}
