/** How much memory does a program use, with all that it started? */

import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

export interface MemoryWatch {
  /** Ends the sampling; the highest sum seen, in bytes, or undefined where nothing could be read. */
  stop(): number | undefined;
}

/** Samples resident memory until stopped. Windows gives no cheap way and is not measured. */
export function watchMemory(pid: number): MemoryWatch | undefined {
  if (process.platform === 'linux') return sample(200, (seen) => seen(linuxTree(pid)));
  if (process.platform === 'darwin') return sample(1000, (seen) => psTree(pid, seen));
  return undefined;
}

function sample(ms: number, take: (seen: (bytes: number) => void) => void): MemoryWatch {
  let peak = 0;
  const timer = setInterval(() => take((bytes) => (peak = Math.max(peak, bytes))), ms);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      return peak === 0 ? undefined : peak;
    },
  };
}

/** Linux, proc(5): statm counts pages of 4 KiB on all of Go's runner platforms but some arm64 kernels. */
function linuxTree(pid: number): number {
  try {
    const resident = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1] ?? 0) * 4096;
    const children = readdirSync(`/proc/${pid}/task`)
      .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' '))
      .filter((child) => child !== '');
    return children.reduce((sum, child) => sum + linuxTree(Number(child)), resident);
  } catch {
    return 0;
  }
}

function psTree(root: number, seen: (bytes: number) => void): void {
  execFile('ps', ['-axo', 'pid=,ppid=,rss='], (error, stdout) => {
    if (error) return;
    const rows = stdout.split('\n').map((row) => row.trim().split(/\s+/).map(Number));
    const family = new Set([root]);
    let bytes = 0;
    for (const [pid = 0, parent = 0, kib = 0] of rows.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))) {
      if (pid !== root && !family.has(parent)) continue;
      family.add(pid);
      bytes += kib * 1024;
    }
    seen(bytes);
  });
}
