/** Makes folders into git repositories whose commits are the same on every machine. */

import { execFileSync } from 'node:child_process';

export const commitDate = '2026-11-22T13:51:00Z';

/** Runs git with a fixed author, date and configuration; gives what it prints. */
export function git(dir: string, ...args: string[]): string {
  return gitAt(commitDate, dir, args);
}

function gitAt(date: string, dir: string, args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: dir,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: dir,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'gin-ship',
      GIT_AUTHOR_EMAIL: 'gin-ship@example.com',
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: 'gin-ship',
      GIT_COMMITTER_EMAIL: 'gin-ship@example.com',
      GIT_COMMITTER_DATE: date,
    },
  });
}

/** Commits all that is in `dir` as a new repository; gives the commit. */
export function gitCommit(
  dir: string,
  { tag, date = commitDate }: { readonly tag?: string; readonly date?: string } = {},
): string {
  git(dir, 'init', '--quiet', '--initial-branch=main');
  git(dir, 'add', '--all');
  gitAt(date, dir, ['commit', '--quiet', '--message', 'as it is']);
  if (tag !== undefined) git(dir, 'tag', tag);
  return git(dir, 'rev-parse', 'HEAD').trim();
}
