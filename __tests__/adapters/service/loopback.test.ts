import { createServer as createHttpServer } from 'node:http';
import { type Server, type Socket, createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createLoopback } from '../../../src/adapters/service/loopback.ts';
import type { HttpOutcome, HttpRequest } from '../../../src/ports-service.ts';
import { withTime } from '../../fixtures/no-clock.ts';

const loopback = createLoopback();
const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

async function listen(server: Server, address = '127.0.0.1'): Promise<number> {
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return (server.address() as { port: number }).port;
}

/** A server that answers each connection with these bytes, once it was asked something. */
function raw(answer: string, then: (socket: Socket) => void = (socket) => socket.end()): Server {
  return createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(answer, () => then(socket)));
  });
}

function request(port: number, more: Partial<HttpRequest> = {}): HttpRequest {
  const at = { address: '127.0.0.1', port };
  return { at, method: 'GET', path: '/', headers: [], timeout: 120_000, ...more };
}

async function ask(port: number, more?: Partial<HttpRequest>): Promise<HttpOutcome> {
  const outcome = await loopback.exchange(request(port, more));
  if (outcome.kind !== 'answered') return outcome;
  expect(outcome.took).toBeGreaterThan(0);
  return { ...outcome, took: 1 };
}

const answered = { kind: 'answered', cookies: [], body: '', cut: false, took: 1 } as const;

describe('an answer', () => {
  test('is told whole, its header names in lower case, and each cookie for itself', async () => {
    const head =
      'HTTP/1.1 201 Created\r\nX-A: 1\r\nx-a: 2\r\nSet-Cookie: a=1; Path=/\r\nSet-Cookie: b=2\r\n';
    const port = await listen(raw(`${head}Content-Length: 6\r\n\r\n笔记`));
    expect(await ask(port)).toEqual({
      ...answered,
      status: 201,
      headers: { 'x-a': '1, 2', 'set-cookie': 'a=1; Path=/, b=2', 'content-length': '6' },
      cookies: ['a=1; Path=/', 'b=2'],
      body: '笔记',
    });
  });

  test('in chunks is put together', async () => {
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
    const port = await listen(raw(`${head}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`));
    const headers = { 'transfer-encoding': 'chunked' };
    expect(await ask(port)).toEqual({ ...answered, status: 200, headers, body: 'abcde' });
  });

  test('that redirects is not followed', async () => {
    const port = await listen(
      raw('HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n'),
    );
    expect(await ask(port)).toEqual({
      ...answered,
      status: 302,
      location: '/login',
      headers: { location: '/login', 'content-length': '0' },
    });
  });

  test('without a length ends with the connection; without an end it is cut at 1 MiB', async () => {
    const short = await listen(raw('HTTP/1.0 200 OK\r\n\r\nhere'));
    expect(await ask(short)).toEqual({ ...answered, status: 200, headers: {}, body: 'here' });
    const chunk = 'x'.repeat(100_000);
    const endless = await listen(
      raw('HTTP/1.0 200 OK\r\n\r\n', function more(socket) {
        if (!socket.destroyed) socket.write(chunk, () => more(socket));
      }),
    );
    const body = 'x'.repeat(1024 * 1024);
    expect(await ask(endless)).toEqual({ ...answered, status: 200, headers: {}, body, cut: true });
  });
});

describe('a request', () => {
  test('is sent as it is given, over a connection of its own', async () => {
    const seen: string[] = [];
    const server = createServer((socket) => {
      socket.on('data', (bytes) => {
        seen.push(bytes.toString());
        if (seen.join('').endsWith('"}')) socket.end('HTTP/1.1 204 No Content\r\n\r\n');
      });
    });
    const port = await listen(server);
    const headers = [
      ['Content-Type', 'application/json'],
      ['X-Two', 'a'],
      ['X-Two', 'b'],
    ] as const;
    const body = '{"text":"é"}';
    await ask(port, { method: 'POST', path: '/api?x=1', headers, body });
    expect(seen.join('')).toBe(
      `POST /api?x=1 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n` +
        `X-Two: a\r\nX-Two: b\r\nContent-Length: 13\r\nConnection: close\r\n\r\n${body}`,
    );
  });

  test('without a body has a length where its method wants one', async () => {
    const seen: string[] = [];
    const server = createHttpServer((asked, response) => {
      seen.push(`${asked.method} ${asked.headers['content-length']}`);
      response.end();
    });
    const port = await listen(server);
    for (const method of ['GET', 'DELETE', 'POST', 'PUT']) await ask(port, { method });
    expect(seen).toEqual(['GET undefined', 'DELETE undefined', 'POST 0', 'PUT 0']);
  });

  test('reaches a service on ::1', async () => {
    const port = await listen(raw('HTTP/1.0 200 OK\r\n\r\n'), '::1');
    expect(await ask(port, { at: { address: '::1', port } })).toMatchObject({ status: 200 });
    expect(await ask(port)).toEqual({ kind: 'refused' });
  });

  test.each([
    ['a path', { path: '/a b' }, 'ERR_UNESCAPED_CHARACTERS'],
    ['a header', { headers: [['X', 'a\nb']] as const }, 'ERR_INVALID_CHAR'],
  ])('with %s that HTTP cannot carry is not sent', async (_, more, how) => {
    expect(await ask(9, more)).toEqual({ kind: 'broken', how });
  });
});

