/** How is a program run to its end, timed, and ended with all that it started? */

import { spawn } from 'node:child_process';
import { type Bench, runLimit } from './bench.ts';

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Beside what `cleanEnv` gives. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ProgramEnded {
  /** Milliseconds from before its start until it and its output have ended. */
  readonly wall: number;
  readonly stdout: string;
}

/** Little of this machine's own environment, and the same for both sides: nothing that changes a build. */
export function cleanEnv(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'GOPROXY', 'GOSUMDB', 'GONOSUMDB', 'SSL_CERT_FILE', 'LANG'];
  const own = kept.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(own), GOENV: 'off', GOTOOLCHAIN: 'local', CI: 'true' };
}

/** @throws Error with the end of its output where it did not end with 0 */
export async function runProgram(bench: Bench, program: Program): Promise<ProgramEnded> {
  const { file, args, cwd } = program;
  const started = performance.now();
  const child = spawn(file, args, {
    cwd,
    env: { ...cleanEnv(), ...program.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const output = { stdout: '', all: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString();
    output.all += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => (output.all += chunk.toString()));
  const { promise, resolve } = Promise.withResolvers<string>();
  child.on('error', (error) => resolve(error.message));
  child.on('close', (code, signal) => resolve(code === 0 ? '' : `ended with ${code ?? signal}`));
  const stopWatching = endWith(bench, child.pid, { group: true });
  const trouble = await promise;
  stopWatching();
  if (trouble !== '') {
    throw new Error(`${[file, ...args].join(' ')}: ${trouble}\n${output.all.slice(-3000)}`);
  }
  return { wall: performance.now() - started, stdout: output.stdout };
}

/**
 * Ends a process when the benchmark is to end or its time is over: a group at once, a process that ends
 * its own children by SIGINT.
 */
export function endWith(
  { signal }: Bench,
  pid: number | undefined,
  { group }: { readonly group: boolean },
): () => void {
  const either = AbortSignal.any([signal, AbortSignal.timeout(runLimit)]);
  const end = (): void => {
    if (pid === undefined) return;
    try {
      process.kill(group ? -pid : pid, group ? 'SIGKILL' : 'SIGINT');
    } catch {
      // it may have ended at this very moment
    }
  };
  either.addEventListener('abort', end);
  return () => either.removeEventListener('abort', end);
}
