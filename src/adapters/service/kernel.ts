/** What does the system tell of a service's processes, sockets and program? */

import { readdirSync, readlinkSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { Kernel } from '../../ports-service.ts';
import { ask } from './ask.ts';
import { createLinuxSockets } from './linux-sockets.ts';
import { createOtherSockets } from './other-sockets.ts';
import { tracerOf } from './linux-processes.ts';
import type { ProcessTable } from './process-table.ts';
import { orAbsent, readProc } from './proc.ts';

export type Sockets = Pick<Kernel, 'listening' | 'holders' | 'connected' | 'accepted'>;

/** `os` is GOOS. */
export function createKernel(os: string, table: ProcessTable): Kernel {
  const programs = os === 'linux' ? onLinux : os === 'windows' ? onWindows : onMac;
  return {
    ...(os === 'linux' ? createLinuxSockets() : createOtherSockets(os)),
    ...programs,
    family: async (marker) => table.family(marker),
    isAlive: async (process) => table.isAlive(process),
    kill: async (process, signal) => table.kill(process, signal),
  };
}

type Programs = Pick<Kernel, 'runs' | 'program' | 'isTraced' | 'writing'>;

const onLinux: Programs = {
  /** The file is named as it is outside, so that device and inode are compared and not paths. */
  async runs(pid, file) {
    try {
      const running = await stat(`/proc/${pid}/exe`, { bigint: true });
      const asked = await stat(file, { bigint: true });
      return running.dev === asked.dev && running.ino === asked.ino;
    } catch {
      return undefined;
    }
  },
  program: async (pid) =>
    orAbsent(() => readlinkSync(`/proc/${pid}/exe`)) ?? readProc(`${pid}/comm`)?.trimEnd(),
  isTraced: async (pid) => tracerOf(pid) !== undefined,
  writing: async (pids) => [...new Set(pids.flatMap(writtenBy))],
};

/** proc_pid_fdinfo(5): the flags of open(2), octal; the last two bits are 0 where it is open for reading only. */
function writtenBy(pid: number): readonly string[] {
  const names = orAbsent(() => readdirSync(`/proc/${pid}/fd`)) ?? [];
  return names.flatMap((name) => {
    const [, flags = '0'] =
      /^flags:\s+([0-7]+)$/m.exec(readProc(`${pid}/fdinfo/${name}`) ?? '') ?? [];
    const path = orAbsent(() => readlinkSync(`/proc/${pid}/fd/${name}`));
    return path?.startsWith('/') === true && Number.parseInt(flags, 8) % 4 !== 0 ? [path] : [];
  });
}

const onMac: Programs = {
  /** lsof names the program as the first file of text (`txt`) of a process. */
  async runs(pid, file) {
    const text = ask('lsof', ['-nP', '-a', '-p', String(pid), '-d', 'txt', '-Fn']);
    const [, path] = /^n(.*)$/m.exec(text) ?? [];
    if (path === undefined) return undefined;
    return path === (await realpath(file).catch(() => file));
  },
  program: async (pid) => ask('ps', ['-o', 'comm=', '-p', String(pid)]).trim() || undefined,
  isTraced: async () => undefined,
  writing: async () => [],
};

const onWindows: Programs = {
  runs: async () => undefined,
  program: async () => undefined,
  isTraced: async () => undefined,
  writing: async () => [],
};
