/** Where do the hosts of this test process keep their disks, and what becomes of those that a dead process left? */

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { formatId, identify, isAlive, parseId } from './process-id.ts';
import { runAsRoot } from './root.ts';

const runs = resolve(import.meta.dirname, '../../../.cache/hosts/runs');
let own: string | undefined;
let members = 0;

export interface RunFolder {
  readonly path: string;
  /** The last one to leave takes the folder away. */
  leave(): void;
}

/** This process's folder below `.cache/hosts/runs`; the first call clears away what dead processes left. */
export async function joinRunFolder(): Promise<RunFolder> {
  if (own === undefined) {
    const self = identify(process.pid);
    if (self === undefined) throw new Error('/proc says nothing of this process');
    own = join(runs, formatId(self));
    mkdirSync(own, { recursive: true });
    await sweep();
  }
  members += 1;
  return {
    path: own,
    leave() {
      members -= 1;
      if (members > 0 || own === undefined) return;
      rmSync(own, { recursive: true, force: true });
      own = undefined;
    },
  };
}

/** A host ends when the process does that booted it; this is for those that could not. */
async function sweep(): Promise<void> {
  const dead = readdirSync(runs).filter(isDead);
  for (const device of await disksOfTheDead()) {
    await runAsRoot('sh', '-c', killUsers, 'sweep', device);
  }
  for (const name of dead) rmSync(join(runs, name), { recursive: true, force: true });
}

/** Only the processes of a host see its disk as mounted. */
const killUsers = `grep -ls " $1 " /proc/[0-9]*/mountinfo | cut -d/ -f3 | xargs -r kill -KILL || :`;

/** Their devices; their files may be gone already. */
async function disksOfTheDead(): Promise<readonly string[]> {
  const columns = ['--noheadings', '--raw', '--output', 'NAME,BACK-FILE'];
  const lines = (await runAsRoot('losetup', '--list', ...columns)).split('\n');
  return lines.flatMap((line) => {
    const [device = '', file = ''] = line.split(' ', 2);
    return file.startsWith(`${runs}/`) && isDead(relative(runs, file).split('/')[0] ?? '')
      ? [device]
      : [];
  });
}

function isDead(name: string): boolean {
  const owner = parseId(name);
  return owner !== undefined && !isAlive(owner);
}
