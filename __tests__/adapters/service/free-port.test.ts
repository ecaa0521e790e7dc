import { type Server, createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createLoopback } from '../../../src/adapters/service/loopback.ts';

const loopback = createLoopback();
const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

test('a free port is free on all addresses, and another each time', async () => {
  const ports = await Promise.all(Array.from({ length: 5 }, () => loopback.freePort()));
  expect(new Set(ports).size).toBe(5);
  for (const [at, address] of ['0.0.0.0', '127.0.0.1', '::', '::1'].entries()) {
    const server = createServer();
    running.push(server);
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject);
      server.listen(ports[at], address, resolve);
    });
  }
});
