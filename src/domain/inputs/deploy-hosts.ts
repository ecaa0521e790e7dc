/** Which servers are deployed to, and how are they reached? */

import { type SshAddress, formatAddress, parseAddress } from '../remote/address.ts';
import { type Secret, createSecret } from './inputs.ts';
import type { Reader } from './reader.ts';

export interface DeployTo {
  /** Each once, in the order given; empty: none is given. */
  readonly hosts: readonly SshAddress[];
  readonly jumpHost?: SshAddress;
  readonly key?: Secret;
  readonly passphrase?: Secret;
  /** Lines of OpenSSH's format; empty: none are given. */
  readonly knownHosts: string;
  readonly insecureSkipHostKey: boolean;
  /** Milliseconds. */
  readonly connectTimeout: number;
  readonly connectAttempts: number;
}

export function parseDeployTo(reader: Reader): DeployTo {
  const jump = reader.optional('jump-host');
  const jumpHost = jump === undefined ? undefined : readAddress(reader, 'jump-host', jump);
  const key = parseKey(reader);
  const passphrase = reader.text('ssh-passphrase', 'whole').replace(/\r?\n$/, '');
  const knownHosts = reader.text('known-hosts');
  const insecureSkipHostKey = reader.boolean('insecure-skip-host-key');
  if (insecureSkipHostKey && knownHosts !== '') {
    const what = 'is true, but known-hosts says which host keys are right';
    reader.problem('insecure-skip-host-key', `${what}; drop one of the two`);
  }
  if (passphrase !== '' && reader.optional('ssh-key') === undefined) {
    reader.problem('ssh-passphrase', 'opens ssh-key, which is not given; drop it, or give the key');
  }
  return {
    hosts: parseHosts(reader),
    knownHosts,
    insecureSkipHostKey,
    connectTimeout: reader.duration('connect-timeout', { least: '1s', most: '5m' }),
    connectAttempts: reader.count('connect-attempts', { least: 1, most: 20 }),
    ...(jumpHost === undefined ? {} : { jumpHost }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === '' ? {} : { passphrase: createSecret(passphrase) }),
  };
}

function parseHosts(reader: Reader): readonly SshAddress[] {
  const hosts = new Map<string, SshAddress>();
  for (const item of reader.list('deploy-hosts')) {
    const address = readAddress(reader, 'deploy-hosts', item);
    if (address === undefined) continue;
    const place = formatAddress({ ...address, user: '' });
    const before = hosts.get(place);
    if (before !== undefined) {
      reader.problem('deploy-hosts', `names ${place.slice(1)} twice; keep one`);
    }
    hosts.set(place, before ?? address);
  }
  return [...hosts.values()];
}

function readAddress(
  reader: Reader,
  name: 'deploy-hosts' | 'jump-host',
  text: string,
): SshAddress | undefined {
  const reading = parseAddress(text);
  if (reading.kind === 'address') return reading.address;
  reader.problem(name, reading.what);
  return undefined;
}

/** Whether a private key can be used is told when it is; here only what is no private key at all. */
function parseKey(reader: Reader): Secret | undefined {
  const text = reader.optional('ssh-key');
  if (text === undefined) return undefined;
  const accepted = 'accepted: the whole text of the private key, from -----BEGIN to END-----';
  if (/^(?:ssh-|ecdsa-|sk-)[a-z0-9@.-]+ AAAA/.test(text)) {
    reader.problem('ssh-key', `is the public key (.pub); ${accepted}`);
  } else if (!/PRIVATE KEY-----|^PuTTY-User-Key-File-/.test(text)) {
    const path = /^[~./\w-]{1,200}$/.test(text) && text.includes('/');
    reader.problem(
      'ssh-key',
      `${path ? 'is the path of a file' : 'is no private key'}; ${accepted}`,
    );
  }
  return createSecret(text);
}
