/** Do vet and tests pass? In the environment of the native target, or vet's alone in that of another. */

import type { BuildPlan } from '../domain/build/plan.ts';
import { flagsForLooking } from '../domain/build/flags.ts';
import { parseTestEvents } from '../domain/build/test-events.ts';
import type { Env } from '../domain/runner.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { Project } from '../domain/source/project.ts';
import { type StageResult, done, skipped } from '../domain/stage-result.ts';
import { formatTarget } from '../domain/target.ts';
import { formatDuration } from '../domain/quantity.ts';
import type { Ended, World } from '../ports.ts';
import { failTest, failVet } from './check-failure.ts';
import { tellStill } from './progress.ts';

export interface CheckRequest {
  readonly check: 'none' | 'vet' | 'test';
  readonly plan: BuildPlan;
  readonly project: Project;
  readonly toolchain: Toolchain;
  readonly env: Env;
}

export interface Checked {
  readonly vet: number;
  /** Milliseconds; absent where tests were not asked for. */
  readonly test?: number;
  readonly packages?: number;
  /** Why tests that were asked for were not run. */
  readonly untested?: string;
  /** Bytes that vet needed at the most. */
  readonly peakMemory?: number;
}

/** @throws Failure where vet or a test fails; each finding is an annotation by then */
export async function check(world: World, request: CheckRequest): Promise<StageResult<Checked>> {
  if (request.check === 'none') return skipped('check: none');
  const { ended, cgo, untested } = await vet(world, request);
  if (ended.code !== 0) throw await failVet(world, request.project, { ended, cgo });
  world.log.verbatim(ended.stderr);
  world.log.info(`go vet ./...: nothing found, ${formatDuration(ended.took)}`);
  const { took, peakMemory } = ended;
  const vetted = { vet: took, ...(peakMemory === undefined ? {} : { peakMemory }) };
  if (request.check === 'vet') return done(vetted);
  if (untested !== undefined) return done({ ...vetted, untested });
  const { sharedFlags, native } = request.plan;
  const args = ['test', '-json', '-vet=off', ...sharedFlags, './...'];
  const test = await run(world, request, { args, env: native.testEnv });
  const events = parseTestEvents(test.stdout);
  if (test.code !== 0) throw failTest(world, request.project, { test, events, cgo });
  world.log.verbatim(events.packageLines.join('\n'));
  return done({ ...vetted, test: test.took, packages: events.packageLines.length });
}

/** For the first target that is another system's where the runner's own has no package to look at. */
async function vet(
  world: World,
  request: CheckRequest,
): Promise<{ readonly ended: Ended; readonly cgo: boolean; readonly untested?: string }> {
  const { native, builds, sharedFlags } = request.plan;
  const args = ['vet', ...flagsForLooking(sharedFlags), './...'];
  const ended = await run(world, request, { args, env: native.env });
  const { GOOS, GOARCH, CGO_ENABLED } = native.env;
  const vetted = { ended, cgo: CGO_ENABLED === '1' };
  const other = builds.find(({ env }) => env['GOOS'] !== GOOS || env['GOARCH'] !== GOARCH);
  if (ended.code === 0 || other === undefined) return vetted;
  if (!(await hasNoPackage(world, request))) return vetted;
  const untested = `no package is for ${GOOS}/${GOARCH}`;
  const name = formatTarget(other.target);
  world.log.info(`${untested}; go vet looks at ${name} instead, and no test is run`);
  const there = await run(world, request, { args, env: other.env });
  return { ended: there, cgo: other.cgo, untested };
}

/** Whether build constraints hide everything from the runner's own system. */
async function hasNoPackage(
  world: World,
  { plan, project, toolchain, env }: CheckRequest,
): Promise<boolean> {
  const args = ['list', ...flagsForLooking(plan.sharedFlags), './...'];
  const childEnv = { ...env, ...plan.native.env };
  const command = { file: toolchain.go, args, cwd: project.dir, env: childEnv };
  const listed = await world.processes.run(command);
  return listed.code === 0 && listed.stdout.trim() === '';
}

interface Command {
  readonly args: readonly string[];
  readonly env: Env;
}

function run(world: World, request: CheckRequest, command: Command): Promise<Ended> {
  const { project, toolchain, env } = request;
  const { args } = command;
  world.log.info(`go ${args.join(' ')}`);
  const childEnv = { ...env, ...command.env };
  return tellStill(world, `running go ${args[0]}`, () =>
    world.processes.run({
      file: toolchain.go,
      args,
      cwd: project.dir,
      env: childEnv,
      watchMemory: true,
    }),
  );
}
