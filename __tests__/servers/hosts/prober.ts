/** Was the service there all the time, and which version answered? Asks from outside, many times a second. */

/* oxlint-disable unicorn/require-post-message-target-origin -- Node's workers have no origins */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** One request. Times are milliseconds since 1970. */
export interface Observation {
  readonly at: number;
  /** When it was answered, or given up. */
  readonly answered: number;
  readonly status?: number;
  /** Its first 4096 characters. */
  readonly body?: string;
  /** Why there was no answer: `ECONNREFUSED`, `ECONNRESET`, `ETIMEDOUT`. */
  readonly trouble?: string;
}

export interface ProbeOrder {
  readonly url: string;
  /** Default: 50, 20 requests a second; 5 for the measuring of gaps. */
  readonly everyMs: number;
  /** Default: 2000. */
  readonly timeoutMs: number;
}

/** What was seen so far, in order of the answers. */
export interface ProbeHistory {
  readonly seen: readonly Observation[];
  /** Milliseconds by which the prober itself was late at worst: this machine's doing, not the service's. */
  readonly latestTick: number;
}

export interface Prober extends AsyncDisposable {
  look(): Promise<ProbeHistory>;
  /** Waits for the answers that are due, and ends. Once stopped it says the same again. */
  stop(): Promise<ProbeHistory>;
}

export function startProber(
  url: string,
  { everyMs = 50, timeoutMs = 2_000 }: Partial<Omit<ProbeOrder, 'url'>> = {},
): Prober {
  const workerData: ProbeOrder = { url, everyMs, timeoutMs };
  const worker = new Worker(new URL('./prober-loop.ts', import.meta.url), { workerData });
  let ended: Promise<ProbeHistory> | undefined;
  const say = async (word: 'look' | 'stop'): Promise<ProbeHistory> => {
    worker.postMessage(word);
    const [history] = (await once(worker, 'message')) as [ProbeHistory];
    return history;
  };
  const stop = (): Promise<ProbeHistory> => (ended ??= say('stop'));
  return {
    look: () => ended ?? say('look'),
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      await worker.terminate();
    },
  };
}
