/** Is a service there for all that a test does to it, seen from outside, and does its server keep N1 to N8? */

import { afterEach, beforeEach } from 'vitest';
import type { Host } from './host.ts';
import { type HostState, readHostState } from './host-state.ts';
import type { Promised } from './broken-invariants.ts';
import { type InvariantWish, checkInvariants } from './invariants.ts';
import { type ProbeHistory, startProber } from './prober.ts';

export interface WatchWish extends Pick<
  InvariantWish,
  'name' | 'url' | 'versions' | 'versionOf' | 'mayWrite' | 'secrets'
> {
  /** Milliseconds that an answer may take to count. Default: 5000. */
  readonly patience?: number;
}

export interface Promises extends Promised, Pick<InvariantWish, 'secrets'> {
  /** What was there at the last look is not promised any more: it was removed, or the test itself changed it. */
  readonly anew?: boolean;
}

export interface Watch extends AsyncDisposable {
  /** Throws with all that was broken since the last look, or since the watch began; gives what it saw. */
  check(promises?: Promises): Promise<HostState>;
  look(): Promise<ProbeHistory>;
  /** Asks no more; what was answered until then. */
  stop(): Promise<ProbeHistory>;
}

/** Asks the service 20 times a second from now on; with an empty `url` the server alone is looked at. */
export async function watchService(host: Host, wish: WatchWish): Promise<Watch> {
  const { url = `http://${host.address}:8080/version`, patience = 5_000, ...promised } = wish;
  let before = await readHostState(host, wish.name);
  const prober = url === '' ? undefined : startProber(url, { timeoutMs: patience });
  const none: ProbeHistory = { seen: [], latestTick: 0 };
  const look = async (): Promise<ProbeHistory> => (await prober?.look()) ?? none;
  return {
    look,
    async check({ anew = false, ...promises } = {}) {
      const { seen, latestTick } = await look();
      before = await checkInvariants(host, {
        ...{ ...promised, url, seen, latestTick },
        ...(anew ? {} : { before }),
        ...promises,
      });
      return before;
    },
    stop: async () => (await prober?.stop()) ?? none,
    [Symbol.asyncDispose]: async () => prober?.[Symbol.asyncDispose](),
  };
}

export interface Watched extends WatchWish {
  readonly hosts: readonly Host[];
}

/** Watches it on all hosts through every test of a file, and checks them after each; `check` does so meanwhile. */
export function watchEach(watched: () => Watched): {
  check(promises?: Promises): Promise<void>;
} {
  let watches: readonly Watch[] = [];
  const check = async (promises?: Promises): Promise<void> => {
    await Promise.all(watches.map((watch) => watch.check(promises)));
  };
  beforeEach(async () => {
    watches = [];
    const { hosts, ...wish } = watched();
    watches = await Promise.all(hosts.map((host) => watchService(host, wish)));
  });
  afterEach(async () => {
    try {
      await check();
    } finally {
      await Promise.all(watches.map((watch) => watch[Symbol.asyncDispose]()));
    }
  });
  return { check };
}
