/** How does a program run as root: straight away, or by sudo? */

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Debian keeps ip, losetup and mkfs where a user's PATH doesn't look. */
export const searchPath = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n', '--'];

/** Starts a program as root, with nothing of this process's environment. */
export function spawnAsRoot(argv: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const [program = '', ...rest] = [...sudo, ...argv];
  const env = { PATH: searchPath, LC_ALL: 'C.UTF-8' };
  return spawn(program, rest, { env, ...options });
}

/** What a program prints that runs as root; throws with its errors where it ends with another code than 0. */
export async function runAsRoot(...argv: readonly string[]): Promise<string> {
  const child = spawnAsRoot(argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [code, out, err] = await Promise.all([
    exitCode(child),
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
  ]);
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${String(code)}: ${err || out}`);
  return out;
}

/** The code that a program ended with; null where a signal ended it. Throws where it can't start. */
export function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
}
