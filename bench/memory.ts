/** How much memory does the action itself need, without the Go processes that it starts? */

import { readFileSync } from 'node:fs';
import { formatBytes } from '../src/domain/quantity.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figure.ts';
import { runOurs } from './ours.ts';
import { type Sides, settle } from './sides.ts';

const target = 200 * 1024 * 1024;
const sampleEvery = 10;

export async function measureMemory(bench: Bench, sides: Sides): Promise<Figure> {
  const side = await sides.ours();
  const peaks: number[] = [];
  for (let i = 1; i <= bench.options.runs; i += 1) {
    side.nextCommit();
    await settle(bench);
    let peak = 0;
    let timer: NodeJS.Timeout | undefined;
    try {
      await runOurs(bench, side, {
        gocache: side.gocache,
        started(pid) {
          timer = setInterval(() => (peak = Math.max(peak, residentPeak(pid))), sampleEvery);
        },
      });
    } finally {
      clearInterval(timer);
    }
    peaks.push(peak);
    bench.say(`memory ${i} of ${bench.options.runs}: ${formatBytes(peak)}`);
  }
  const most = Math.max(...peaks);
  const row = {
    title: 'memory of the action itself at the most, archives included',
    ours: formatBytes(most),
    theirs: '',
    ratio: '',
    target: `<= ${formatBytes(target)}`,
    reached: most <= target,
  };
  return { rows: [row] };
}

/** VmHWM, the kernel's own high-water mark, in bytes: a peak between two looks is in it (proc_pid_status(5)). */
function residentPeak(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
