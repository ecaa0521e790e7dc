/** What stands in the git configuration that takes the place of the user's own? */

import type { Env } from '../runner.ts';

/**
 * All that the user's own files say, and trust in every folder. git itself resolves `~`, so that a
 * program with a HOME of its own gets its own file; one that is not there is passed over.
 */
export function globalGitConfig(env: Env, { windows }: { readonly windows: boolean }): string {
  const includes = userFiles(env, windows).map((path) => `[include]\n\tpath = ${quote(path)}\n`);
  return `${includes.join('')}[safe]\n\tdirectory = "*"\n`;
}

/** In the order in which git reads them (git-config, FILES). */
function userFiles(env: Env, windows: boolean): readonly string[] {
  if (env['GIT_CONFIG_GLOBAL'] !== undefined) return [env['GIT_CONFIG_GLOBAL']].filter(Boolean);
  const hasHome = windows || Boolean(env['HOME']);
  const xdg = env['XDG_CONFIG_HOME'];
  const files = xdg ? [`${xdg}/git/config`] : ['~/.config/git/config'];
  return [...files, '~/.gitconfig'].filter((path) => hasHome || !path.startsWith('~'));
}

function quote(path: string): string {
  return `"${path.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
