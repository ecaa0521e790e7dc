/** What environment do the programs get that we start? */

import type { Env } from './runner.ts';

/** Our own inputs, and the runner's tokens and files, which are for this step and not for the code it builds. */
const withheld =
  /^(?:INPUT_|STATE_|ACTIONS_(?:RUNTIME|RESULTS|CACHE|ID_TOKEN)_|GITHUB_(?:OUTPUT|STATE|ENV|PATH|STEP_SUMMARY)$)/i;

export function childEnv(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !withheld.test(name)));
}

/**
 * The environment for git and for Go's own calls of git: a checkout that belongs to another user is
 * trusted (safe.directory, git 2.38) without writing to anybody's configuration.
 */
export function withGitTrust(env: Env): Env {
  return {
    ...withGitSetting(env, 'safe.directory', '*'),
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
  };
}

/**
 * For builds: Go stamps `vcs.modified` by a `git status` of its own. What a test left, or a setting of
 * git hides, must not make it say other than the version, which was read before.
 */
export function withDirty(env: Env, dirty: boolean): Env {
  return withGitSetting(env, 'status.showUntrackedFiles', dirty ? 'normal' : 'no');
}

function withGitSetting(env: Env, key: string, value: string): Env {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0;
  return {
    ...env,
    GIT_CONFIG_COUNT: String(count + 1),
    [`GIT_CONFIG_KEY_${count}`]: key,
    [`GIT_CONFIG_VALUE_${count}`]: value,
  };
}

/** Go's children: this very Go first on PATH, and no GOROOT of another. */
export function goEnv(
  env: Env,
  go: { readonly goroot: string; readonly gotoolchain: string; readonly windows: boolean },
): Env {
  const { GOROOT: _other, ...rest } = withGitTrust(childEnv(env));
  const pathName = go.windows
    ? (Object.keys(rest).find((key) => /^path$/i.test(key)) ?? 'Path')
    : 'PATH';
  // An empty part of PATH means the current folder, so nothing is appended where there is no PATH.
  const others = rest[pathName] ? `${go.windows ? ';' : ':'}${rest[pathName]}` : '';
  return { ...rest, [pathName]: `${go.goroot}/bin${others}`, GOTOOLCHAIN: go.gotoolchain };
}
