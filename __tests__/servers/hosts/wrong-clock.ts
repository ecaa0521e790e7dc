/** How does a host get a wrong clock, when its kernel's is everybody's? Its programs are told another time. */

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Inside } from './inside.ts';

const library = '/usr/local/lib/clock-shift.so';

/**
 * Programs that start from now on see the wall clock shifted by so many seconds: shells, `date`, sudo, sshd, the journal
 * after its restart, systemd after a reboot. Not shifted are the times of files (the kernel's), and programs that ask
 * the kernel themselves, which all of Go's do.
 */
export async function setClock(inside: Inside, folder: string, seconds: number): Promise<void> {
  const built = join(folder, 'clock-shift.so');
  const source = join(import.meta.dirname, 'clock-shift.c');
  await promisify(execFile)('gcc', ['-shared', '-fPIC', '-O2', '-o', built, source]);
  await inside.run(['rm', '-f', '/etc/ld.so.preload']);
  await inside.writeFile(library, readFileSync(built), { mode: '755' });
  await inside.writeFile('/etc/clock-shift', `${Math.trunc(seconds)}\n`);
  if (Math.trunc(seconds) !== 0) await inside.writeFile('/etc/ld.so.preload', `${library}\n`);
}
