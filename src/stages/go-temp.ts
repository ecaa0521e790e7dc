/** Where does Go keep what it needs for a moment? In a folder of ours, so that it goes when Go is ended. */

import type { Env } from '../domain/runner.ts';
import type { World } from '../ports.ts';

/** The environment for Go's children; a GOTMPDIR of the user's stays. */
export async function withGoTemp({ files }: World, env: Env, staging: string): Promise<Env> {
  if (env['GOTMPDIR']) return env;
  const folder = `${staging}/go`;
  await files.makeFolder(folder);
  return { ...env, GOTMPDIR: folder };
}
