/** Which targets are to be built, now that it is known which Go there is? */

import { parseDistList, parsePlatformFile, platformFile } from '../domain/build/platforms.ts';
import { type TargetPattern, expandTargets } from '../domain/build/targets.ts';
import { Failure, tail } from '../domain/failure.ts';
import type { Env } from '../domain/runner.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { Platform, Target } from '../domain/target.ts';
import type { World } from '../ports.ts';
import { planFailure } from './plan-failure.ts';

export interface TargetsRequest {
  readonly patterns: readonly TargetPattern[];
  readonly toolchain: Toolchain;
  readonly dir: string;
  readonly env: Env;
}

/** @throws Failure where one does not exist, with the nearest that does; nothing was built yet */
export async function readTargets(
  world: World,
  request: TargetsRequest,
): Promise<readonly Target[]> {
  const expanded = expandTargets(request.patterns, await readPlatforms(world, request));
  if (expanded.problems.length > 0) throw planFailure(expanded.problems, 'targets');
  for (const repeated of expanded.repeated) {
    world.log.warning(`targets: ${repeated} is named twice; it is built once`);
  }
  return expanded.targets;
}

async function readPlatforms(
  world: World,
  { toolchain, dir, env }: TargetsRequest,
): Promise<readonly Platform[]> {
  const text = await world.files.readText(`${toolchain.goroot}/${platformFile}`);
  const platforms = parsePlatformFile(text ?? '');
  if (platforms.length > 0) return platforms;
  const args = ['tool', 'dist', 'list'];
  const ended = await world.processes.run({ file: toolchain.go, args, cwd: dir, env });
  const listed = parseDistList(ended.stdout);
  if (listed.length > 0) return listed;
  throw new Failure({
    doing: `asking Go ${toolchain.version} what it can build for`,
    happened: `neither ${platformFile} nor \`go tool dist list\` names anything`,
    output: tail(ended.stderr, 10),
    attempt: ['this Go may be damaged: give another `go-version`'],
    code: 'platforms',
  });
}
