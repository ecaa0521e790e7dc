/** What does a host have of its own before it first boots? Its name, its keys, its users. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ServerKey } from './host-keys.ts';

export interface HostUser {
  readonly name: string;
  /** What it may run as root without a password, as sudoers has it: `['ALL']`, or full paths; none: no sudo. */
  readonly sudo: readonly string[];
  /** Line of its authorized_keys. */
  readonly publicKey: string;
}

export interface Seed {
  readonly name: string;
  readonly serverKeys: readonly ServerKey[];
  readonly rootKey: string;
  readonly users: readonly HostUser[];
}

/** Writes to `folder` what is copied over the disk, with the script that is run there then. */
export function writeSeed(folder: string, { name, serverKeys, rootKey, users }: Seed): void {
  const files: Readonly<Record<string, string>> = {
    'etc/hostname': `${name}\n`,
    'etc/hosts': `127.0.0.1 localhost\n127.0.1.1 ${name}\n::1 localhost\n`,
    'root/.ssh/authorized_keys': `${rootKey}\n`,
    'first-boot.sh': ['umask 077', ...users.flatMap(makeUser), protect, ''].join('\n'),
    ...Object.fromEntries(serverKeys.flatMap(serverKeyFiles)),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

const protect = 'chown -R 0:0 /root/.ssh && chmod -R go= /root/.ssh /etc/ssh/ssh_host_*_key';

function serverKeyFiles(key: ServerKey): readonly (readonly [string, string])[] {
  const path = `etc/ssh/ssh_host_${key.type}_key`;
  return [
    [path, key.privateKey],
    [`${path}.pub`, `${key.publicKey}\n`],
  ];
}

function makeUser({ name, sudo, publicKey }: HostUser): readonly string[] {
  const home = `/home/${name}`;
  const rule = `${name} ALL=(root) NOPASSWD: ${sudo.join(', ')}`;
  return [
    `useradd --create-home --shell /bin/bash ${name}`,
    `mkdir ${home}/.ssh`,
    `echo '${publicKey}' >${home}/.ssh/authorized_keys`,
    `chown -R ${name}: ${home}/.ssh`,
    ...(sudo.length > 0 ? [`echo '${rule}' >/etc/sudoers.d/${name}`] : []),
  ];
}
