/** Are all modules there before several builds would fetch them at once? */

import { explainExit } from '../domain/exit-cause.ts';
import { Failure, tail } from '../domain/failure.ts';
import type { Env } from '../domain/runner.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { Project } from '../domain/source/project.ts';
import { type StageResult, done, skipped } from '../domain/stage-result.ts';
import type { World } from '../ports.ts';
import { tellStill } from './progress.ts';

/** Milliseconds that it took; skipped with vendor/. go.mod, go.work and their sums are left as they were. */
export async function downloadModules(
  world: World,
  { project, toolchain, env }: { project: Project; toolchain: Toolchain; env: Env },
): Promise<StageResult<number>> {
  if (project.vendored) return skipped('the module has a vendor folder');
  const { dir, workspaceFile } = project;
  const kept = [`${dir}/go.mod`, `${dir}/go.sum`];
  if (workspaceFile !== undefined) kept.push(workspaceFile, `${workspaceFile}.sum`);
  const before = await Promise.all(kept.map((path) => world.files.readText(path)));
  const args = ['mod', 'download'];
  const ended = await tellStill(world, 'downloading modules', () =>
    world.processes.run({ file: toolchain.go, args, cwd: project.dir, env }),
  );
  for (const [at, path] of kept.entries()) await restore(world, path, before[at]);
  world.log.verbatim(ended.stderr);
  if (ended.code === 0) return done(ended.took);
  throw new Failure({
    doing: 'downloading modules',
    happened: `go mod download failed: it ${explainExit(ended).ended}`,
    output: tail(ended.stderr, 20),
    attempt: [
      'run `go mod tidy` and commit go.mod and go.sum, where the text above names one of them',
      'for private modules: set GOPRIVATE and give git the credentials in a step before',
      'run the job again, where the network was the cause',
    ],
    code: 'modules',
  });
}

/** A changed file would make the working tree differ from its commit. */
async function restore({ files }: World, path: string, before: string | undefined): Promise<void> {
  if ((await files.readText(path)) === before) return;
  if (before === undefined) await files.remove(path);
  else await files.writeText(path, before);
}
