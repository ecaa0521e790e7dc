/** How is a shipped binary started and asked, and ended whatever the test does? */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface Service extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
}

export interface Launch {
  readonly cwd: string;
  /** Made from the free port that was found. */
  readonly args?: (port: number) => readonly string[];
  readonly env?: (port: number) => Readonly<Record<string, string>>;
  /** The path that is asked until it answers. */
  readonly path: string;
}

/** `await using service = await startService(…)`; throws with what the program said where it ends first. */
export async function startService(program: string, launch: Launch): Promise<Service> {
  const port = await freePort();
  const child = spawn(program, launch.args?.(port) ?? [], {
    cwd: launch.cwd,
    env: launch.env?.(port) ?? {},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const ended = once(child, 'close');
  let running = true;
  ended.then(
    () => (running = false),
    () => (running = false),
  );
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url + launch.path))) {
    if (!running) throw new Error(`${program} ended before it answered:\n${said}`);
    await pause(20);
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
