import { type Socket, connect, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TcpProxy, startTcpProxy } from './tcp-proxy.ts';

/** Sends back what it gets, and ends when the other side ends. */
const echo = createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('error', () => undefined);
  socket.pipe(socket);
});
let proxy: TcpProxy;
const open: Socket[] = [];
beforeAll(() => new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve)));
afterAll(() => void echo.close());
beforeEach(async () => {
  proxy = await startTcpProxy((echo.address() as { port: number }).port);
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await proxy[Symbol.asyncDispose]();
});

interface Talk {
  readonly socket: Socket;
  readonly got: () => string;
  /** How it ended: `end`, or the code of an error. */
  readonly over: Promise<string>;
}

async function talk(): Promise<Talk> {
  const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  open.push(socket);
  let got = '';
  socket.on('data', (chunk: Buffer) => {
    got += chunk.toString('latin1');
  });
  const over = new Promise<string>((resolve) => {
    socket.on('end', () => resolve('end'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, got: () => got, over };
}

test('passes on what comes, and the ends too', async () => {
  const { socket, got, over } = await talk();
  socket.end('hello');
  expect([await over, got(), proxy.passed('up'), proxy.passed('down')]).toEqual([
    'end',
    'hello',
    5,
    5,
  ]);
  expect(proxy.connections()).toBe(1);
});

test('cuts with a reset, and closes in order', async () => {
  const first = await talk();
  proxy.cut();
  expect(await first.over).toBe('ECONNRESET');
  const second = await talk();
  second.socket.write('x');
  await expect.poll(second.got).toBe('x');
  proxy.close();
  expect(await second.over).toBe('end');
});

test('freezes without a word, and thaws', async () => {
  const { socket, got } = await talk();
  proxy.freeze();
  socket.write('held');
  await expect.poll(() => proxy.taken('up')).toBe(4);
  expect([proxy.passed('up'), got()]).toEqual([0, '']);
  proxy.thaw();
  await expect.poll(got).toBe('held');
});

test('slows down each direction', async () => {
  const { socket, got } = await talk();
  proxy.slow(50_000);
  const began = performance.now();
  socket.write('x'.repeat(20_000));
  await expect.poll(() => got().length).toBe(20_000);
  expect(performance.now() - began).toBeGreaterThan(300);
});

test('delays both ways, and lets as much through as before', async () => {
  const { socket, got } = await talk();
  proxy.delay(50);
  const began = performance.now();
  socket.write('x'.repeat(5_000_000));
  // More of it is on its way at a time than any one piece that arrives.
  await expect.poll(() => proxy.taken('up') - proxy.passed('up')).toBeGreaterThan(200_000);
  await expect.poll(() => got().length).toBe(5_000_000);
  expect(performance.now() - began).toBeGreaterThan(95);
});

test('refuses, and accepts again on the same port', async () => {
  await proxy.refuse();
  const refused = connect(proxy.port, '127.0.0.1');
  const code = await new Promise((resolve) => {
    refused.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  expect(code).toBe('ECONNREFUSED');
  await proxy.accept();
  const { socket, got } = await talk();
  socket.write('again');
  await expect.poll(got).toBe('again');
});

test('garbles one byte', async () => {
  proxy.flip(2.5, 'up');
  const { socket, got } = await talk();
  socket.write('ab');
  socket.write('cd');
  await expect.poll(() => got().length).toBe(4);
  expect(got()).toBe(`ab${String.fromCharCode(~0x63 & 0xff)}d`);
});

test('acts after so many bytes', async () => {
  proxy.after(100_000, (now) => now.cut());
  const { socket, over } = await talk();
  socket.write('x'.repeat(1_000_000));
  expect(await over).toMatch(/ECONNRESET|EPIPE/);
  expect(proxy.passed('up')).toBeGreaterThanOrEqual(100_000);
});

test('acts after so many bytes more, in whichever connection', async () => {
  const first = await talk();
  first.socket.write('x'.repeat(100_000));
  await expect.poll(() => proxy.passed('up')).toBe(100_000);
  const passed: number[] = [];
  proxy.afterMore(3, (now) => passed.push(now.passed('up')));
  first.socket.write('ab');
  await expect.poll(() => proxy.passed('up')).toBe(100_002);
  expect(passed).toEqual([]);
  const second = await talk();
  second.socket.write('c');
  await expect.poll(() => passed).toEqual([100_003]);
});
