/** How is a program started so that its own pid, its output and its end are known? */

import { type ChildProcess, type SpawnOptions, execFile, spawn } from 'node:child_process';
import { formatEnvironment } from '../../domain/rehearse/enclosure-text.ts';
import { planStart } from '../../domain/rehearse/enclosure-command.ts';
import { codeOf } from '../../domain/system-trouble.ts';
import type { NotStarted, ServiceCommand, ServiceEnd } from '../../ports-service.ts';
import { helperEnv } from './enclosures.ts';
import type { OutputRing } from './output-ring.ts';

export interface Child {
  /** The service's own pid, once it waits to be let go. */
  readonly pid: Promise<Told>;
  readonly exited: Promise<ServiceEnd>;
  ended(): ServiceEnd | undefined;
  /** Lets the program start, with its environment. */
  go(): void;
  /** Ends it as hard as can be, at whatever point it is. */
  end(): void;
}

/** Until the enclosure stands and the shell in it tells its pid. */
const patience = 15_000;
/** What the service started may hold its output open; this long it is waited for. */
const grace = 200;

type Told = number | Pick<NotStarted, 'notStarted'>;

/** A shell in the enclosure tells the pid as its first line, and waits for the environment. */
export function startInside(command: ServiceCommand, ring: OutputRing): Child {
  const { enclosure, env } = command;
  const { file, args } = planStart(enclosure, command);
  const asOther = enclosure.way === 'comparison' && process.getuid?.() === 0;
  const child = tryToSpawn(file, args, {
    cwd: '/',
    env: helperEnv,
    ...(asOther ? enclosure.user : {}),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  if (!('stdin' in child)) return failed(child);
  const { promise: pid, resolve } = Promise.withResolvers<Told>();
  const { exited, ended } = watchEnd(child);
  const end = (why: string): void => {
    resolve({ notStarted: why });
    child.stdin?.destroy();
    if (ended() === undefined) endGroup(child.pid);
  };
  const timer = setTimeout(() => end('ETIMEDOUT'), patience);
  child.stdin?.on('error', () => undefined);
  child.on('error', (error) => resolve({ notStarted: codeOf(error) ?? error.name }));
  readFirstLine(child, ring, (line) => {
    if (/^\d+$/.test(line)) resolve(Number(line));
    else end('enclosure');
  });
  void exited.then(() => resolve({ notStarted: 'enclosure' }));
  void pid.then(() => clearTimeout(timer));
  const go = (): void => void child.stdin?.end(formatEnvironment(env));
  return { pid, exited, ended, go, end: () => end('ECANCELED') };
}

/** Windows: the program itself, with its environment. */
export function startDirectly(command: ServiceCommand, ring: OutputRing): Child {
  const { file, args, env, enclosure } = command;
  const child = tryToSpawn(file, args, {
    cwd: enclosure.inside.state,
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  if (!('stdin' in child)) return failed(child);
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => ring.push(chunk));
  const pid = Promise.withResolvers<Told>();
  child.on('spawn', () => pid.resolve(child.pid ?? 0));
  child.on('error', (error) => pid.resolve({ notStarted: codeOf(error) ?? error.name }));
  const { exited, ended } = watchEnd(child);
  const end = (): void => {
    if (child.pid === undefined || ended() !== undefined) return;
    execFile('taskkill', ['/pid', String(child.pid), '/T', '/F'], () => undefined);
  };
  return { pid: pid.promise, exited, ended, go: () => undefined, end };
}

/** Node throws at once for some causes, such as arguments that are too long. */
function tryToSpawn(
  file: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess | Pick<NotStarted, 'notStarted'> {
  try {
    return spawn(file, args, options);
  } catch (error) {
    return { notStarted: codeOf(error) ?? String(error) };
  }
}

function failed(why: Pick<NotStarted, 'notStarted'>): Child {
  const exited = Promise.resolve({ at: performance.now() });
  return { pid: Promise.resolve(why), exited, ended: nothing, go: nothing, end: nothing };
}

function readFirstLine(child: ChildProcess, ring: OutputRing, told: (line: string) => void): void {
  let head: Buffer | undefined = Buffer.alloc(0);
  child.stderr?.on('data', (chunk: Buffer) => ring.push(chunk));
  child.stdout?.on('data', (chunk: Buffer) => {
    if (head === undefined) return ring.push(chunk);
    head = Buffer.concat([head, chunk]);
    const at = head.indexOf('\n');
    if (at < 0 && head.length < 32) return;
    const [line, rest] = [head.toString('latin1', 0, Math.max(at, 0)), head.subarray(at + 1)];
    head = undefined;
    ring.push(rest);
    told(line);
  });
}

/** An end is told when the output before it has been read, too. */
function watchEnd(child: ChildProcess): Pick<Child, 'exited' | 'ended'> {
  const { promise: exited, resolve } = Promise.withResolvers<ServiceEnd>();
  let found: ServiceEnd | undefined;
  child.on('error', () => {
    if (child.pid === undefined) resolve({ at: performance.now() });
  });
  child.on('exit', (code, signal) => {
    found = {
      ...(code === null ? {} : { code }),
      ...(signal === null ? {} : { signal }),
      at: performance.now(),
    };
    const end = found;
    setTimeout(() => resolve(end), grace);
  });
  child.on('close', () => resolve(found ?? { at: performance.now() }));
  return { exited, ended: () => found };
}

/** sudo belongs to root, so that it cannot be told; it ends with what it started. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // it has ended, or is not ours to tell
    }
  }
}

function nothing(): undefined {
  return undefined;
}
