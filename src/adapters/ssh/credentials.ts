/** How does one show the server who one is, and what came of it? */

import type { AnyAuthMethod, ParsedKey } from 'ssh2';
import type { LogInTrouble } from '../../domain/remote/log-in-trouble.ts';
import type { Identity } from '../../ports-remote.ts';
import { type AgentTold, openAgent } from './agent.ts';
import { loadKey, publicHalf } from './keys.ts';

/** Read once for all attempts and for the jump host. */
export type Credentials =
  | { readonly kind: 'key'; readonly key: ParsedKey; readonly sign: ParsedKey['sign'] }
  | { readonly kind: 'agent'; readonly socket: string };

export interface LogIn {
  /** Asked for the next method; `false` ends it. */
  readonly authHandler: (
    methodsLeft: readonly string[] | null,
    partial: boolean | null,
  ) => AnyAuthMethod | false;
  /** Why it failed, where it did. */
  trouble(): LogInTrouble | undefined;
}

/** Throws a Failure (`ssh-key`) where the key cannot be read. */
export async function readCredentials(identity: Identity): Promise<Credentials> {
  if (identity.kind === 'agent') return identity;
  const key = await loadKey(identity.key, identity.passphrase);
  return { kind: 'key', key, sign: key.sign.bind(key) };
}

/** One try with the one key, or with the keys of the agent; for one connection. */
export async function planLogIn(credentials: Credentials, username: string): Promise<LogIn> {
  let trouble: LogInTrouble | undefined;
  let tried = false;
  const sha1 = (): void => {
    trouble ??= { kind: 'sha-1' };
  };
  const method = await planMethod(credentials, username, {
    sha1,
    failed(how) {
      if (credentials.kind === 'agent') {
        trouble ??= { kind: 'agent', socket: credentials.socket, how };
      }
    },
  });
  return {
    trouble: () => trouble,
    authHandler(methodsLeft, partial) {
      if (!tried) {
        tried = true;
        return method;
      }
      const methods = methodsLeft ?? [];
      const shown = credentials.kind === 'key' ? { shown: publicHalf(credentials.key) } : {};
      const refused = { kind: 'refused', ...shown, methods } as const;
      trouble ??= partial === true ? { kind: 'more-wanted', methods } : refused;
      return false;
    },
  };
}

async function planMethod(
  credentials: Credentials,
  username: string,
  told: AgentTold,
): Promise<AnyAuthMethod> {
  if (credentials.kind === 'agent') {
    return { type: 'agent', username, agent: await openAgent(credentials.socket, told) };
  }
  const { key, sign } = credentials;
  // For a server that names no signatures of RSA keys, the client would take SHA-1.
  const careful = {
    sign(data: Buffer | string, algorithm?: string) {
      if (algorithm !== 'sha1') return sign(data, algorithm);
      told.sha1();
      return new Error('SHA-1 is not used');
    },
  };
  return { type: 'publickey', username, key: Object.assign(key, careful) };
}
