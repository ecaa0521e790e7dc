/** A real Redis, new and empty, that keeps its data in one of three ways or in memory only. */

import { type DataServer, findProgram, startDataServer } from './data-server.ts';

export interface RedisWish {
  readonly appendonly?: boolean;
  /** As `save` of redis.conf: `3600 1`. Default: no snapshots. */
  readonly save?: string;
  /** Whether it answers only who knows the password. */
  readonly secret?: boolean;
}

export interface RedisServer extends DataServer {
  /** As `REDIS_URL` has it, with the password where it needs one. */
  readonly url: string;
}

export async function startRedis(wish: RedisWish = {}): Promise<RedisServer> {
  const { appendonly = false, save = '', secret = false } = wish;
  const server = await startDataServer({
    program: findProgram('redis-server', 'redis-server'),
    ready: /Ready to accept connections/,
    stop: 'SIGKILL',
    prepare: () => Promise.resolve(['-']),
    input: ({ folder, port, password }) =>
      [
        ...['bind 127.0.0.1', `port ${port}`, `dir ${folder}`, 'daemonize no'],
        ...[`appendonly ${appendonly ? 'yes' : 'no'}`, `save "${save}"`],
        ...(secret ? [`requirepass ${password}`] : []),
        '',
      ].join('\n'),
  });
  const { port, password } = server;
  const who = secret ? `:${password}@` : '';
  return { ...server, url: `redis://${who}127.0.0.1:${port}/0` };
}
