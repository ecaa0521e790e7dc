/** With what do we log in to servers, and by what do we know them? The same for all of a run. */

import { Failure } from '../../domain/failure.ts';
import type { DeployTo } from '../../domain/inputs/deploy-hosts.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { type KnownHosts, parseKnownHosts } from '../../domain/remote/known-hosts.ts';
import type { World } from '../../ports.ts';
import type { ConnectRequest, HostKeys, Identity } from '../../ports-remote.ts';

export type Access = Omit<ConnectRequest, 'to' | 'onRetry'>;

/** @throws Failure (`ssh-key`, `known-hosts`) where there is no key, no agent, or no host key to be read */
export function readAccess({ log, runner }: Pick<World, 'log' | 'runner'>, to: DeployTo): Access {
  const identity = readIdentity(to, runner.env['SSH_AUTH_SOCK']);
  const hostKeys = readHostKeys(to, (line) => log.warning(line));
  return {
    identity,
    hostKeys,
    timeout: to.connectTimeout,
    attempts: to.connectAttempts,
    ...(to.jumpHost === undefined ? {} : { jump: to.jumpHost }),
  };
}

function readIdentity({ key, passphrase }: DeployTo, socket: string | undefined): Identity {
  if (key !== undefined) {
    const opens = passphrase === undefined ? {} : { passphrase: passphrase.reveal() };
    return { kind: 'key', key: key.reveal(), ...opens };
  }
  if (socket) return { kind: 'agent', socket };
  throw new Failure({
    doing: 'reading how to log in to the server',
    happened: 'there is no ssh-key, and no SSH agent runs here (SSH_AUTH_SOCK is not set)',
    attempt: [
      'give the private key of a deploy user: `ssh-key: ${{ secrets.SSH_KEY }}`',
      'a secret that the run may not read is empty: look at its name, and at the environment of the job',
    ],
    code: 'ssh-key',
  });
}

function readHostKeys(
  { knownHosts, insecureSkipHostKey }: DeployTo,
  warn: (line: string) => void,
): HostKeys {
  if (insecureSkipHostKey) {
    warn('insecure-skip-host-key: any server that answers is taken for the right one');
    return { kind: 'any' };
  }
  const { hosts, problems } = parseKnownHosts(knownHosts);
  if (!hasKey(hosts)) throw noHostKeys(problems);
  for (const problem of problems) warn(`known-hosts: ${plainLine(problem)}; it is passed over`);
  return { kind: 'known', hosts };
}

function hasKey({ lines }: KnownHosts): boolean {
  return lines.length > 0;
}

function noHostKeys(problems: readonly string[]): Failure {
  return new Failure({
    doing: 'reading known-hosts',
    happened: problems.length === 0 ? 'it is empty' : 'no line of it can be read',
    output: problems.map(plainLine).join('\n'),
    attempt: ['give the lines that `ssh-keyscan HOST` prints, compared with the server itself'],
    code: 'known-hosts',
  });
}
