/** On what was it measured? */

import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { formatBytes } from '../src/domain/quantity.ts';
import type { Bench } from './bench.ts';
import { runProgram } from './program.ts';

/** Asked before anything else runs: others' work on the machine makes figures worthless. */
export function describeMachine(): string {
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  const model = cpus()[0]?.model ?? 'unknown processor';
  return `${cpus().length} cores (${model}), ${formatBytes(totalmem())} of memory, ${type()} ${release()}, load at the start ${load}`;
}

export async function readGoVersion(bench: Omit<Bench, 'go'>): Promise<string> {
  const program = { file: 'go', args: ['env', 'GOVERSION'], cwd: bench.folder };
  const { stdout } = await runProgram({ ...bench, go: '' }, program);
  return stdout.trim().replace(/^go/, '');
}
