/** Which user are we, which programs are there, and what is mounted where? */

import { readFile } from 'node:fs/promises';
import { type Surroundings, toolNames } from '../../domain/rehearse/enclosure.ts';
import { parseMounts } from '../../domain/rehearse/mounts.ts';
import { parseNobody } from '../../domain/rehearse/nobody.ts';
import type { Env } from '../../domain/runner.ts';
import { which } from '../which.ts';
import { namespaceOf } from './linux-processes.ts';

/** Some users have no folder of system programs on PATH. */
const systemFolders = '/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin';

export async function readSurroundings(os: string, env: Env): Promise<Surroundings> {
  const path = { PATH: `${env['PATH'] ?? ''}:${systemFolders}` };
  const found = await Promise.all(
    toolNames.map(async (name) => [name, await which(name, path)] as const),
  );
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  return {
    os,
    ...(uid === undefined || gid === undefined ? {} : { user: { uid, gid } }),
    nobody: parseNobody(await read('/etc/passwd')),
    tools: Object.fromEntries<string>(
      found.flatMap(([name, where]) => (where === undefined ? [] : [[name, where] as const])),
    ),
    mounts: parseMounts(await read('/proc/self/mountinfo')),
    namespace: namespaceOf('self') ?? '',
  };
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
