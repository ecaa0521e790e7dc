/** Which helper does this gin-ship bring for servers, and where do people get the same file? */

import type { HelperText } from './facts-script.ts';
import type { Env } from '../runner.ts';
import type { OwnHelper } from './wish.ts';

export interface HelperFile extends HelperText, OwnHelper {}

/** Of the repository and the commit or tag that the workflow names; else of the release. */
export function helperUrl(env: Env, version: string): string {
  const own = env['GITHUB_ACTION_REPOSITORY'] ?? '';
  const named = /^[\w.-]+\/[\w.-]+$/.test(own) && /^[\w./-]+$/.test(env['GITHUB_ACTION_REF'] ?? '');
  const place = named ? `${own}/raw/${env['GITHUB_ACTION_REF']}` : `org/gin-ship/raw/v${version}`;
  const server = /^https:\/\/[\w.:-]+$/.exec(env['GITHUB_SERVER_URL'] ?? '')?.[0];
  return `${named ? (server ?? 'https://github.com') : 'https://github.com'}/${place}/server/gin-ship`;
}
