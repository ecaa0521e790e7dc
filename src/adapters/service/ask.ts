/** What does a program of the system print that tells of processes or sockets? */

import { execFileSync } from 'node:child_process';

/** Empty where the program is not there; what it printed where it ended with a code, as lsof does. */
export function ask(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, LC_ALL: 'C' },
      windowsHide: true,
    });
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? error.stdout : undefined;
    return typeof said === 'string' ? said : '';
  }
}
