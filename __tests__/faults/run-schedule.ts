/** Does a server keep its promises through one schedule: deploy under faults, heal, deploy again? */

import type { Bench } from './bench.ts';
import { versionOf } from './bench.ts';
import { type Carried, carry } from './carry.ts';
import { type Hit, type Schedule, describeSchedule } from './schedule.ts';
import { heal, strikes } from './strikes.ts';
import type { EndingWord } from '../servers/hosts/broken-invariants.ts';
import type { HostState } from '../servers/hosts/host-state.ts';
import { checkInvariants } from '../servers/hosts/invariants.ts';
import { startProber } from '../servers/hosts/prober.ts';
import { longestGap } from '../servers/hosts/probe-story.ts';

/** Milliseconds: what the plan declares (stop and start of both versions, each with its deadline), and as much for a slow machine. */
const declared = 2 * 2 * (35_000 + 20_000);

/** Milliseconds: where nothing is struck, the lease runs out on no machine that is merely slow. */
export const patient = 60_000;

export interface RanSchedule {
  readonly deployed: Carried;
  readonly again: Carried;
  /** Milliseconds without an answer in the first deploy. */
  readonly gap: number;
  /** Faults that found something to strike. */
  readonly struck: number;
  /** The server at the end. */
  readonly state: HostState;
}

/** Throws with the schedule, what the runner told and what is broken. */
export async function runSchedule(
  bench: Bench,
  schedule: Schedule,
  before: HostState,
): Promise<RanSchedule> {
  const told: string[] = [];
  try {
    return await run(bench, { schedule, before, told });
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error([describeSchedule(schedule), why, ...told.slice(-60)].join('\n'), {
      cause: error,
    });
  }
}

async function run(
  bench: Bench,
  { schedule, before, told }: { schedule: Schedule; before: HostState; told: string[] },
): Promise<RanSchedule> {
  const { host, url, versions } = bench;
  const { seed, mode, overlap, hits } = schedule;
  const order = await bench.order(`faulty-${seed}`, {
    ...(mode === undefined ? {} : { mode }),
    how: { overlap },
    settings: {
      probe: {
        interval: 50,
        timeout: 2_000,
        successes: 2,
        deadline: mode === undefined ? 20_000 : 3_000,
      },
      soak: mode === 'crash' ? 1_500 : 200,
    },
  });
  await using prober = startProber(url, { timeoutMs: 5_000 });
  const { over, ...ears } = arm(bench, hits, order);
  const deployed = await carry({ way: bench.way(), order, ...ears });
  told.push(`ended ${deployed.kind}: ${deployed.reason}`, ...deployed.lines, ...deployed.events);
  const struck = await over();
  await heal(bench);
  const { seen, latestTick } = await prober.stop();
  const darkened = hits.some(({ strike }) => strikes[strike]?.darkens);
  const promised = {
    ...{ name: 'notes', url, versionOf, versions, before, seen, latestTick },
    ...(darkened ? {} : { outage: declared }),
    mayWrite: (path: string) => path === 'user.db',
  };
  const isAlone = !hits.some(({ strike }) => strike.startsWith('another run'));
  const ending = isAlone ? endingOf(deployed) : undefined;
  const between = await checkInvariants(host, { ...promised, ...(ending ? { ending } : {}) });
  const good = await bench.order(`good-${seed}`, { how: { lease: patient } });
  const again = await carry({ way: bench.way(), order: good });
  told.push(`then ended ${again.kind}: ${again.reason}`, ...again.lines, ...again.events);
  if (again.kind !== 'deployed')
    throw new Error(`the deploy after it ended ${again.kind}: ${again.reason}`);
  const state = await checkInvariants(host, {
    ...{ name: 'notes', url, versionOf, versions, before: between },
    ...{ ending: 'deployed', serves: `good-${seed}`, mayWrite: promised.mayWrite },
  });
  return { deployed, again, gap: longestGap(seen, versionOf), struck, state };
}

function endingOf({ kind }: Carried): EndingWord | undefined {
  const words: readonly EndingWord[] = ['deployed', 'rolled-back', 'not-installed', 'down'];
  return words.find((word) => word === kind);
}

interface Armed {
  readonly onEvent: (event: string) => void;
  readonly armed: (die: () => void) => void;
  /** Sets what strikes while bytes are sent. */
  readonly onSend: () => void;
  /** Once all that struck has been mended; gives how many found something. */
  readonly over: () => Promise<number>;
}

function arm(
  bench: Bench,
  hits: readonly Hit[],
  order: { readonly manifest: { readonly archives: readonly { readonly bytes?: number }[] } },
): Armed {
  const left = new Set(hits);
  const going: Promise<boolean>[] = [];
  let die = (): void => undefined;
  const launch = (hit: Hit): void => {
    left.delete(hit);
    going.push(strikeAt(bench, hit, () => die()));
  };
  return {
    armed: (end) => (die = end),
    onEvent(event) {
      for (const hit of [...left]) {
        if (typeof hit.at === 'string' && event.startsWith(hit.at)) launch(hit);
      }
    },
    onSend() {
      const bytes = order.manifest.archives[0]?.bytes ?? 0;
      const shares = [...left].filter(({ at }) => typeof at === 'number');
      const [first] = shares;
      // One at a time: the proxy knows one mark.
      if (first !== undefined) {
        bench.proxy.afterMore((Number(first.at) * bytes) / 100, () => shares.forEach(launch));
      }
    },
    async over() {
      const ends = await Promise.all(going);
      return ends.filter(Boolean).length;
    },
  };
}

async function strikeAt(
  bench: Bench,
  { strike, after, chance }: Hit,
  die: () => void,
): Promise<boolean> {
  const { strike: act, mend, holds = 0 } = strikes[strike] ?? {};
  await pause(after);
  const struck = await act?.(bench, { die, chance }).then(
    () => true,
    () => false,
  );
  await pause(holds);
  await mend?.(bench).catch(() => undefined);
  return struck ?? false;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