describe('no whole answer', () => {
  test('nobody listens', async () => {
    expect(await ask(await loopback.freePort())).toEqual({ kind: 'refused' });
  });

  test.each([
    ['before the head', ''],
    ['within the body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'],
  ])('nothing more %s is told when the time is over', async (_, answer) => {
    const port = await listen(raw(answer, () => undefined));
    expect(await ask(port, { timeout: 100 })).toEqual({ kind: 'timed-out', after: 100 });
  });

  test.each([
    ['a connection that is closed', '', 'ECONNRESET'],
    ['a body that is cut', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf', 'ECONNRESET'],
    ['what is no HTTP', 'SSH-2.0-OpenSSH\r\n', 'HPE_INVALID_CONSTANT'],
    [
      'an endless head',
      `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
      'HPE_HEADER_OVERFLOW',
    ],
    [
      'an upgrade',
      'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      'an upgrade that was not asked for',
    ],
  ])('%s is broken, with its cause', async (_, answer, how) => {
    expect(await ask(await listen(raw(answer)))).toEqual({ kind: 'broken', how });
  });
});

describe('a request whose last byte is withheld', () => {
  const post = { method: 'POST', path: '/', body: 'the body' };

  /** Tells what has come so far; answers when all of it is there. */
  function slow(): Server & { readonly got: () => string } {
    let got = '';
    const server = createHttpServer((asked, response) => {
      asked.on('data', (bytes: Buffer) => (got += bytes.toString()));
      asked.on('end', () => response.end(`got ${got}`));
    });
    return Object.assign(server, { got: () => got });
  }

  test('is answered when it has come', async () => {
    const server = slow();
    const port = await listen(server);
    const held = await loopback.withhold(request(port, post));
    expect(held.from).toBeGreaterThan(0);
    while (server.got() !== 'the bod') await new Promise(setImmediate);
    expect(held.ended()).toBe(undefined);
    const outcome = await held.finish();
    expect(outcome).toMatchObject({ kind: 'answered', status: 200, body: 'got the body' });
    expect(held.ended()).toBe(outcome);
  });

  test('without a body is one whose head is not whole', async () => {
    const asked: string[] = [];
    const server = createHttpServer(({ url = '' }, response) => {
      response.end(String(asked.push(url)));
    });
    const port = await listen(server);
    const held = await loopback.withhold(request(port, { path: '/held' }));
    await ask(port, { path: '/meanwhile' });
    expect(asked).toEqual(['/meanwhile']);
    expect(await held.finish()).toMatchObject({ kind: 'answered', body: '2' });
  });

  test('may be cut before', async () => {
    const port = await listen(raw('', (socket) => socket.resetAndDestroy()));
    const held = await loopback.withhold(request(port, post));
    while (held.ended() === undefined) await new Promise(setImmediate);
    expect(held.ended()).toEqual({ kind: 'broken', how: 'ECONNRESET' });
    expect(await held.finish()).toEqual({ kind: 'broken', how: 'ECONNRESET' });
  });

  test('may find nobody', async () => {
    const held = await loopback.withhold(request(await loopback.freePort(), post));
    expect([held.from, held.ended(), await held.finish()]).toEqual([
      ...[undefined, { kind: 'refused' }, { kind: 'refused' }],
    ]);
  });

  test('has its time anew from the last byte on', async () => {
    const port = await listen(createServer((socket) => socket.on('error', () => undefined)));
    const { outcome, took, limit } = await withTime(
      async (timeout) => {
        const held = await loopback.withhold(request(port, { ...post, timeout }));
        await new Promise((resolve) => setTimeout(resolve, timeout / 2));
        const [isOver, at] = [held.ended() !== undefined, performance.now()];
        const found = await held.finish();
        return { outcome: found, took: performance.now() - at, limit: timeout, isOver };
      },
      ({ isOver }) => isOver,
      300,
    );
    expect(outcome).toEqual({ kind: 'timed-out', after: limit });
    expect(took).toBeGreaterThan(limit * 0.9);
  });
});
