/** Is this an enterprise server, which has neither the newer caches nor artifacts? */

import type { Env } from '../domain/runner.ts';

/** As `isGhes` in @actions/artifact and @actions/cache. */
export function isEnterpriseServer(env: Env): boolean {
  const host = new URL(env['GITHUB_SERVER_URL'] || 'https://github.com').hostname.toLowerCase();
  return host !== 'github.com' && !host.endsWith('.ghe.com') && !host.endsWith('.localhost');
}
