/** How do the tests connect to a real sshd? With signs of life five times a second. */

import { setTimeout as sleep } from 'node:timers/promises';
import { existsSync } from 'node:fs';
import { createClock } from '../../../src/adapters/clock.ts';
import { createRandom } from '../../../src/adapters/random.ts';
import { createRemote } from '../../../src/adapters/ssh/remote.ts';
import { Failure, type FailureFacts } from '../../../src/domain/failure.ts';
import { parseKnownHosts } from '../../../src/domain/remote/known-hosts.ts';
import type { ConnectRequest, Connection, HostKeys } from '../../../src/ports-remote.ts';
import type { Sshd } from '../../servers/sshd.ts';

/** What it takes to log in to a server; the port may be that of a way to it. */
export type Target = Pick<Sshd, 'port' | 'user' | 'key' | 'knownHosts'>;

/** Pauses between attempts are short. */
const clock = { ...createClock(), pause: () => sleep(30) };

const tools = { clock, random: createRandom() };

export const remote = createRemote(tools, { interval: 200, count: 1500 });
/** For servers that are silent on purpose: a second of it is a loss. */
export const alert = createRemote(tools, { interval: 200, count: 5 });

export function known(text: string): HostKeys {
  return { kind: 'known', hosts: parseKnownHosts(text).hosts };
}

/** One attempt; the server is known by its own lines. */
export function requestTo(target: Target, more: Partial<ConnectRequest> = {}): ConnectRequest {
  return {
    to: { user: target.user, host: '127.0.0.1', port: target.port },
    identity: { kind: 'key', key: target.key },
    hostKeys: known(target.knownHosts),
    timeout: 120_000,
    attempts: 1,
    ...more,
  };
}

export interface Held extends Connection, AsyncDisposable {}

/** `await using there = await connectTo(server)` */
export async function connectTo(
  target: Target,
  more: Partial<ConnectRequest> = {},
  over = remote,
): Promise<Held> {
  const connection = await over.connect(requestTo(target, more));
  return { ...connection, [Symbol.asyncDispose]: () => connection.close() };
}

/** The same server behind a proxy. */
export function through(server: Sshd, { port }: { readonly port: number }): Target {
  return {
    ...server,
    port,
    knownHosts: server.knownHosts.replaceAll(`:${server.port} `, `:${port} `),
  };
}

/** What a promise failed with; fails the test for anything but a Failure. */
export async function factsOf(promise: Promise<unknown>): Promise<FailureFacts> {
  const end = await promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );
  if (end instanceof Failure) return end.facts;
  throw new Error(`expected a Failure: ${String(end)}`, { cause: end });
}

/** Waits for a file that a command on the same machine makes. */
export async function untilThere(path: string): Promise<void> {
  while (!existsSync(path)) await sleep(10);
}
