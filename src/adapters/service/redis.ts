/** Does a Redis keep what it is given when it restarts? */

import { type Socket, connect } from 'node:net';
import {
  formatRedisCommand,
  parseRedisReplies,
  readPersistence,
} from '../../domain/rehearse/redis-reply.ts';
import { codeOf } from '../../domain/system-trouble.ts';
import type { Redis, RedisOutcome } from '../../ports-service.ts';

const most = 64 * 1024;

export function createRedis(): Redis {
  return {
    persistence(request) {
      const { address, port, username, password, timeout } = request;
      const user = username === undefined ? [] : [username];
      const commands = [
        ...(password === undefined ? [] : [['AUTH', ...user, password]]),
        ['CONFIG', 'GET', 'appendonly'],
        ['CONFIG', 'GET', 'save'],
      ];
      const socket = connect({ host: address, port });
      socket.write(commands.map(formatRedisCommand).join(''));
      return answerOf(socket, { timeout, withPassword: password !== undefined });
    },
  };
}

function answerOf(
  socket: Socket,
  { timeout, withPassword }: { readonly timeout: number; readonly withPassword: boolean },
): Promise<RedisOutcome> {
  const { promise, resolve } = Promise.withResolvers<RedisOutcome>();
  const timer = setTimeout(() => resolve({ kind: 'timed-out' }), timeout);
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    text += chunk;
    const { replies, strange } = parseRedisReplies(text);
    const answer = readPersistence(replies, withPassword);
    if (answer !== undefined) resolve(answer);
    else if (strange || text.length > most) resolve({ kind: 'broken', how: 'not RESP' });
  });
  socket.on('error', (error) => resolve(troubleOf(error)));
  socket.on('close', () => resolve({ kind: 'broken', how: 'ECONNRESET' }));
  return promise.finally(() => {
    clearTimeout(timer);
    socket.destroy();
  });
}

/** Several addresses of one name are tried by Node, and their errors come as one. */
function troubleOf(error: Error): RedisOutcome {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = codeOf(first) ?? codeOf(error) ?? error.name;
  return code === 'ECONNREFUSED' ? { kind: 'refused' } : { kind: 'broken', how: code };
}
