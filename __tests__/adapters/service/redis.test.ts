import { type Server, createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createLoopback } from '../../../src/adapters/service/loopback.ts';
import { createRedis } from '../../../src/adapters/service/redis.ts';
import type { RedisOutcome } from '../../../src/ports-service.ts';

const redis = createRedis();
const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

/** Answers with these texts, one after the other, and then no more; tells what it was asked. */
async function serve(
  ...answers: readonly string[]
): Promise<{ port: number; asked: () => string }> {
  let asked = '';
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => (asked += bytes.toString()));
    const answerFrom = (at: number): void => {
      const answer = answers[at];
      if (answer === undefined) return;
      if (answer === '') socket.end();
      else socket.write(answer, () => setImmediate(answerFrom, at + 1));
    };
    socket.once('data', () => answerFrom(0));
  });
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as { port: number }).port, asked: () => asked };
}

const list = (...words: readonly string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`;
const questions = `${list('CONFIG', 'GET', 'appendonly')}${list('CONFIG', 'GET', 'save')}`;

function ask(port: number, more: object = {}): Promise<RedisOutcome> {
  return redis.persistence({ address: '127.0.0.1', port, timeout: 120_000, ...more });
}

test('both settings are asked for and told, however the answer is cut', async () => {
  const answer = `${list('appendonly', 'no')}${list('save', '3600 1 300 100')}`;
  const { port, asked } = await serve(...answer.split(''));
  expect(await ask(port)).toEqual({ kind: 'answered', appendonly: 'no', save: '3600 1 300 100' });
  expect(asked()).toBe(questions);
});

test('a password goes first, as it is', async () => {
  const { port, asked } = await serve('+OK\r\n', list('appendonly', 'yes'), list('save', ''));
  const who = { username: 'me', password: 'a "b"\r\n' };
  expect(await ask(port, who)).toEqual({ kind: 'answered', appendonly: 'yes', save: '' });
  expect(asked()).toBe(`${list('AUTH', 'me', 'a "b"\r\n')}${questions}`);
});

test.each<[string, readonly string[], RedisOutcome]>([
  [
    'wants a password',
    ['-NOAUTH Authentication required.\r\n'],
    { kind: 'declined', how: 'NOAUTH' },
  ],
  ['knows no CONFIG', ["-ERR unknown command 'CONFIG'\r\n"], { kind: 'declined', how: 'ERR' }],
  ['is no Redis', ['HTTP/1.1 400 Bad Request\r\n\r\n'], { kind: 'broken', how: 'not RESP' }],
  [
    'answers without end',
    [`$99999999\r\n${'x'.repeat(70_000)}`],
    { kind: 'broken', how: 'not RESP' },
  ],
  ['goes away', ['*2\r\n', ''], { kind: 'broken', how: 'ECONNRESET' }],
])('one that %s', async (_, answers, outcome) => {
  const { port } = await serve(...answers);
  expect(await ask(port)).toEqual(outcome);
});

test('one that says nothing is not waited for longer than was asked', async () => {
  const { port } = await serve();
  expect(await ask(port, { timeout: 50 })).toEqual({ kind: 'timed-out' });
});

test('one that is not there, by whatever name', async () => {
  const port = await createLoopback().freePort();
  expect(await ask(port)).toEqual({ kind: 'refused' });
  expect(await ask(port, { address: 'localhost' })).toEqual({ kind: 'refused' });
});
