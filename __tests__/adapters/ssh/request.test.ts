import { type Server, createServer as createPlain } from 'node:net';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RemoteAnswer } from '../../../src/ports-remote.ts';
import { type Sshd, startSshd } from '../../servers/sshd.ts';
import { startTcpProxy } from '../../servers/tcp-proxy.ts';
import { type Held, connectTo, through } from './connect.ts';

let server: Sshd;
let there: Held;
const running: Server[] = [];
beforeAll(async () => {
  server = await startSshd();
  there = await connectTo(server);
});
afterAll(async () => {
  for (const one of running) one.close();
  await there.close();
  await server[Symbol.asyncDispose]();
});

async function listen(one: Server): Promise<number> {
  running.push(one);
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  return (one.address() as { port: number }).port;
}

/** Answers every connection with these bytes, once it was asked. */
function raw(answer: string, end = true): Promise<number> {
  return listen(
    createPlain((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => (end ? socket.end(answer) : socket.write(answer)));
    }),
  );
}

const ask = (port: number, more: { path?: string; timeout?: number } = {}): Promise<RemoteAnswer> =>
  there.request({ port, path: '/healthz', timeout: 120_000, ...more });

describe('a request to a port of the other side', () => {
  test('is one GET of that path, for that host', async () => {
    const seen: unknown[] = [];
    const port = await listen(
      createServer((asked, answer) => {
        const { host, connection, cookie } = asked.headers;
        seen.push([asked.method, asked.url, host, connection, cookie]);
        answer.writeHead(asked.url === '/a?b=c' ? 204 : 302, { Location: '/login' }).end();
      }),
    );
    expect(await ask(port, { path: '/a?b=c' })).toEqual({ kind: 'answered', status: 204 });
    expect(await ask(port)).toEqual({ kind: 'answered', status: 302 });
    const host = `127.0.0.1:${port}`;
    expect(seen).toEqual([
      ['GET', '/a?b=c', host, 'close', undefined],
      ['GET', '/healthz', host, 'close', undefined],
    ]);
  });

  test.each([
    ['HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n', { kind: 'answered', status: 503 }],
    ['HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf', { kind: 'answered', status: 200 }],
    ['garbage\r\n\r\n', { kind: 'broken', how: 'HPE_INVALID_CONSTANT' }],
    ['', { kind: 'broken', how: 'ECONNRESET' }],
    [
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
      { kind: 'broken', how: 'an upgrade that was not asked for' },
    ],
  ])('that is answered with %j', async (bytes, answer) => {
    expect(await ask(await raw(bytes))).toEqual(answer);
  });

  test('whose answer has no end is not waited for', async () => {
    const port = await raw('HTTP/1.1 200 OK\r\n\r\nfor ever', false);
    expect(await ask(port)).toEqual({ kind: 'answered', status: 200 });
  });

  test('that nobody answers in time is given up', async () => {
    const port = await raw('', false);
    expect(await ask(port, { timeout: 200 })).toEqual({ kind: 'timed-out' });
  });

  test('to a port where nothing listens is refused', async () => {
    const port = await raw('');
    running.pop()?.close();
    expect(await ask(port)).toEqual({ kind: 'refused' });
  });

  test('with a path that HTTP cannot carry is not sent', async () => {
    expect(await ask(await raw(''), { path: '/a b' })).toEqual({
      kind: 'broken',
      how: 'ERR_UNESCAPED_CHARACTERS',
    });
  });

  test('is a hundred requests as well', async () => {
    const port = await listen(createServer((_, answer) => answer.writeHead(200).end('ok')));
    const answers = [];
    for (let at = 0; at < 100; at += 1) answers.push(await ask(port));
    expect(answers.filter(({ kind }) => kind !== 'answered')).toEqual([]);
  });
});

test('a server that forwards nothing is told apart from a service that is down', async () => {
  await using strict = await startSshd({ settings: ['AllowTcpForwarding no'] });
  await using one = await connectTo(strict);
  expect(await one.request({ port: 1, path: '/', timeout: 120_000 })).toEqual({
    kind: 'forbidden',
  });
  expect(one.lost()).toBeUndefined();
});

test('forwarding takes no place of a session', async () => {
  await using strict = await startSshd({ settings: ['MaxSessions 1'] });
  await using one = await connectTo(strict);
  const held = one.open({ line: 'cat', timeout: 120_000 }, { line: () => undefined });
  const port = await raw('HTTP/1.1 200 OK\r\n\r\n');
  const answer = await one.request({ port, path: '/', timeout: 120_000 });
  held.endInput();
  expect(answer).toEqual({ kind: 'answered', status: 200 });
  await held.ended;
});

test('contact lost while it waits is told as that', async () => {
  await using proxy = await startTcpProxy(server.port);
  await using one = await connectTo(through(server, proxy));
  const port = await raw('', false);
  const asked = one.request({ port, path: '/', timeout: 120_000 });
  proxy.cut();
  expect(await asked).toEqual({ kind: 'lost', problem: 'the connection was reset' });
  expect(await one.request({ port, path: '/', timeout: 120_000 })).toEqual(await asked);
});
