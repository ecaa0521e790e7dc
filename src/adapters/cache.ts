/** How are folders kept from one run to the next? By the runner's cache service, through @actions/cache. */

import { Failure } from '../domain/failure.ts';
import type { Env } from '../domain/runner.ts';
import type { CacheService, Log } from '../ports.ts';
import { isEnterpriseServer } from './enterprise-server.ts';
import { type Limits, callToolkit, troubleOf } from './toolkit-call.ts';

const defaultLimits: Limits = { silence: 20_000, total: 600_000 };

/** The library reads its addresses and its token from the process's own environment. */
export function createCacheService(env: Env, log: Log, limits = defaultLimits): CacheService {
  const print = (line: string): void => log.debug(line);
  return {
    available: () =>
      env['ACTIONS_CACHE_MODE']?.trim().toLowerCase() !== 'none' &&
      Boolean(env['ACTIONS_RUNTIME_TOKEN'] && addressOf(env)),
    async restore(paths, key, prefixes) {
      const { restoreCache } = await import('@actions/cache');
      const options = { timeoutInMs: limits.silence, segmentTimeoutInMs: limits.total };
      const called = await callToolkit(limits, print, () =>
        restoreCache([...paths], key, [...prefixes], options),
      );
      if (called.value !== undefined) return called.value;
      // The library gives nothing for a miss and for a failure.
      const trouble = troubleOf(called);
      if (trouble === undefined) return undefined;
      throw new Failure({ doing: `restoring the cache ${key}`, ...trouble });
    },
    async save(paths, key) {
      const { saveCache } = await import('@actions/cache');
      const called = await callToolkit(limits, print, () => saveCache([...paths], key));
      if (called.value !== undefined && called.value !== -1) return true;
      if (called.answers.at(-1) === 409) return false;
      const trouble = troubleOf(called) ?? {
        happened: 'it may not be written to',
        code: 'refused',
      };
      throw new Failure({ doing: `saving the cache ${key}`, ...trouble });
    },
  };
}

/** As in the library's config.ts: enterprise servers have the older service only. */
function addressOf(env: Env): string | undefined {
  const isNewer = !isEnterpriseServer(env) && env['ACTIONS_CACHE_SERVICE_V2'];
  return isNewer ? env['ACTIONS_RESULTS_URL'] : env['ACTIONS_CACHE_URL'];
}
