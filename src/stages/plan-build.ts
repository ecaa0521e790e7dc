/** What is built, with what, and why? Asks Go for its facts and turns them with the inputs into a plan. */

import { type CgoChoice, compilerNames, decideCgo } from '../domain/build/cgo.ts';
import type { GoSetting } from '../domain/build/environment.ts';
import { type BuildPlan, planBuild } from '../domain/build/plan.ts';
import type { BuildInputs } from '../domain/inputs/inputs.ts';
import type { Env } from '../domain/runner.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { Project } from '../domain/source/project.ts';
import type { Target } from '../domain/target.ts';
import type { World } from '../ports.ts';
import { listPrograms } from './list-programs.ts';
import { planFailure } from './plan-failure.ts';

export interface PlanRequest {
  readonly inputs: BuildInputs;
  readonly targets: readonly Target[];
  readonly project: Project;
  readonly toolchain: Toolchain;
  /** What Go's children get. */
  readonly env: Env;
  /** Go's own settings that are not the default. */
  readonly changed?: readonly GoSetting[];
}

/** @throws Failure where a target or a program cannot be built as asked; nothing was built yet */
export async function planTargets(world: World, request: PlanRequest): Promise<BuildPlan> {
  const { inputs, project } = request;
  const native = world.runner.platform;
  const { targets } = request;
  const listings = await listPrograms(world, { ...request, also: [native] });
  const found = await findCompilers(world, [native, ...targets], request.env);
  const nativeCompiler = settingOf(request, 'CC');
  const chooseCgo = (target: Target): CgoChoice =>
    decideCgo({
      mode: inputs.cgo,
      target,
      native,
      cgoModules: listings.get(target.os)?.cgoModules ?? [],
      found,
      ...(inputs.buildEnv['CC'] === undefined ? {} : { userCompiler: inputs.buildEnv['CC'] }),
      ...(nativeCompiler === undefined ? {} : { nativeCompiler }),
    });
  const wishes = targets.map((target) => ({
    target,
    cgo: chooseCgo(target),
    mains: listings.get(target.os)?.mains ?? [],
  }));
  const problems = wishes.flatMap(({ cgo }) => (cgo.problem === undefined ? [] : [cgo.problem]));
  if (problems.length > 0) throw planFailure(problems, 'cgo');
  for (const { cgo } of wishes) if (cgo.warning !== undefined) world.log.warning(cgo.warning);
  const { tags, flags, ldflags } = inputs;
  const nativeCgo = chooseCgo(native);
  const wish = { targets: wishes, native, nativeCgo, tags, flags, ldflags, project };
  const goflags = settingOf(request, 'GOFLAGS');
  return planBuild(goflags === undefined ? wish : { ...wish, goflags });
}

/** The environment goes before what `go env -w` keeps. */
function settingOf({ env, changed = [] }: PlanRequest, name: string): string | undefined {
  return env[name] || changed.find((setting) => setting.name === name)?.value;
}

async function findCompilers(
  world: World,
  targets: readonly Target[],
  env: Env,
): Promise<ReadonlySet<string>> {
  const names = new Set(targets.flatMap((target) => compilerNames(target, world.runner.platform)));
  const found = await Promise.all(
    [...names].map(async (name) => ((await world.processes.which(name, env)) ? [name] : [])),
  );
  return new Set(found.flat());
}
