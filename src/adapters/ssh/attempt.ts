/** How does one attempt to connect end, through a jump host where there is one? */

import type { Failure } from '../../domain/failure.ts';
import type { SshAddress } from '../../domain/remote/address.ts';
import type { ConnectRequest } from '../../ports-remote.ts';
import type { Credentials } from './credentials.ts';
import { type HostCheck, checkHost, lookAtHost } from './host-keys.ts';
import type { KeepAlive, Link } from './link.ts';
import { type LogInWish, type LoggedIn, logIn } from './log-in.ts';
import { reachStraight, reachThrough } from './reach.ts';

export type Attempt =
  | { readonly kind: 'in'; readonly link: Link; readonly check: HostCheck; readonly jump?: Link }
  | { readonly kind: 'out'; readonly failure: Failure; readonly mayPass: boolean };

export interface AttemptWish {
  readonly request: ConnectRequest;
  readonly credentials: Credentials;
  readonly keepAlive: KeepAlive;
}

export async function attempt(wish: AttemptWish): Promise<Attempt> {
  const { to, jump, timeout } = wish.request;
  const started = performance.now();
  if (jump === undefined) return step(wish, to, () => Promise.resolve(() => reachStraight(to)));
  const first = await step(wish, jump, () => Promise.resolve(() => reachStraight(jump)));
  if (first.kind === 'out') return first;
  const left = Math.max(1, timeout - (performance.now() - started));
  const second = await step(wish, to, async () => {
    const passage = await reachThrough(first.link, jump, { to, timeout: left });
    return passage.kind === 'open' ? () => passage.sock : passage;
  });
  if (second.kind === 'out') {
    await first.link.close();
    return second;
  }
  first.link.onLost((problem) => second.link.lose(problem));
  second.link.onLost(() => void first.link.close());
  return { ...second, jump: first.link };
}

type Way = LogInWish['reach'] | { readonly failure: Failure; readonly mayPass: boolean };

/**
 * One server of the way. Where it has no host key of a type that it is known by, it is looked at once more, so that
 * what it does show can be told.
 */
async function step(
  wish: AttemptWish,
  address: SshAddress,
  way: () => Promise<Way>,
): Promise<Attempt> {
  const { hostKeys, timeout } = wish.request;
  const { credentials, keepAlive } = wish;
  const go = async (check: HostCheck): Promise<LoggedIn> => {
    const reach = await way();
    if (typeof reach === 'function') {
      return logIn({ address, reach, check, credentials, keepAlive, timeout });
    }
    return { kind: 'out', failure: reach.failure, why: reach.mayPass ? 'may-pass' : 'final' };
  };
  const check = checkHost(hostKeys, address);
  const end = await go(check);
  if (end.kind === 'in') return { kind: 'in', link: end.link, check };
  if (end.why !== 'host-key') {
    return { kind: 'out', failure: end.failure, mayPass: end.why === 'may-pass' };
  }
  const look = lookAtHost(hostKeys, address);
  const seen = await go(look);
  const told = seen.kind === 'out' && look.seen() !== undefined ? seen.failure : end.failure;
  return { kind: 'out', failure: told, mayPass: false };
}
