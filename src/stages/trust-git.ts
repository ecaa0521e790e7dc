/** Will git look at a checkout that belongs to another user? */

import { childEnv, withGitTrust } from '../domain/child-env.ts';
import { globalGitConfig } from '../domain/source/git-config.ts';
import type { World } from '../ports.ts';
import { findRepository } from './read-git.ts';

/**
 * The same world where git answers. Before 2.38 git reads safe.directory from files only, not from
 * its environment (git-config, safe.directory): where it refuses, children get a configuration of
 * ours, in `folder`, that includes the user's.
 */
export async function trustGit(
  world: World,
  { dir, folder }: { readonly dir: string; readonly folder: string },
): Promise<World> {
  const { runner, files, processes } = world;
  if ((await files.stat(dir)) === undefined) return world;
  const env = withGitTrust(childEnv(runner.env));
  const ended = await processes.run({
    file: 'git',
    args: ['rev-parse', '--git-dir'],
    cwd: dir,
    env,
  });
  if (ended.code !== 128 || !(await findRepository(world, dir))) return world;
  const config = `${folder}/gitconfig`;
  const windows = runner.platform.os === 'windows';
  await files.writeText(config, globalGitConfig(runner.env, { windows }));
  return { ...world, runner: { ...runner, env: { ...runner.env, GIT_CONFIG_GLOBAL: config } } };
}
