/** What does git say about the files that are packed? Asked once for all targets. */

import { type Tracked, parseIndex, untracked } from '../domain/archive/tracked.ts';
import { Failure, tail } from '../domain/failure.ts';
import type { Env } from '../domain/runner.ts';
import type { Project } from '../domain/source/project.ts';
import { parseDifferences } from '../domain/source/status.ts';
import type { Ended, World } from '../ports.ts';

/**
 * `paths` are files and folders from the repository's top folder. Where there is no repository,
 * nothing is tracked.
 * @throws Failure (`git`) where there is a commit and git does not answer
 */
export async function askGit(
  world: World,
  { project, git, paths }: { project: Project; git: Env; paths: readonly string[] },
): Promise<Tracked> {
  if (paths.length === 0) return untracked;
  const ask = (verb: string, ...flags: readonly string[]): Promise<Ended> =>
    world.processes.run({
      file: 'git',
      args: ['--literal-pathspecs', '--no-optional-locks', verb, ...flags, '-z', '--', ...paths],
      cwd: project.root,
      env: git,
    });
  const [listed, status] = await Promise.all([
    ask('ls-files', '--stage', '--eol'),
    ask('status', '--porcelain=v1', '--untracked-files=no', '--no-renames'),
  ]);
  const index = listed.code === 0 ? parseIndex(listed.stdout) : undefined;
  if (index !== undefined && status.code === 0) {
    return { repository: true, index, changed: parseDifferences(status.stdout) };
  }
  if (project.commit === undefined) return untracked;
  const { stderr, notStarted } = listed.code === 0 ? status : listed;
  throw new Failure({
    doing: 'asking git for the modes of the files to pack',
    happened: notStarted === undefined ? 'it gave no answer' : `git did not start: ${notStarted}`,
    output: tail(stderr, 10),
    attempt: ['check out with actions/checkout, and use git 2.18 or newer'],
    code: 'git',
  });
}
