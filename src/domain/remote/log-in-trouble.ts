/** Why did a server not let us in, and what helps? */

import { Failure, type FailureFacts } from '../failure.ts';
import { plainLine } from '../plain-text.ts';
import { type SshAddress, formatAddress } from './address.ts';

/** The public half of the key that was shown; absent with an agent. */
export interface ShownKey {
  readonly type: string;
  /** Base64. */
  readonly key: string;
  readonly fingerprint: string;
}

export type LogInTrouble =
  | { readonly kind: 'refused'; readonly shown?: ShownKey; readonly methods: readonly string[] }
  /** It took the key and wants more than that. */
  | { readonly kind: 'more-wanted'; readonly methods: readonly string[] }
  /** It takes keys of RSA with SHA-1 only. */
  | { readonly kind: 'sha-1' }
  | {
      readonly kind: 'agent';
      readonly socket: string;
      readonly how: 'silent' | 'empty' | 'unwilling';
    }
  /** It ended the connection during the log-in, with these words. */
  | { readonly kind: 'ended'; readonly words: string };

const agentWords = {
  silent: 'does not answer',
  empty: 'holds no keys',
  unwilling: 'would not sign',
} as const;

type Said = Pick<FailureFacts, 'happened' | 'attempt'>;

/** Its code is `ssh-auth`, or `ssh-agent` where it lies with the agent. */
export function logInFailure(address: SshAddress, trouble: LogInTrouble): Failure {
  const doing = `logging in to ${formatAddress(address)}`;
  const code = trouble.kind === 'agent' ? 'ssh-agent' : 'ssh-auth';
  const shown = trouble.kind === 'refused' ? trouble.shown : undefined;
  const details = shown && { details: { 'the key': `${shown.type} ${shown.fingerprint}` } };
  return new Failure({ doing, code, ...details, ...say(address, trouble) });
}

function say({ user }: SshAddress, trouble: LogInTrouble): Said {
  if (trouble.kind === 'refused') {
    return { happened: sayRefused(trouble), attempt: adviseRefused(user, trouble.shown) };
  }
  if (trouble.kind === 'more-wanted') {
    return {
      happened: `the server took the key and wants more: ${list(trouble.methods)}`,
      attempt: [
        `let ${user} log in with a key alone: AuthenticationMethods publickey in sshd_config`,
      ],
    };
  }
  if (trouble.kind === 'sha-1') {
    return {
      happened: 'the server takes signatures of an RSA key with SHA-1 only',
      attempt: [
        'use an Ed25519 key: ssh-keygen -t ed25519',
        'bring its OpenSSH up to date (7.2 or newer)',
      ],
    };
  }
  if (trouble.kind === 'agent') {
    return {
      happened: `the agent at ${plainLine(trouble.socket)} ${agentWords[trouble.how]}`,
      attempt: ['start an agent and load the key in a step before, or give the key as ssh-key'],
    };
  }
  return {
    happened: `the server ended the connection: ${plainLine(trouble.words.slice(0, 200))}`,
    attempt: ['where the agent holds many keys, give the one that fits as ssh-key'],
  };
}

function sayRefused({ shown, methods }: LogInTrouble & { kind: 'refused' }): string {
  const what = shown === undefined ? 'every key of the agent' : 'the key';
  const takes = methods.length === 0 || methods.includes('publickey');
  return `the server refused ${what}${takes ? '' : `; it lets people in by ${list(methods)} only`}`;
}

function adviseRefused(user: string, shown: ShownKey | undefined): readonly string[] {
  const file = `the file .ssh/authorized_keys of ${user} on the server`;
  const line =
    shown === undefined
      ? `add the public key to ${file}`
      : `add this line to ${file}:\n${shown.type} ${shown.key} gin-ship`;
  return [
    line,
    `only ${user} may be able to write to that file and its folders; sshd says what it dislikes: journalctl -u ssh`,
  ];
}

function list(methods: readonly string[]): string {
  return plainLine(methods.join(', ').slice(0, 200)) || 'nothing';
}
