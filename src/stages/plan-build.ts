/** What is built, with what, and why? Asks Go for its facts and turns them with the inputs into a plan. */

import { type CgoChoice, compilerNames, decideCgo } from '../domain/build/cgo.ts';
import type { GoSetting } from '../domain/build/environment.ts';
import { flagsForLooking } from '../domain/build/flags.ts';
import { type Listing, clashes, listFields, parseListing } from '../domain/build/packages.ts';
import { type BuildPlan, planBuild } from '../domain/build/plan.ts';
import { targetEnv } from '../domain/build/variants.ts';
import { Failure, tail } from '../domain/failure.ts';
import type { BuildInputs } from '../domain/inputs/inputs.ts';
import { normalize } from '../domain/paths.ts';
import type { Env } from '../domain/runner.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { Project } from '../domain/source/project.ts';
import { type Target, formatTarget } from '../domain/target.ts';
import type { World } from '../ports.ts';
import { planFailure } from './plan-failure.ts';
import { tellStill } from './progress.ts';

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
  const listings = await tellStill(world, 'listing packages', () =>
    listSystems(world, request, [native, ...targets]),
  );
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
  refuseMissing(request, listings);
  refuseClashes(targets.flatMap(({ os }) => listings.get(os) ?? []));
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

/** `go list` once for each GOOS, since build constraints may hide a program on one of them. */
async function listSystems(
  world: World,
  request: PlanRequest,
  targets: readonly Target[],
): Promise<ReadonlyMap<string, Listing>> {
  const first = new Map(targets.toReversed().map((target) => [target.os, target]));
  const listed = [...first.values()].map(
    async (target) => [target.os, await listOne(world, request, target)] as const,
  );
  return new Map(await Promise.all(listed));
}

async function listOne(world: World, request: PlanRequest, target: Target): Promise<Listing> {
  const { inputs, toolchain, project } = request;
  const tags = inputs.tags.length === 0 ? [] : ['-tags', inputs.tags.join(',')];
  const flags = flagsForLooking(inputs.flags);
  const patterns = patternsOf(inputs);
  const ended = await world.processes.run({
    file: toolchain.go,
    args: ['list', '-e', '-deps', ...tags, ...flags, `-json=${listFields}`, ...patterns],
    cwd: project.dir,
    env: { ...request.env, ...targetEnv(target), CGO_ENABLED: '1' },
  });
  if (ended.code === 0) return parseListing(ended.stdout);
  throw new Failure({
    doing: 'listing the packages of the module',
    happened: `go list failed${ended.code === undefined ? '' : ` with exit code ${ended.code}`}`,
    output: tail(ended.stderr, 20),
    attempt: ['run `go list ./...` in the module, or `go mod tidy` where a module is missing'],
    code: 'go-list',
  });
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

function patternsOf({ main }: BuildInputs): readonly string[] {
  return main.length === 0 ? ['./...'] : main;
}

/** Each target must get a program, and each pattern must give one on some target. */
function refuseMissing(request: PlanRequest, listings: ReadonlyMap<string, Listing>): void {
  const { inputs, targets } = request;
  const bare = targets.filter(({ os }) => !listings.get(os)?.mains.length);
  if (bare.length > 0)
    throw noProgram(request, listings, { patterns: patternsOf(inputs), targets: bare });
  const idle = inputs.main.filter(
    (pattern) => !targets.some(({ os }) => listings.get(os)?.matched.has(normalize(pattern))),
  );
  if (idle.length > 0) throw noProgram(request, listings, { patterns: idle, targets });
}

function noProgram(
  { project }: PlanRequest,
  listings: ReadonlyMap<string, Listing>,
  missing: { readonly patterns: readonly string[]; readonly targets: readonly Target[] },
): Failure {
  const names = missing.targets.map(formatTarget).join(', ');
  const errors = new Set(missing.targets.flatMap(({ os }) => listings.get(os)?.errors ?? []));
  return new Failure({
    doing: `looking for programs to build for ${names}`,
    happened: `there is no main package in ${missing.patterns.join(', ')} of ${project.module}`,
    attempt: [
      'name the package in `main`, such as ./cmd/app, or the module in `working-directory`',
    ],
    code: 'no-main',
    ...(errors.size > 0 ? { output: [...errors].slice(0, 10).join('\n') } : {}),
  });
}

function refuseClashes(listings: readonly Listing[]): void {
  const groups = listings.flatMap((listing) => clashes(listing.mains));
  const lines = new Set(
    groups.map((group) => {
      const paths = group.map(({ importPath }) => importPath).join(' and ');
      return `${paths} would both give a program called ${group[0]?.binary}`;
    }),
  );
  if (lines.size > 0) throw planFailure([...lines], 'same-name');
}
