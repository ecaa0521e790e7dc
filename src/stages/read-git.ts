/** What does git say about the working tree? */

import { normalize } from '../domain/paths.ts';
import type { Env } from '../domain/runner.ts';
import type { World } from '../ports.ts';

export interface GitFacts {
  /** The top folder of the repository. */
  readonly root: string;
  readonly hash: string;
  readonly timeSeconds: number;
  /** Paths that differ from the commit or are not tracked. */
  readonly changed: readonly string[];
  readonly tagsHere: readonly string[];
  readonly describe?: string;
  readonly shallow: boolean;
}

/** Absent where `dir` is in no repository, the repository has no commit, or there is no git. */
export async function readGit(world: World, dir: string, env: Env): Promise<GitFacts | undefined> {
  const git = async (...args: string[]): Promise<string | undefined> => {
    const ended = await world.processes.run({ file: 'git', args, cwd: dir, env });
    return ended.code === 0 ? ended.stdout : undefined;
  };
  const top = await git('rev-parse', '--show-toplevel', '--is-shallow-repository', '--show-prefix');
  if (top === undefined) return undefined;
  const [root = dir, shallow, prefix = ''] = top.split('\n');
  const [commit, status, tags, describe] = await Promise.all([
    git('show', '-s', '--no-show-signature', '--format=%H %ct', 'HEAD'),
    git('status', '--porcelain', '-z'),
    git('tag', '--points-at', 'HEAD'),
    describeCommit(git, prefix),
  ]);
  const [hash, time] = commit?.trim().split(' ') ?? [];
  if (hash === undefined || time === undefined) return undefined;
  return {
    root: normalize(root),
    hash,
    timeSeconds: Number(time),
    changed: parseStatus(status ?? ''),
    tagsHere: (tags ?? '').split('\n').filter((tag) => tag !== ''),
    shallow: shallow === 'true',
    ...(describe === undefined ? {} : { describe: describe.trim() }),
  };
}

/** By a tag of the module's own folder (`services/notes/v1.2.0`), else by one of the whole repository. */
async function describeCommit(
  git: (...args: string[]) => Promise<string | undefined>,
  prefix: string,
): Promise<string | undefined> {
  const describe = ['describe', '--tags', '--abbrev=12'];
  const literal = prefix.replaceAll(/[\\*?[]/g, String.raw`\$&`);
  const own = prefix === '' ? undefined : await git(...describe, '--match', `${literal}*`);
  return own ?? git(...describe, '--exclude', '*/*');
}

/** `XY path` each; a rename or copy is followed by the path that it came from (git-status, -z). */
function parseStatus(text: string): readonly string[] {
  const rows = text.split('\0').filter((row) => row !== '');
  return rows.filter((_row, at) => !/^[RC]/.test(rows[at - 1] ?? '')).map((row) => row.slice(3));
}
