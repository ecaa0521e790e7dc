/** Does a Redis that the service is connected to keep its data when it restarts? */

import { type RedisVerdict, judgeRedis } from '../../domain/rehearse/redis.ts';
import { type RedisAccount, findRedisAccounts } from '../../domain/rehearse/redis-accounts.ts';
import type { World } from '../../ports.ts';
import type { Rehearsal } from './context.ts';

const patience = 2000;

export async function askRedis(
  world: World,
  { marker, inputs }: Rehearsal,
): Promise<readonly RedisVerdict[]> {
  const { kernel, redis } = world.rehearsal;
  const family = await kernel.family(marker);
  const connections = await kernel.connected(family.map(({ pid }) => pid));
  const accounts = findRedisAccounts(inputs.rehearse.env);
  const ports = new Set([6379, ...accounts.map(({ port }) => port)]);
  const seen = new Map(
    connections
      .filter(({ port }) => ports.has(port))
      .map(({ address, port }) => [`${address} ${port}`, { address, port }]),
  );
  return Promise.all(
    [...seen.values()].map(async ({ address, port }) => {
      const account: Partial<RedisAccount> = accounts.find((one) => one.port === port) ?? {};
      const { username, password } = account;
      const answer = await redis.persistence({
        address,
        port,
        timeout: patience,
        ...(username === undefined ? {} : { username }),
        ...(password === undefined ? {} : { password }),
      });
      return judgeRedis(
        address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`,
        answer,
      );
    }),
  );
}
