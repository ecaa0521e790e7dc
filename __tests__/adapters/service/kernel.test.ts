import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createKernel } from '../../../src/adapters/service/kernel.ts';
import { createLinuxProcesses } from '../../../src/adapters/service/linux-processes.ts';
import { createOtherProcesses } from '../../../src/adapters/service/other-processes.ts';
import type { Kernel, Service } from '../../../src/ports-service.ts';
import { type Enclosed, enclosed, untilSaid } from '../../fixtures/enclosed.ts';
import { patiently } from '../../fixtures/no-clock.ts';

let box: Enclosed;
let kernel: Kernel;
beforeAll(async () => {
  box = await enclosed();
  kernel = box.world.kernel;
});
afterAll(() => box[Symbol.dispose]());
afterEach(async () => {
  await box.world.services.sweep(box.marker);
});

async function serve(port: number, address: string): Promise<Service> {
  const service = await box.start(['serve', address], { PORT: String(port) });
  await untilSaid(service, 'ready');
  return service;
}

async function listen(host: string): Promise<Server & { readonly port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return Object.assign(server, { port: (server.address() as { port: number }).port });
}

/** What macOS is asked by is there on Linux too, and tells the same. */
const others = createKernel('darwin', createOtherProcesses('darwin'));

describe('sockets', () => {
  test.each(['127.0.0.1', '0.0.0.0', '::', '::1'])(
    'one that listens on %s is found',
    async (address) => {
      const port = await box.world.loopback.freePort();
      const { pid } = await serve(port, address);
      expect(await kernel.listening([pid])).toEqual([{ address, port, pid }]);
      expect(await kernel.listening([process.pid])).toEqual([]);
      expect(await kernel.holders(port)).toEqual([{ address, port, pid }]);
      expect(await kernel.connected([pid])).toEqual([]);
      const [told] = await others.listening([pid]);
      expect([told?.port, told?.pid]).toEqual([port, pid]);
      expect(['*', address]).toContain(told?.address);
    },
  );

  test('who holds a port is told, whoever it is; nobody holds a free one', async () => {
    const server = await listen('127.0.0.1');
    const own = { address: '127.0.0.1', port: server.port, pid: process.pid };
    expect(await kernel.holders(server.port)).toEqual([own]);
    expect(await others.holders(server.port)).toEqual([own]);
    server.close();
    expect(await kernel.holders(await box.world.loopback.freePort())).toEqual([]);
  });

  test('where a service is connected to is told, and not who asked it', async () => {
    const server = await listen('127.0.0.1');
    const port = await box.world.loopback.freePort();
    const service = await box.start(['client', String(server.port)], { PORT: String(port) });
    await untilSaid(service, 'connected');
    const at = { address: '127.0.0.1', port };
    const asking = await box.world.loopback.withhold({
      ...{ at, method: 'POST', path: '/', headers: [], body: 'x', timeout: 120_000 },
    });
    const to = [{ pid: service.pid, address: '127.0.0.1', port: server.port }];
    expect(await kernel.connected([service.pid])).toEqual(to);
    expect(await others.connected([service.pid])).toEqual(to);
    await asking.finish();
    server.close();
  });

  test('how far a service has got with a connection is told', async () => {
    const port = await box.world.loopback.freePort();
    const service = await serve(port, '127.0.0.1');
    const ask = () =>
      box.world.loopback.withhold({
        ...{ at: { address: '127.0.0.1', port }, method: 'POST', path: '/', headers: [] },
        body: 'body',
        timeout: 120_000,
      });
    const first = await ask();
    const state = (from = 0): Promise<string | undefined> => kernel.accepted(port, from);
    await expect.poll(() => state(first.from)).toBe('read');
    await service.signal('SIGSTOP');
    const second = await ask();
    expect([await state(second.from), await state(1)]).toEqual(['waiting', undefined]);
    const finished = first.finish();
    await expect.poll(() => state(first.from)).toBe('unread');
    await service.signal('SIGCONT');
    expect(await finished).toMatchObject({ kind: 'answered', status: 200, body: 'well' });
    expect(await second.finish()).toMatchObject({ kind: 'answered', status: 200 });
  });
});

describe('programs', () => {
  test('the file that a process runs is known from another of the same content', async () => {
    const { pid } = await serve(0, '127.0.0.1');
    expect(await kernel.runs(pid, box.node)).toBe(true);
    expect(await kernel.runs(pid, '/bin/sh')).toBe(false);
    expect(await kernel.runs(pid, '/gone')).toBe(undefined);
    expect(await kernel.program(pid)).toBe(`${box.enclosure.inside.release}/node`);
    expect(await others.runs(process.pid, process.execPath)).toBe(true);
    expect(await others.runs(process.pid, '/bin/sh')).toBe(false);
  });

  test('whether strace watches it is told', async () => {
    const { pid } = await serve(0, '127.0.0.1');
    expect(await kernel.isTraced(pid)).toBe(false);
    expect(await kernel.isTraced(2 ** 30)).toBe(false);
  });
});

describe.each([
  ['Linux', () => createLinuxProcesses()],
  ['macOS', () => createOtherProcesses('darwin')],
])('processes by the means of %s', (_, create) => {
  test('a pid with another start is another process, and is not told', async () => {
    const table = create();
    const child = spawn('sleep', ['600']);
    const self = table.identify(child.pid ?? 0);
    if (self === undefined) throw new Error('there is no such process');
    const other = { ...self, started: `${self.started}0` };
    expect([table.isAlive(self), table.isAlive(other)]).toEqual([true, false]);
    expect(table.kill(other, 'SIGKILL')).toBe(false);
    expect(table.isAlive(self)).toBe(true);
    const gone = new Promise((resolve) => child.on('exit', resolve));
    expect(table.kill(self, 'SIGKILL')).toBe(true);
    await gone;
    expect([table.isAlive(self), table.kill(self, 'SIGKILL')]).toEqual([false, false]);
    expect(table.identify(self.pid)).toBe(undefined);
  });
});

test('on macOS and Windows what comes from a remembered process is its family', async () => {
  const table = createOtherProcesses('darwin');
  const child = spawn('sh', ['-c', 'sleep 600 & sleep 600'], { stdio: 'ignore' });
  const self = table.identify(child.pid ?? 0);
  if (self === undefined) throw new Error('there is no such process');
  table.remember('marker', self, '/none');
  const family = await vi.waitFor(() => {
    const found = table.family('marker');
    expect(found.length).toBe(3);
    return found;
  }, patiently);
  expect(family[0]).toEqual(self);
  expect(table.family('another')).toEqual([]);
  for (const one of family) expect(table.kill(one, 'SIGKILL')).toBe(true);
  await expect.poll(() => table.family('marker')).toEqual([]);
});

test('what a process holds open for writing is told, and not what it only reads', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gin-ship-open-')));
  try {
    writeFileSync(`${folder}/read`, '');
    const ways = { read: 'r', written: 'w', appended: 'a', both: 'r+' } as const;
    writeFileSync(`${folder}/both`, '');
    const open = Object.entries(ways).map(([name, how]) => openSync(`${folder}/${name}`, how));
    const told = await kernel.writing([process.pid]);
    for (const descriptor of open) closeSync(descriptor);
    expect(told.filter((path) => path.startsWith(folder)).toSorted()).toEqual(
      ['appended', 'both', 'written'].map((name) => `${folder}/${name}`),
    );
    expect(await kernel.writing([2 ** 30])).toEqual([]);
    expect(await others.writing([process.pid])).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
