/** Does the commit that runs on a server come after the one that is to be deployed? Only git knows. */

import type { Env } from '../../domain/runner.ts';
import type { World } from '../../ports.ts';

export interface Checkout {
  /** A folder of the repository. */
  readonly dir: string;
  readonly env: Env;
  /** The commit that is to be deployed. */
  readonly commit: string;
}

/** Undefined where it is not known: no repository here, or one that is cut off before that commit. */
export async function isAncestor(
  { processes }: Pick<World, 'processes'>,
  { dir, env, commit }: Checkout,
  running: string,
): Promise<boolean | undefined> {
  if (running === commit) return false;
  // What a server says is no option of git's.
  if (![commit, running].every((hash) => /^[0-9a-f]{40,64}$/.test(hash))) return undefined;
  const args = ['merge-base', '--is-ancestor', commit, running];
  const { code } = await processes.run({ file: 'git', args, cwd: dir, env, timeout: 30_000 });
  if (code === 0) return true;
  return code === 1 ? false : undefined;
}
