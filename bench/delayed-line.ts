/** A way to a server that is further off than it is: in a thread of its own, so that it takes no time from who sends. */

/* oxlint-disable unicorn/require-post-message-target-origin -- Node's workers have no origins */

import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker, parentPort, workerData } from 'node:worker_threads';
import { startTcpProxy } from '../__tests__/servers/tcp-proxy.ts';

interface Far {
  readonly host: string;
  readonly port: number;
  /** Milliseconds, of each direction. */
  readonly delay: number;
}

export interface DelayedLine extends AsyncDisposable {
  /** Of 127.0.0.1. */
  readonly port: number;
  /** Bytes on their way to the server so far. */
  sent(): Promise<number>;
}

export async function openDelayedLine(far: Far): Promise<DelayedLine> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: far });
  const [port] = (await once(worker, 'message')) as [number];
  return {
    port,
    async sent() {
      worker.postMessage('sent');
      const [bytes] = (await once(worker, 'message')) as [number];
      return bytes;
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}

async function serve({ host, port, delay }: Far): Promise<void> {
  const proxy = await startTcpProxy(port, host);
  proxy.delay(delay);
  const tell = (value: number): void => parentPort?.postMessage(value);
  parentPort?.on('message', () => tell(proxy.passed('up')));
  tell(proxy.port);
}

if (parentPort !== null) await serve(workerData as Far);
