/** Is the working tree still the one that the version was read from? */

import { Failure } from '../domain/failure.ts';
import { firstFew } from '../domain/first-few.ts';
import type { Env } from '../domain/runner.ts';
import type { Project } from '../domain/source/project.ts';
import type { World } from '../ports.ts';
import { readDifferences } from './read-git.ts';

/**
 * Warns of what is new and not in git, which is not packed and does not make the version dirty.
 * @throws Failure (`changed`) where a file of the commit is not what it was
 */
export async function lookAgain(
  world: World,
  { project, env, check }: { project: Project; env: Env; check: 'none' | 'vet' | 'test' },
): Promise<void> {
  if (project.commit === undefined) return;
  const before = new Set(project.differences?.map(({ path }) => path));
  const found = await readDifferences(world, project.dir, env);
  const fresh = found.filter(({ path }) => !before.has(path));
  const changed = fresh.filter(({ tracked }) => tracked).map(({ path }) => path);
  const left = fresh.filter(({ tracked }) => !tracked).map(({ path }) => path);
  if (left.length > 0) {
    world.log.warning(
      `not there when the project was read, and not in git: ${firstFew(left)}; none of it is packed, and the version does not say dirty, but what //go:embed or a package finds there is built in; let tests write to t.TempDir(), and keep caches out of the workspace`,
    );
  }
  if (changed.length === 0) return;
  throw new Failure({
    doing: 'looking at the working tree before the build',
    happened: `${check === 'test' ? 'go test' : 'something'} changed ${firstFew(changed)}`,
    attempt: [
      'let tests write to t.TempDir() only; `git diff` after `go test ./...` shows what they change',
      ...(check === 'test' ? ['`check: vet` builds without running them'] : []),
    ],
    code: 'changed',
  });
}
