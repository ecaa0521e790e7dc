/** Which way leads to a server: straight, or through a jump host? */

import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Failure } from '../../domain/failure.ts';
import type { SshAddress } from '../../domain/remote/address.ts';
import { connectFailure } from '../../domain/remote/connect-trouble.ts';
import type { Link } from './link.ts';

/** Milliseconds for one of several addresses of a name; the standard of 250 is less than a way around the world. */
const familyPatience = 3000;

/** Without a delay for small writes: with it, a log-in takes four times as long. */
export function reachStraight({ host, port }: SshAddress): Duplex {
  return connect({
    host,
    port,
    noDelay: true,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: familyPatience,
  });
}

export type Passage =
  | { readonly kind: 'open'; readonly sock: Duplex }
  | { readonly kind: 'shut'; readonly failure: Failure; readonly mayPass: boolean };

/** Source of the reason: RFC 4254, 5.1. */
const prohibited = 1;

/** A connection from the jump host on, within so many milliseconds. */
export async function reachThrough(
  link: Link,
  jump: SshAddress,
  { to, timeout }: { readonly to: SshAddress; readonly timeout: number },
): Promise<Passage> {
  const { promise, resolve } = Promise.withResolvers<Passage>();
  const shut = (forbidden: boolean): void => {
    const trouble = { kind: 'no-passage', jump, forbidden } as const;
    resolve({ kind: 'shut', ...connectFailure(to, trouble) });
  };
  const timer = setTimeout(() => shut(false), timeout);
  const forget = link.onLost(() => shut(false));
  try {
    link.client.forwardOut('127.0.0.1', 0, to.host, to.port, (error, sock) => {
      if (error === undefined) resolve({ kind: 'open', sock });
      else shut('reason' in error && error.reason === prohibited);
    });
  } catch {
    shut(false);
  }
  const passage = await promise;
  clearTimeout(timer);
  forget();
  return passage;
}
