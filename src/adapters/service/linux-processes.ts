/** Which processes does Linux tell of in /proc, and which of them belong to a service? */

import { closeSync, fstatSync, openSync, readlinkSync } from 'node:fs';
import { type ProcessStat, parseStat, withDescendants } from '../../domain/rehearse/kernel.ts';
import { isWithin } from '../../domain/rehearse/mounts.ts';
import { markerName } from '../../domain/service/environment.ts';
import type { ProcessRef } from '../../ports-service.ts';
import { type ProcessTable, tell } from './process-table.ts';
import { allPids, orAbsent, readProc } from './proc.ts';

/** By what a process is known that has left its family and lost its environment. */
interface Signs {
  /** By name, each with a descriptor: while it is open the kernel gives the number to no other. */
  readonly namespaces: Map<string, number>;
  readonly folders: Set<string>;
  /** Members that were seen once, by pid. */
  readonly seen: Map<number, string>;
}

export function createLinuxProcesses(): ProcessTable {
  const known = new Map<string, Signs>();
  const tracers: ProcessRef[] = [];
  const signsOf = (marker: string): Signs => {
    const signs = known.get(marker) ?? {
      namespaces: new Map(),
      folders: new Set(),
      seen: new Map(),
    };
    known.set(marker, signs);
    return signs;
  };
  return {
    identify,
    tracerOf(pid) {
      const tracer = identify(tracerOf(pid) ?? 0);
      if (tracer !== undefined) tracers.push(tracer);
      return tracer;
    },
    remember(marker, { pid }, folder) {
      const { namespaces, folders } = signsOf(marker);
      folders.add(folder);
      const held = holdNamespace(pid);
      if (held === undefined) return;
      if (held.name === namespaceOf('self') || namespaces.has(held.name))
        closeSync(held.descriptor);
      else namespaces.set(held.name, held.descriptor);
    },
    forget(marker) {
      const { namespaces } = signsOf(marker);
      for (const descriptor of namespaces.values()) closeSync(descriptor);
      namespaces.clear();
    },
    family(marker) {
      const signs = signsOf(marker);
      const found = familyOf(marker, signs).filter(
        (one) => !tracers.some(({ pid, started }) => pid === one.pid && started === one.started),
      );
      for (const { pid, started } of found) signs.seen.set(pid, started);
      return found;
    },
    isAlive,
    kill: (ref, signal) => isAlive(ref) && tell(ref.pid, signal),
  };
}

/** Absent where it may not be opened: then it is no sign. */
function holdNamespace(
  pid: number,
): { readonly name: string; readonly descriptor: number } | undefined {
  return orAbsent(() => {
    const descriptor = openSync(`/proc/${pid}/ns/mnt`, 'r');
    return { name: `mnt:[${fstatSync(descriptor).ino}]`, descriptor };
  });
}

/** `mnt:[4026531841]`; absent where it may not be seen. */
export function namespaceOf(pid: number | 'self'): string | undefined {
  return linkOf(`${pid}/ns/mnt`);
}

function familyOf(marker: string, { namespaces, folders, seen }: Signs): readonly ProcessRef[] {
  const variable = `\0${markerName}=${marker}\0`;
  const isInFolder = (path: string | undefined): boolean =>
    path !== undefined && [...folders].some((folder) => isWithin(path, folder));
  const isMarked = ({ pid, started }: ProcessStat): boolean =>
    seen.get(pid) === started ||
    `\0${readProc(`${pid}/environ`) ?? ''}\0`.includes(variable) ||
    namespaces.has(namespaceOf(pid) ?? '') ||
    isInFolder(linkOf(`${pid}/cwd`)) ||
    isInFolder(linkOf(`${pid}/exe`));
  const all = allPids().flatMap((pid) => statOf(pid) ?? []);
  return withDescendants(all, isMarked)
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

function linkOf(path: string): string | undefined {
  return orAbsent(() => readlinkSync(`/proc/${path}`));
}
