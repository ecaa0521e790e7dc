/** What does a command print that is given to a host over SSH, by OpenSSH's own client? */

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Host } from './host.ts';

/** Throws where the host's key is not one of its `knownHosts`, the log-in is refused, or the command fails. */
export async function ssh(host: Host, user: 'deploy' | 'root', command: string): Promise<string> {
  const key = host.keys[user];
  const known = `${key.path}-${host.name}.known-hosts`;
  writeFileSync(known, host.knownHosts);
  const settings = [
    `UserKnownHostsFile=${known}`,
    'GlobalKnownHostsFile=/dev/null',
    'StrictHostKeyChecking=yes',
    'BatchMode=yes',
    'IdentitiesOnly=yes',
    'ConnectTimeout=60',
  ].flatMap((setting) => ['-o', setting]);
  const args = ['-F', 'none', ...settings, '-i', key.path, '-p', String(host.port)];
  const { stdout } = await promisify(execFile)('ssh', [
    ...args,
    `${user}@${host.address}`,
    command,
  ]);
  return stdout;
}
