/** How is a service asked over HTTP, once, over a connection of its own? */

import { type ClientRequest, type IncomingMessage, request as ask } from 'node:http';
import { connect, createServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { codeOf } from '../../domain/system-trouble.ts';
import type { HttpOutcome, HttpRequest, Loopback } from '../../ports-service.ts';
import { holdLastByte } from './last-byte.ts';

const most = 1024 * 1024;

export function createLoopback(): Loopback {
  return { exchange: (wish) => send(wish, connectTo(wish)).outcome, withhold, freePort };
}

function connectTo({ at }: HttpRequest): ReturnType<typeof connect> {
  return connect({ host: at.address, port: at.port });
}

async function withhold(wish: HttpRequest): ReturnType<Loopback['withhold']> {
  const socket = connectTo(wish);
  const held = holdLastByte(socket);
  const sending = send({ ...wish, keepAlive: true }, held.stream);
  await Promise.race([sending.sent, sending.outcome]);
  const from = socket.localPort;
  return {
    ...(from === undefined ? {} : { from }),
    ended: () => sending.ended(),
    finish() {
      sending.again();
      held.release();
      return sending.outcome;
    },
  };
}

interface Sending {
  readonly outcome: Promise<HttpOutcome>;
  /** All is written that is to be written before the answer. */
  readonly sent: Promise<void>;
  ended(): HttpOutcome | undefined;
  /** Starts the time anew. */
  again(): void;
}

/** A server of Go waits for the body before it answers only where the connection is kept. */
interface Wish extends HttpRequest {
  readonly keepAlive?: boolean;
}

function send(wish: Wish, socket: Duplex): Sending {
  const started = performance.now();
  const whole = Promise.withResolvers<HttpOutcome>();
  const sent = Promise.withResolvers<void>();
  let outcome: HttpOutcome | undefined;
  const end = (found: HttpOutcome): void => {
    outcome ??= found;
    clearTimeout(timer);
    socket.destroy();
    whole.resolve(outcome);
  };
  const limit = (): NodeJS.Timeout =>
    setTimeout(() => end({ kind: 'timed-out', after: wish.timeout }), wish.timeout);
  let timer = limit();
  socket.on('error', (error) => end(troubleOf(error)));
  try {
    const asked = compose(wish, socket);
    asked.on('error', (error) => end(troubleOf(error)));
    asked.on('finish', () => sent.resolve());
    asked.on('upgrade', () => end({ kind: 'broken', how: 'an upgrade that was not asked for' }));
    asked.on('response', (answer) => readAnswer(answer, started, end));
    asked.end(wish.body);
  } catch (error) {
    end(troubleOf(error));
  }
  return {
    outcome: whole.promise,
    sent: sent.promise,
    ended: () => outcome,
    again() {
      clearTimeout(timer);
      if (outcome === undefined) timer = limit();
    },
  };
}

/** Throws for a path or a header that HTTP cannot carry. */
function compose(wish: Wish, socket: Duplex): ClientRequest {
  const { at, method, path, headers, body, keepAlive } = wish;
  const host = at.address.includes(':') ? `[${at.address}]` : at.address;
  const length = Buffer.byteLength(body ?? '');
  const needsLength = length > 0 || !/^(?:GET|HEAD|DELETE|OPTIONS)$/.test(method);
  const all = [
    ['Host', `${host}:${at.port}`],
    ...headers,
    ...(needsLength ? [['Content-Length', String(length)]] : []),
    ['Connection', keepAlive === true ? 'keep-alive' : 'close'],
  ];
  return ask({ createConnection: () => socket, method, path, headers: all.flat() });
}

function readAnswer(
  answer: IncomingMessage,
  started: number,
  end: (outcome: HttpOutcome) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const finish = (): void => {
    const { statusCode: status = 0, headers } = answer;
    const { location, 'set-cookie': cookies = [] } = headers;
    end({
      kind: 'answered',
      status,
      ...(location === undefined ? {} : { location }),
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
      ),
      cookies,
      body: Buffer.concat(chunks).toString('utf8', 0, most),
      cut: size > most,
      took: performance.now() - started,
    });
  };
  answer.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) finish();
  });
  answer.on('end', finish);
  answer.on('error', (error) => end(troubleOf(error)));
}

function troubleOf(error: unknown): HttpOutcome {
  const how = codeOf(error) ?? (error instanceof Error ? error.name : 'unknown');
  return how === 'ECONNREFUSED' ? { kind: 'refused' } : { kind: 'broken', how };
}

/** The kernel gives one that is free on all addresses, of both IP versions where there are two. */
async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.on('error', reject);
  server.listen(0, () => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    server.close(() => resolve(port ?? 0));
  });
  return promise;
}
