/** Asks a server over and over, in a thread of its own, so that what a test does meanwhile delays nothing. */

/* oxlint-disable unicorn/require-post-message-target-origin -- Node's workers have no origins */

import { get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import type { Observation, ProbeOrder } from './prober.ts';

const { url, everyMs, timeoutMs } = workerData as ProbeOrder;
const seen: Observation[] = [];
const asked = new Set<Promise<void>>();
const begin = performance.now();
let ticks = 0;
let latestTick = 0;

/** Each asks on a socket of its own: one kept alive would not notice that nobody accepts any more. */
function ask(): void {
  const at = performance.timeOrigin + performance.now();
  const done = new Promise<void>((resolve) => {
    const note = (answer: Pick<Observation, 'status' | 'body' | 'trouble'>): void => {
      seen.push({ at, answered: performance.timeOrigin + performance.now(), ...answer });
      resolve();
    };
    const signal = AbortSignal.timeout(timeoutMs);
    const request = get(url, { agent: false, signal, headers: { connection: 'close' } }, (got) => {
      let body = '';
      got.setEncoding('utf8');
      got.on('data', (chunk: string) => (body = (body + chunk).slice(0, 4_096)));
      got.on('end', () => note({ status: got.statusCode ?? 0, body }));
      got.on('error', (error: NodeJS.ErrnoException) => note({ trouble: codeOf(error) }));
    });
    request.on('error', (error: NodeJS.ErrnoException) => note({ trouble: codeOf(error) }));
  });
  asked.add(done);
  void done.then(() => asked.delete(done));
}

const codeOf = ({ code, name }: NodeJS.ErrnoException): string =>
  name === 'AbortError' || code === 'ABORT_ERR' ? 'ETIMEDOUT' : (code ?? name);

/** Ticks that were missed are not made up for; how late the latest was is told. */
function tick(): void {
  const late = performance.now() - begin - ticks * everyMs;
  latestTick = Math.max(latestTick, late);
  ticks += 1 + Math.max(0, Math.floor(late / everyMs));
  ask();
  timer = setTimeout(tick, Math.max(1, begin + ticks * everyMs - performance.now()));
}

let timer = setTimeout(tick, 0);

parentPort?.on('message', (word: 'look' | 'stop') => {
  if (word === 'look') {
    parentPort?.postMessage({ seen, latestTick });
    return;
  }
  clearTimeout(timer);
  void Promise.all(asked).then(() => {
    parentPort?.postMessage({ seen, latestTick });
    parentPort?.close();
  });
});
