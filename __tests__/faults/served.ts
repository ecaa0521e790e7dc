/** What is a fault told by? By a server that serves a version, on which each deploy is probed and each ending is checked. */

import { expect } from 'vitest';
import { type EndingWord, runningOf } from '../servers/hosts/broken-invariants.ts';
import { type HostState, readHostState } from '../servers/hosts/host-state.ts';
import { checkInvariants } from '../servers/hosts/invariants.ts';
import { startProber } from '../servers/hosts/prober.ts';
import { type Bench, type OrderWish, startBench, versionOf } from './bench.ts';
import { type Carried, type CarryWish, carry } from './carry.ts';

export interface DeployWish extends OrderWish, Partial<CarryWish> {
  /** What it must come to; absent: any ending that the server's record confirms. */
  readonly ending?: Carried['kind'];
  /** The service may be away: the server itself was struck. */
  readonly darkens?: boolean;
  /** Before its invariants are looked at. */
  readonly after?: (carried: Carried) => Promise<void>;
}

export interface Served extends AsyncDisposable {
  readonly bench: Bench;
  /** The version that was confirmed last. */
  readonly now: () => string;
  readonly deploy: (version: string, wish?: DeployWish) => Promise<Carried>;
  /** A good one, as the next run does it. */
  readonly again: () => Promise<void>;
  /** Looks again, after deploys of others. */
  readonly refresh: () => Promise<void>;
}

const words: readonly string[] = ['deployed', 'rolled-back', 'not-installed', 'down'];
const uploads = '/var/lib/notes/static/uploads';
let count = 0;

/** `first`: whether a version is deployed at once, with data. */
export async function startServed(
  name: string,
  { lease = 60_000, first = true }: { readonly lease?: number; readonly first?: boolean } = {},
): Promise<Served> {
  const bench = await startBench(name, { lease });
  const { host, url, versions } = bench;
  let serves = 'nothing';
  let state: HostState = await readHostState(host, 'notes');
  const deploy: Served['deploy'] = async (version, wish = {}) => {
    const { ending, darkens = false, after, ...carrying } = wish;
    const order = wish.order ?? (await bench.order(version, wish));
    await using prober = startProber(url, { timeoutMs: 5_000 });
    const carried = await carry({ ...carrying, way: wish.way ?? bench.way(), order });
    const told = [carried.reason, ...carried.lines, ...carried.events].join('\n');
    if (carried.kind === 'deployed') serves = version;
    if (ending !== undefined) expect(carried.kind, told).toBe(ending);
    await after?.(carried);
    const { seen, latestTick } = await prober.stop();
    const word = words.find((one) => one === carried.kind) as EndingWord | undefined;
    state = await checkInvariants(host, {
      ...{ name: 'notes', url, versionOf, versions, seen, latestTick, before: state },
      ...(darkens ? {} : { outage: 240_000 }),
      ...(word === undefined ? {} : { ending: word, serves }),
      mayWrite: () => state.places === undefined,
    }).catch((error: unknown) => {
      throw new Error(`${version}: ${carried.kind}: ${String(error)}\n${told}`, { cause: error });
    });
    return carried;
  };
  const refresh = async (): Promise<void> => {
    state = await readHostState(host, 'notes');
    serves = runningOf(state)?.version ?? 'nothing';
  };
  const again = async (): Promise<void> => {
    count += 1;
    await deploy(`good-${count}`, { ending: 'deployed' });
  };
  if (first) {
    await again();
    await host.run(
      `for i in 1 2 3; do echo "upload $i" >${uploads}/$i; done; echo row >/var/lib/notes/rows
      chown notes: /var/lib/notes/rows ${uploads}/*`,
    );
    await refresh();
  }
  return {
    bench,
    deploy,
    again,
    refresh,
    now: () => serves,
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  };
}

/** Calls back at the first event that begins so. */
export function once(
  beginning: string,
  act: () => Promise<unknown> | void,
): {
  readonly onEvent: (event: string) => void;
  /** Once it was called and has come to its end; false where there was no such event. */
  readonly done: () => Promise<boolean>;
} {
  let going: Promise<unknown> | undefined;
  return {
    onEvent(event) {
      if (going === undefined && event.startsWith(beginning)) going = Promise.resolve(act());
    },
    async done() {
      await going;
      return going !== undefined;
    },
  };
}
