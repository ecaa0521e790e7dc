/** How are programs run to their end, so that none outlives us? */

import { type ChildProcess, type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import type { Env } from '../domain/runner.ts';
import type { Command, Ended, Processes } from '../ports.ts';
import { watchMemory } from './memory.ts';
import { which } from './which.ts';

const outputCap = 16 * 1024 * 1024;
const posix = process.platform !== 'win32';

/** What a child left running is ended with it; this long its pipes may stay open after that. */
const grace = 2000;

const notStarted = (code: string): Ended => ({ notStarted: code, stdout: '', stderr: '', took: 0 });

/** Also gives `endAll`, for our own end: it ends every child with all it started, and none starts after. */
export function createProcesses(): Processes & { readonly endAll: () => void } {
  const running = new Set<ChildProcess>();
  let closed = false;
  return {
    run: (command) => (closed ? Promise.resolve(notStarted('ECANCELED')) : run(command, running)),
    which,
    availableMemory: () => process.availableMemory(),
    endAll() {
      closed = true;
      for (const child of running) endTree(child);
    },
  };
}

/** A child leads a process group of its own, so that its descendants can be ended with it. */
async function run(command: Command, running: Set<ChildProcess>): Promise<Ended> {
  const started = performance.now();
  const { promise, resolve } = Promise.withResolvers<Ended>();
  let child: ReturnType<typeof start>;
  try {
    child = start(command);
  } catch (error) {
    return notStarted(codeOf(error));
  }
  running.add(child);
  if (command.background === true && child.pid !== undefined) giveWay(child.pid);
  const memory = command.watchMemory === true && child.pid ? watchMemory(child.pid) : undefined;
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  let timedOut = false;
  const timer =
    command.timeout === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          endTree(child);
        }, command.timeout);
  const finish = (how: Partial<Ended>): void => {
    clearTimeout(timer);
    running.delete(child);
    const peakMemory = memory?.stop();
    resolve({
      ...how,
      ...(timedOut ? { timedOut } : {}),
      ...(peakMemory === undefined ? {} : { peakMemory }),
      stdout: stdout(),
      stderr: stderr(),
      took: performance.now() - started,
    });
  };
  child.on('error', (error) => {
    if (child.pid === undefined) finish({ notStarted: codeOf(error) });
  });
  child.on('exit', () => {
    if (posix) endTree(child);
    setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
    }, grace).unref();
  });
  child.on('close', (code, signal) =>
    finish({ ...(code === null ? {} : { code }), ...(signal === null ? {} : { signal }) }),
  );
  return promise;
}

/** Node throws at once for some causes, such as arguments that are too long, and tells others later. */
function start({ file, args, cwd, env }: Command): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(file, args, {
    cwd,
    env: definedOnly(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: posix,
    windowsHide: true,
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** What the child starts inherits it. A system that refuses runs it as any other. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // the child may have ended already, or the system may not allow it
  }
}

function endTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (!posix) {
    execFile('taskkill', ['/pid', String(child.pid), '/T', '/F'], () => undefined);
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** Keeps the last bytes of a stream, so that a program that prints without end costs no memory. */
function collect(stream: NodeJS.ReadableStream): () => string {
  let chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > 2 * outputCap) {
      chunks = [Buffer.concat(chunks).subarray(-outputCap)];
      size = outputCap;
    }
  });
  return () => Buffer.concat(chunks).subarray(-outputCap).toString('utf8');
}

function definedOnly(env: Env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}
