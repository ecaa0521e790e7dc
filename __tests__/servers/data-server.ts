/** How does a database run for a test? As nobody, on a free port of loopback, in a folder that is gone afterwards. */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { createLoopback } from '../../src/adapters/service/loopback.ts';

export interface DataServer extends AsyncDisposable {
  readonly port: number;
  readonly password: string;
}

export interface Place {
  /** Nobody's, and empty. */
  readonly folder: string;
  readonly port: number;
  readonly password: string;
}

export interface DataProgram {
  /** Full path. */
  readonly program: string;
  /** The arguments of the server, once all is there that it needs. */
  prepare(place: Place): Promise<readonly string[]>;
  /** What it reads from its standard input. */
  input?(place: Place): string;
  /** What it says when it answers questions. */
  readonly ready: RegExp;
  /** What ends it at once and in order. */
  readonly stop: NodeJS.Signals;
}

/** Milliseconds to become ready, and to end. */
const patience = { start: 120_000, stop: 30_000 };

/** None of them runs as root; the user of Debian's packages would own what a machine really has. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const userArgs = ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups'];
/** They end with the test, whatever becomes of it. */
const asNobody = [...(isRoot ? userArgs : []), '--pdeathsig', 'KILL', '--'];

/** `await using server = await startDataServer(…)`; throws with what it printed where it does not get ready. */
export async function startDataServer(wanted: DataProgram): Promise<DataServer> {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-data-'));
  if (isRoot) chownSync(folder, nobody, nobody);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const port = await createLoopback().freePort();
    const place = { folder, port, password: randomBytes(12).toString('hex') };
    const args = await wanted.prepare(place);
    const child = spawn('setpriv', [...asNobody, wanted.program, ...args], around(folder));
    // One that ends at once reads nothing, and says why.
    child.stdin?.on('error', () => undefined).end(wanted.input?.(place) ?? '');
    const ended = new Promise<void>((resolve) => {
      child.on('error', () => resolve()).on('close', () => resolve());
    });
    const stop = async (): Promise<void> => {
      child.kill(wanted.stop);
      const late = setTimeout(() => child.kill('SIGKILL'), patience.stop);
      await ended;
      clearTimeout(late);
      remove();
    };
    await untilSaid(child, wanted, ended).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { port, password: place.password, [Symbol.asyncDispose]: stop };
  } catch (error) {
    remove();
    throw error;
  }
}

function untilSaid(child: ChildProcess, wanted: DataProgram, ended: Promise<void>): Promise<void> {
  const { program, ready } = wanted;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = '';
  const give = (why: string) => (): void => reject(new Error(`${program} ${why}:\n${said}`));
  const late = setTimeout(give('is not ready in time'), patience.start);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (ready.test(said)) resolve();
    });
  }
  void ended.then(give('ended before it was ready'));
  return promise.finally(() => clearTimeout(late));
}

/** A program that makes what the server needs; throws with what it printed. */
export async function runAsNobody(
  { folder }: Place,
  program: string,
  args: readonly string[],
): Promise<void> {
  const { env, cwd } = around(folder);
  await promisify(execFile)('setpriv', [...asNobody, program, ...args], {
    env,
    cwd,
    timeout: patience.start,
  });
}

function around(folder: string): { cwd: string; env: NodeJS.ProcessEnv; stdio: 'pipe' } {
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', HOME: folder };
  return { cwd: folder, env, stdio: 'pipe' };
}

/** The full path of a server's program; throws with the package that brings it. */
export function findProgram(name: string, debian: string, more: readonly string[] = []): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', ...more];
  const found = folders.find((folder) => namesIn(folder).includes(name));
  if (found === undefined) throw new Error(`${name} is not there: apt-get install ${debian}`);
  return join(found, name);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
