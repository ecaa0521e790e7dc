/** Can this machine boot hosts? */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { searchPath } from './root.ts';

/** Programs that boot a host, each with the Debian package that brings it. */
const programs: Readonly<Record<string, string>> = {
  'systemd-nspawn': 'systemd-container',
  mmdebstrap: 'mmdebstrap',
  'mkfs.ext4': 'e2fsprogs',
  ip: 'iproute2',
  nsenter: 'util-linux',
  flock: 'util-linux',
  'ssh-keygen': 'openssh-client',
};

/** Why this machine can't boot hosts, in one sentence; undefined where it can. */
export function whyNoHosts(): string | undefined {
  if (process.platform !== 'linux') return 'hosts are booted by systemd-nspawn, so on Linux only';
  if (process.getuid?.() !== 0 && spawnSync('sudo', ['-n', 'true']).status !== 0) {
    return 'booting a host needs root, or sudo without a password';
  }
  const folders = searchPath.split(delimiter);
  for (const [program, debian] of Object.entries(programs)) {
    if (!folders.some((folder) => existsSync(join(folder, program)))) {
      return `booting a host needs ${program} (Debian: ${debian})`;
    }
  }
  return existsSync('/dev/loop-control') ? undefined : 'booting a host needs loop devices';
}
