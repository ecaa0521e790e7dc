/** How does one attempt to log in to one server end? */

import type { Duplex } from 'node:stream';
import type { Config } from 'node-ssh';
import type { Client } from 'ssh2';
import type { SshAddress } from '../../domain/remote/address.ts';
import { algorithms } from '../../domain/remote/algorithms.ts';
import type { ContactError } from '../../domain/remote/contact.ts';
import { type Explained, explainAttempt } from '../../domain/remote/failed-attempt.ts';
import { type Credentials, type LogIn, planLogIn } from './credentials.ts';
import { hearHello } from './hear-hello.ts';
import type { HostCheck } from './host-keys.ts';
import { type KeepAlive, type Link, holdLink } from './link.ts';

export interface LogInWish {
  readonly address: SshAddress;
  /** Begins to reach the server; the client must see it in the same turn. */
  reach(): Duplex;
  readonly check: HostCheck;
  readonly credentials: Credentials;
  readonly keepAlive: KeepAlive;
  /** Milliseconds. */
  readonly timeout: number;
}

export type LoggedIn =
  | { readonly kind: 'in'; readonly link: Link }
  | ({ readonly kind: 'out' } & Explained);

export async function logIn(wish: LogInWish): Promise<LoggedIn> {
  const { address, check, keepAlive, timeout } = wish;
  const { NodeSSH } = await import('node-ssh');
  const plan = await planLogIn(wish.credentials, address.user);
  const ssh = new NodeSSH();
  const sock = wish.reach();
  const heard = hearHello(sock);
  const ready = ssh.connect(configOf(wish, sock, plan)).then(
    () => true,
    () => false,
  );
  const link = holdLink(clientOf(ssh.connection), sock, keepAlive);
  let late: number | undefined;
  const timer = setTimeout(() => {
    late = timeout;
    link.lose('the log-in took too long');
  }, timeout);
  const lost = new Promise<false>((resolve) => link.onLost(() => resolve(false)));
  const isReady = await Promise.race([ready, lost]);
  clearTimeout(timer);
  heard.stop();
  if (isReady && link.lost() === undefined) {
    link.watch();
    return { kind: 'in', link };
  }
  sock.destroy();
  // The client makes an error of its own of an orderly end before the other side has named itself.
  const error = contactError(link.error());
  const isOwn = heard.closed() && error?.code === undefined;
  const attempt = {
    algorithms: check.algorithms,
    seen: check.seen(),
    logIn: plan.trouble(),
    hello: heard.hello(),
    error: isOwn ? undefined : error,
    late,
  };
  return { kind: 'out', ...explainAttempt(address, attempt) };
}

function configOf(wish: LogInWish, sock: Duplex, plan: LogIn): Config {
  const { address, check, keepAlive } = wish;
  return {
    host: address.host,
    username: address.user,
    sock,
    authHandler: plan.authHandler,
    hostVerifier: (blob: Buffer) => check.verify(blob),
    algorithms: {
      kex: [...algorithms.kex],
      cipher: [...algorithms.cipher],
      hmac: [...algorithms.hmac],
      compress: [...algorithms.compress],
      serverHostKey: [...check.algorithms],
    },
    // The client would give up too early where answers queue on a slow line: the link counts what it hears.
    keepaliveInterval: keepAlive.interval,
    keepaliveCountMax: Number.MAX_SAFE_INTEGER,
    readyTimeout: 0,
  };
}

function clientOf(client: Client | null): Client {
  if (client === null) throw new Error('the SSH client was not given its settings');
  return client;
}

function contactError(error: unknown): ContactError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { message } = error;
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? { code, message } : { message };
}
