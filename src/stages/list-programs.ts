/** Which programs does the module have on each system, and do any two of them get in each other's way? */

import { flagsForLooking } from '../domain/build/flags.ts';
import { type Listing, clashes, listFields, parseListing } from '../domain/build/packages.ts';
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

export interface ProgramsRequest {
  readonly inputs: BuildInputs;
  readonly targets: readonly Target[];
  /** Systems that are listed although nothing is built for them. */
  readonly also?: readonly Target[];
  readonly project: Project;
  readonly toolchain: Toolchain;
  /** What Go's children get. */
  readonly env: Env;
}

/** By GOOS. @throws Failure where a target gets no program, or a pattern gives none anywhere */
export async function listPrograms(
  world: World,
  request: ProgramsRequest,
): Promise<ReadonlyMap<string, Listing>> {
  const { targets, also = [] } = request;
  const listings = await tellStill(world, 'listing packages', () =>
    listSystems(world, request, [...also, ...targets]),
  );
  refuseMissing(request, listings);
  refuseClashes(targets.flatMap(({ os }) => listings.get(os) ?? []));
  return listings;
}

/** `go list` once for each GOOS, since build constraints may hide a program on one of them. */
async function listSystems(
  world: World,
  request: ProgramsRequest,
  targets: readonly Target[],
): Promise<ReadonlyMap<string, Listing>> {
  const first = new Map(targets.toReversed().map((target) => [target.os, target]));
  const listed = [...first.values()].map(
    async (target) => [target.os, await listOne(world, request, target)] as const,
  );
  return new Map(await Promise.all(listed));
}

async function listOne(world: World, request: ProgramsRequest, target: Target): Promise<Listing> {
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

function patternsOf({ main }: BuildInputs): readonly string[] {
  return main.length === 0 ? ['./...'] : main;
}

/** Each target must get a program, and each pattern must give one on some target. */
function refuseMissing(request: ProgramsRequest, listings: ReadonlyMap<string, Listing>): void {
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
  { project }: ProgramsRequest,
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
