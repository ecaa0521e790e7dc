/** At which change of a file is a job or a recovery struck, and how is that done on a real server? See numbered.c. */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { helper } from '../fixtures/helper-on-host.ts';
import type { Host } from '../servers/hosts/host.ts';

export type Verb = 'job' | 'recover';

/** `kill-one` is who makes the call; the numbers are ENOSPC and EIO. Before a power cut all wait. */
export const actions = {
  'every process is killed': 'kill-all',
  'only the child is killed': 'kill-one',
  'the disk is full': '28',
  'the disk fails': '5',
  'the power is cut': 'hold',
} as const;

export type Happening = keyof typeof actions;

const wrapper = `#!/bin/sh
if [ -f "/run/sweep/$1" ]; then
  exec /root/sweep/numbered "/run/sweep/$1" "/run/sweep/$1.log" ${helper}.real "$@"
fi
exec ${helper}.real "$@"
`;

/** On a host where the helper is installed. A recovery that has failed is tried again soon. */
export async function installNumbering(host: Host): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-test-'));
  try {
    const [source, built] = [join(import.meta.dirname, 'numbered.c'), join(folder, 'numbered')];
    await promisify(execFile)('gcc', ['-O2', '-static', '-o', built, source]);
    await host.writeFile('/root/sweep/numbered', readFileSync(built), { mode: '755' });
  } finally {
    rmSync(folder, { recursive: true });
  }
  await host.run(['mv', helper, `${helper}.real`]);
  await host.writeFile(helper, wrapper, { mode: '755' });
  const soon = '/etc/systemd/system/gin-ship-recover@.service.d/soon.conf';
  await host.writeFile(soon, '[Service]\nRestartSec=100ms\n');
}

/** `count` strikes nothing. */
export function planText(happening: Happening | 'count', number = 0): string {
  return `${happening === 'count' ? 'count' : actions[happening]} ${number}\n`;
}

/** `renameat2 /opt/notes/records/.000002-7-1.new`, in order. */
export async function readCalls(host: Host, verb: Verb): Promise<readonly string[]> {
  const log = await host.run(`cat /run/sweep/${verb}.log`);
  return log.split('\n').flatMap((line) => /^\d+ (.*)$/.exec(line)?.[1] ?? []);
}
