/** Which keys do hosts and their users have? New ones for each run, never any that exists elsewhere. */

import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface KeyPair {
  /** The private key's file (0600), in OpenSSH's format, and what is in it. */
  readonly path: string;
  readonly privateKey: string;
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly publicKey: string;
}

export interface ServerKey extends KeyPair {
  readonly type: 'rsa' | 'ecdsa' | 'ed25519';
}

const made = new Map<string, Promise<Omit<KeyPair, 'path'>>>();

/** The pair of that name: always the same in this process, its file in `folder`. */
export async function keyPair(folder: string, name: string, type = 'ed25519'): Promise<KeyPair> {
  const making = made.get(name) ?? makePair(folder, name, type);
  made.set(name, making);
  const pair = await making;
  const path = join(folder, name);
  if (!existsSync(path)) writeFileSync(path, pair.privateKey, { mode: 0o600 });
  return { path, ...pair };
}

/** The keys of an SSH server. Making one of RSA takes long, so all hosts share it; the others are a host's own. */
export async function serverKeys(folder: string, host: string): Promise<readonly ServerKey[]> {
  const name = { rsa: 'every-host.rsa', ecdsa: `${host}.ecdsa`, ed25519: `${host}.ed25519` };
  const types = ['rsa', 'ecdsa', 'ed25519'] as const;
  return Promise.all(
    types.map(async (type) => ({ type, ...(await keyPair(folder, name[type], type)) })),
  );
}

async function makePair(
  folder: string,
  name: string,
  type: string,
): Promise<Omit<KeyPair, 'path'>> {
  const path = join(folder, name);
  const args = [
    '-q',
    '-t',
    type,
    ...(type === 'rsa' ? ['-b', '2048'] : []),
    '-N',
    '',
    '-C',
    '',
    '-f',
    path,
  ];
  await promisify(execFile)('ssh-keygen', args);
  const [privateKey, publicKey] = [path, `${path}.pub`].map((file) => readFileSync(file, 'utf8'));
  return { privateKey: privateKey ?? '', publicKey: (publicKey ?? '').trim() };
}
