/** How is one target built? */

import { parseActionGraph } from '../domain/build/action-graph.ts';
import type { Binary, BuiltTarget } from '../domain/build/binary.ts';
import {
  type BuildPlan,
  type TargetBuild,
  buildArguments,
  describeBuild,
} from '../domain/build/plan.ts';
import { Failure } from '../domain/failure.ts';
import { formatBytes, formatDuration } from '../domain/quantity.ts';
import type { Env } from '../domain/runner.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { Project } from '../domain/source/project.ts';
import { exeSuffix, formatTarget } from '../domain/target.ts';
import type { Ended, World } from '../ports.ts';

export interface BuildContext {
  readonly plan: BuildPlan;
  readonly project: Project;
  readonly toolchain: Toolchain;
  /** What Go's children get. */
  readonly env: Env;
  /** A folder of ours outside the workspace; each target gets one below it. */
  readonly staging: string;
}

export interface HowToBuild {
  /** Gives way to what runs without it. */
  readonly background: boolean;
  /** `go build -p`; absent: Go's default. */
  readonly workers?: number;
}

export interface TargetOutcome {
  readonly item: TargetBuild;
  /** Absent where the build failed. */
  readonly built?: BuiltTarget;
  readonly ended: Ended;
  /** Bytes. */
  readonly peakMemory?: number;
}

export async function buildTarget(
  world: World,
  context: BuildContext,
  { item, workers, background }: HowToBuild & { readonly item: TargetBuild },
): Promise<TargetOutcome> {
  const { plan, project, toolchain, env, staging } = context;
  const outDir = `${staging}/${formatTarget(item.target).replaceAll('/', '-')}`;
  const graph = `${outDir}.actions.json`;
  await world.files.makeFolder(outDir);
  const startedAt = world.clock.elapsed();
  const how = { outDir, graph, ...(workers === undefined ? {} : { workers }) };
  const ended = await world.processes.run({
    file: toolchain.go,
    args: buildArguments(plan, item, how),
    cwd: project.dir,
    env: { ...env, ...item.env },
    watchMemory: true,
    background,
  });
  const wall = world.clock.elapsed() - startedAt;
  const { peakMemory } = ended;
  const peak = peakMemory === undefined ? {} : { peakMemory };
  const binaries = ended.code === 0 ? await readBinaries(world, item, outDir) : [];
  const measured = {
    startedAt,
    wall,
    ...parseActionGraph((await world.files.readText(graph)) ?? ''),
    ...peak,
  };
  const built: BuiltTarget = { target: item.target, cgo: item.cgo, binaries, measured };
  await tell(world, context, { item, ended, built });
  return { item, ended, ...peak, ...(ended.code === 0 ? { built } : {}) };
}

async function readBinaries(
  world: World,
  item: TargetBuild,
  outDir: string,
): Promise<readonly Binary[]> {
  return Promise.all(
    item.mains.map(async ({ binary, importPath }) => {
      const name = binary + exeSuffix(item.target.os);
      const path = `${outDir}/${name}`;
      const size = (await world.files.stat(path))?.size;
      if (size === undefined) throw noBinary(item, name, importPath);
      return { name, package: importPath, path, size };
    }),
  );
}

function noBinary({ target }: TargetBuild, name: string, importPath: string): Failure {
  return new Failure({
    doing: `building ${formatTarget(target)}`,
    happened: `go build ended well, but left no ${name} for ${importPath}`,
    attempt: ['look for a flag in GOFLAGS that changes what go build makes, such as -buildmode'],
    code: 'no-binary',
  });
}

/** One group for each target, printed whole when it is done, since groups cannot overlap. */
async function tell(
  world: World,
  { plan }: BuildContext,
  { item, ended, built }: { item: TargetBuild; ended: Ended; built: BuiltTarget },
): Promise<void> {
  const { wall, compile, link, packages, cached, peakMemory } = built.measured;
  const outcome = ended.code === 0 ? '' : ': failed';
  const title = `${formatTarget(item.target)}${outcome}, ${formatDuration(wall)}`;
  await world.log.group(title, () => {
    world.log.info(describeBuild(plan, item));
    world.log.verbatim(`${ended.stdout}${ended.stderr}`);
    for (const { name, size } of built.binaries) world.log.info(`${name}: ${formatBytes(size)}`);
    if (compile !== undefined && link !== undefined) {
      const hits = `${cached} of ${packages} packages from the cache`;
      world.log.info(`compile ${formatDuration(compile)}, link ${formatDuration(link)}; ${hits}`);
    }
    if (peakMemory !== undefined) world.log.info(`memory at the most: ${formatBytes(peakMemory)}`);
  });
}
