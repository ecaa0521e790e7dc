/** How soon does the log show that the action is alive? */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { actionInputs } from '../__tests__/action/runner.ts';
import type { Bench } from './bench.ts';
import { type Figure, limitRow } from './figure.ts';
import { cleanEnv, endWith } from './program.ts';

const times = 15;
const target = 150;

/** The run ends by itself right after the line: it is given a command that there is not. */
export async function measureFirstLine(bench: Bench): Promise<Figure> {
  const folder = join(bench.folder, 'first-line');
  mkdirSync(folder, { recursive: true });
  const env = {
    ...cleanEnv(),
    ...actionInputs({ command: 'nothing' }),
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    RUNNER_TOOL_CACHE: folder,
  };
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) {
    bench.signal.throwIfAborted();
    took.push(await firstByte(bench, folder, env));
  }
  const title = `first log line, from the start of the process (${times} runs)`;
  return { rows: [limitRow(title, target, took)] };
}

async function firstByte(bench: Bench, cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [bench.options.entry], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const stopWatching = endWith(bench, child.pid, { group: false });
  let took = 0;
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    took ||= performance.now() - started;
    text += chunk.toString();
  });
  await once(child, 'close');
  stopWatching();
  const line = text.split('\n')[0] ?? '';
  if (!/^gin-ship \d/.test(line)) throw new Error(`the first line is: ${line}`);
  return took;
}
