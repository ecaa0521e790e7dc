import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { longestGap, tellStory } from './probe-story.ts';
import { type Prober, startProber } from './prober.ts';
import { until } from './until.ts';

async function serve(version: string, port = 0): Promise<Server> {
  const server = createServer((_, answer) => answer.end(version));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const close = (server: Server): Promise<unknown> => new Promise((resolve) => server.close(resolve));

/** Until so many answers are of that version (or there is none). */
async function whenSeen(prober: Prober, who: string, answers: number): Promise<void> {
  await until(`${answers} times ${who}`, 120_000, {
    look: async () =>
      tellStory((await prober.look()).seen).find(
        (chapter) => chapter.who === who && chapter.answers >= answers,
      ),
  });
}

test('tells which version answered, and how long there was none', async () => {
  const first = await serve('v1');
  const port = portOf(first);
  await using prober = startProber(`http://127.0.0.1:${port}/`, { everyMs: 5, ...patient });
  await whenSeen(prober, 'v1', 20);
  await close(first);
  await whenSeen(prober, 'none', 20);
  const second = await serve('v2', port);
  await whenSeen(prober, 'v2', 20);
  const { seen } = await prober.stop();
  await close(second);
  const none = seen.filter(({ trouble }) => trouble !== undefined);
  expect(tellStory(seen).map(({ who }) => who)).toEqual(['v1', 'none', 'v2']);
  // Those that were about to be accepted are reset.
  const troubles = new Set([...none.map(({ trouble }) => trouble), 'ECONNRESET']);
  expect(troubles).toEqual(new Set(['ECONNREFUSED', 'ECONNRESET']));
  expect(longestGap(seen)).toBeGreaterThan(19 * 5);
});

test('goes on asking while an answer is due, and gives it up in time', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  await using prober = startProber(`http://127.0.0.1:${portOf(silent)}/`, {
    everyMs: 5,
    timeoutMs: 300,
  });
  await whenSeen(prober, 'none', 3);
  const { seen } = await prober.stop();
  silent.closeAllConnections();
  await close(silent);
  expect(new Set(seen.map(({ trouble }) => trouble))).toEqual(new Set(['ETIMEDOUT']));
  expect(seen.length).toBeGreaterThan(3);
});

test('is not delayed by what the test does', async () => {
  const log = join(mkdtempSync(join(tmpdir(), 'gin-ship-prober-')), 'log');
  const child = spawn(process.execPath, ['-e', serverThatLogs, log], { stdio: 'pipe' });
  const ended = once(child, 'close');
  try {
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    await using prober = startProber(`http://127.0.0.1:${String(port).trim()}/`, patient);
    await whenSeen(prober, 'v1', 3);
    // This thread stands still until ten more requests have come.
    const wait = 'begun=$(wc -c <"$0"); until [ $(wc -c <"$0") -ge $((begun + 10)) ]; do :; done';
    execFileSync('sh', ['-c', wait, log], { timeout: 120_000 });
    const { seen } = await prober.stop();
    expect(seen.length).toBeGreaterThanOrEqual(13);
    expect(tellStory(seen).map(({ who }) => who)).toEqual(['v1']);
  } finally {
    child.kill();
    await ended;
    rmSync(dirname(log), { recursive: true });
  }
});

const patient = { timeoutMs: 120_000 };

/** A byte for each request. */
const serverThatLogs = `
  const { appendFileSync } = require('node:fs');
  appendFileSync(process.argv[1], '');
  const server = require('node:http').createServer((_, answer) => {
    appendFileSync(process.argv[1], '.');
    answer.end('v1');
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;
