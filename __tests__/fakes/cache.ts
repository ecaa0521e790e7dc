/** A cache service that only remembers keys, and does as it is told. */

import type { CacheService } from '../../src/ports.ts';

export interface FakeCache extends CacheService {
  /** `restore KEY PREFIX…`, `save KEY`, in order. */
  readonly asked: string[];
}

export interface FakeCacheBehaviour {
  readonly available?: boolean;
  /** What is found below a path, put there by the function; absent: a miss. */
  readonly restore?: (path: string, key: string) => Promise<string | undefined>;
  readonly save?: (path: string, key: string) => Promise<boolean>;
}

export function fakeCache(behaviour: FakeCacheBehaviour = {}): FakeCache {
  const { available = true, restore, save } = behaviour;
  const asked: string[] = [];
  return {
    asked,
    available: () => available,
    async restore([path = ''], key, prefixes) {
      asked.push(['restore', key, ...prefixes].join(' '));
      return restore?.(path, key);
    },
    async save([path = ''], key) {
      asked.push(`save ${key}`);
      return save === undefined ? true : save(path, key);
    },
  };
}
