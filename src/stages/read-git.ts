/** What does git say about the working tree? */

import { Failure, tail } from '../domain/failure.ts';
import { folderOf, normalize, resolve } from '../domain/paths.ts';
import type { Env } from '../domain/runner.ts';
import { describeFlags } from '../domain/source/module-tags.ts';
import { type Difference, parseDifferences } from '../domain/source/status.ts';
import type { Ended, World } from '../ports.ts';

export interface GitFacts {
  /** The top folder of the repository. */
  readonly root: string;
  /** The folder that was asked about, as git sees it from `root`: `.` or `services/notes`. */
  readonly subfolder: string;
  readonly hash: string;
  readonly timeSeconds: number;
  /** What differs from the commit or is not tracked. */
  readonly differences: readonly Difference[];
  readonly tagsHere: readonly string[];
  readonly describe?: string;
  readonly shallow: boolean;
}

interface Place {
  readonly dir: string;
  readonly env: Env;
}

/**
 * Absent where `dir` is in no repository; with a warning where the repository has no commit.
 * @throws Failure (`git`) where there is a repository and git does not answer
 */
export async function readGit(world: World, dir: string, env: Env): Promise<GitFacts | undefined> {
  const at: Place = { dir, env };
  const asked = ['--show-toplevel', '--is-shallow-repository', '--show-prefix'];
  const top = await git(world, at, ['rev-parse', ...asked]);
  if (top.code !== 0) {
    if (await findRepository(world, dir)) throw refusal(at, top);
    return undefined;
  }
  const [root = dir, shallow, prefix = ''] = top.stdout.split('\n');
  const subfolder = normalize(prefix);
  const head = await git(world, at, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (head.code === 1) {
    world.log.warning(
      'the git repository has no commit yet, so that version and time do not come from one; commit first',
    );
    return undefined;
  }
  const [commit, tags, differences, describe] = await Promise.all([
    ask(world, at, ['show', '-s', '--no-show-signature', '--format=%H %ct', 'HEAD']),
    ask(world, at, [
      'for-each-ref',
      '--points-at=HEAD',
      '--format=%(refname:strip=2)',
      'refs/tags',
    ]),
    readDifferences(world, dir, env),
    describeCommit(world, at, subfolder),
  ]);
  const [hash = '', time] = commit.trim().split(' ');
  return {
    root: normalize(root),
    subfolder,
    hash,
    timeSeconds: Number(time),
    differences,
    tagsHere: tags.split('\n').filter((tag) => tag !== ''),
    shallow: shallow === 'true',
    ...(describe === undefined ? {} : { describe }),
  };
}

/** Asked in the same way before anything is done and after the tests, whatever settings git has. */
export async function readDifferences(
  world: World,
  dir: string,
  env: Env,
): Promise<readonly Difference[]> {
  const how = ['--porcelain=v1', '--untracked-files=normal', '--no-renames', '-z'];
  return parseDifferences(await ask(world, { dir, env }, ['status', ...how]));
}

/** Whether a folder, or one above it, has a `.git`. */
export async function findRepository({ files }: World, dir: string): Promise<boolean> {
  for (let folder = await files.realPath(dir); ; folder = folderOf(folder)) {
    if ((await files.stat(resolve(folder, '.git'))) !== undefined) return true;
    if (folderOf(folder) === folder) return false;
  }
}

/** By a tag of the module's own folder (`services/notes/v1.2.0`), else by one of the whole repository. */
async function describeCommit(
  world: World,
  at: Place,
  subfolder: string,
): Promise<string | undefined> {
  const by = async (...flags: readonly string[]): Promise<string | undefined> => {
    const ended = await git(world, at, ['describe', '--tags', '--abbrev=12', ...flags]);
    return ended.code === 0 ? ended.stdout.trim() : undefined;
  };
  const own = subfolder === '.' ? undefined : await by(...describeFlags(subfolder));
  return own ?? by('--exclude', '*/*');
}

async function ask(world: World, at: Place, args: readonly string[]): Promise<string> {
  const ended = await git(world, at, args);
  if (ended.code === 0) return ended.stdout;
  throw refusal(at, ended);
}

function git({ processes }: World, { dir, env }: Place, args: readonly string[]): Promise<Ended> {
  return processes.run({ file: 'git', args, cwd: dir, env });
}

function refusal({ dir }: Place, ended: Ended): Failure {
  const { notStarted, signal, code, stderr } = ended;
  const how =
    notStarted === undefined
      ? `refused (${signal ?? `exit code ${code}`})`
      : `did not start (${notStarted})`;
  const attempt =
    notStarted === undefined
      ? [
          'where it speaks of ownership, run before: git config --global --add safe.directory "$GITHUB_WORKSPACE"',
          'else check out again with actions/checkout; git must be 2.18 or newer',
        ]
      : ['install git before this step; without it version and time of the commit are not known'];
  return new Failure({
    doing: 'asking git about the commit',
    happened: `there is a repository, but git ${how}`,
    details: { folder: dir },
    output: tail(stderr, 10),
    attempt,
    code: 'git',
  });
}
