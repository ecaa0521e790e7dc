/** What is said where a server's key is not the one that it is known by? */

import { Failure, type FailureFacts } from '../failure.ts';
import { type SshAddress, formatAddress, knownHostsName } from './address.ts';
import type { HostKeyDecision, SeenKey } from './host-key.ts';

export type HostKeyTrouble = Exclude<HostKeyDecision, { readonly kind: 'accepted' }>;

type Said = Pick<FailureFacts, 'happened' | 'attempt'>;

/** Its code is `ssh-host-key`. */
export function hostKeyFailure(
  address: SshAddress,
  seen: SeenKey,
  trouble: HostKeyTrouble,
): Failure {
  return new Failure({
    doing: `connecting to ${formatAddress(address)}`,
    details: { 'its key': `${seen.type} ${seen.fingerprint}` },
    code: 'ssh-host-key',
    ...say(trouble, seen, knownHostsLine(address, seen)),
  });
}

/** The line that makes a server known by this key. */
export function knownHostsLine(address: SshAddress, { type, key }: SeenKey): string {
  return `${knownHostsName(address)} ${type} ${key}`;
}

function say(trouble: HostKeyTrouble, seen: SeenKey, line: string): Said {
  const compare = compareWith(seen);
  if (trouble.kind === 'unknown') {
    return {
      happened: 'known-hosts has no key for this server, so it may be any machine',
      attempt: [compare, `where they are the same, add this line to known-hosts:\n${line}`],
    };
  }
  if (trouble.kind === 'other-type') {
    return {
      happened: `known-hosts has ${trouble.types.join(', ')} for this server (${linesOf(trouble.lines)}), and it shows ${seen.type}`,
      attempt: [compare, `where they are the same, add this line to known-hosts:\n${line}`],
    };
  }
  if (trouble.kind === 'changed') {
    return {
      happened: `its key is not the one in known-hosts (${linesOf(trouble.lines)}): another machine may be answering in its place`,
      attempt: [
        'deploy nothing before it is clear why the key changed: was the server installed anew, or the address given to another?',
        compare,
        `where they are the same, put this in the place of ${linesOf(trouble.lines)}:\n${line}`,
      ],
    };
  }
  if (trouble.kind === 'revoked') {
    return {
      happened: `its key is revoked in known-hosts (line ${trouble.line})`,
      attempt: [
        'give the server new host keys, and put the new key into known-hosts; keep the line that revokes the old one',
      ],
    };
  }
  return {
    happened: `known-hosts has only @cert-authority for it (${linesOf(trouble.lines)}), and gin-ship cannot check the certificates of hosts`,
    attempt: [compare, `where they are the same, add this line to known-hosts:\n${line}`],
  };
}

function compareWith({ type, fingerprint }: SeenKey): string {
  const kind = /ed25519|ecdsa|rsa/.exec(type)?.[0] ?? 'ed25519';
  return `compare ${fingerprint} with what the server itself says on its console, or where the provider shows it, not over this connection: ssh-keygen -lf /etc/ssh/ssh_host_${kind}_key.pub`;
}

function linesOf(lines: readonly number[]): string {
  return `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
}
