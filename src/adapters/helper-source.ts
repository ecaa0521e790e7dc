/** How does the helper come from the bundle? */

import { helperUrl } from '../domain/deploy/helper-file.ts';
import type { Env } from '../domain/runner.ts';
import type { HelperSource } from '../ports-remote.ts';

export function createHelperSource(env: Env): HelperSource {
  return {
    async read() {
      const { helper } = await import('./helper-text.ts');
      return { ...helper, url: helperUrl(env, helper.version) };
    },
  };
}
