/** Do vet and tests pass, in the environment of the native target? */

import type { BuildPlan } from '../domain/build/plan.ts';
import { type Diagnostic, parseDiagnostics } from '../domain/build/diagnostics.ts';
import { parseTestEvents } from '../domain/build/test-events.ts';
import { Failure, tail } from '../domain/failure.ts';
import type { Env } from '../domain/runner.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { Project } from '../domain/source/project.ts';
import { type StageResult, done, skipped } from '../domain/stage-result.ts';
import { formatDuration } from '../domain/quantity.ts';
import type { Ended, World } from '../ports.ts';
import { annotate } from './annotate.ts';
import { rebaseReplayed } from './replayed-paths.ts';
import { repositoryPath } from '../domain/source/repository-path.ts';

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
  /** Bytes that vet needed at the most. */
  readonly peakMemory?: number;
}

/** @throws Failure where vet or a test fails; each finding is an annotation by then */
export async function check(world: World, request: CheckRequest): Promise<StageResult<Checked>> {
  if (request.check === 'none') return skipped('check: none');
  const vet = await run(world, request, ['vet']);
  if (vet.code !== 0) throw await failVet(world, request, vet);
  world.log.verbatim(vet.stderr);
  world.log.info(`go vet ./...: nothing found, ${formatDuration(vet.took)}`);
  const vetted = {
    vet: vet.took,
    ...(vet.peakMemory === undefined ? {} : { peakMemory: vet.peakMemory }),
  };
  if (request.check === 'vet') return done(vetted);
  const test = await run(world, request, ['test', '-json', '-vet=off']);
  const events = parseTestEvents(test.stdout);
  if (test.code !== 0) throw failTest(world, request, { test, events });
  world.log.verbatim(events.packageLines.join('\n'));
  return done({ ...vetted, test: test.took, packages: events.packageLines.length });
}

function run(world: World, request: CheckRequest, command: readonly string[]): Promise<Ended> {
  const { plan, project, toolchain, env } = request;
  const args = [...command, ...plan.sharedFlags, './...'];
  world.log.info(`go ${args.join(' ')}`);
  const started = world.clock.elapsed();
  const stop = world.clock.every(15_000, () => {
    const passed = formatDuration(world.clock.elapsed() - started);
    world.log.info(`go ${command[0]} is still running after ${passed}`);
  });
  const childEnv = { ...env, ...plan.native.env };
  return world.processes
    .run({ file: toolchain.go, args, cwd: project.dir, env: childEnv, watchMemory: true })
    .finally(stop);
}

async function failVet(world: World, { project }: CheckRequest, ended: Ended): Promise<Failure> {
  const said = await rebaseReplayed(world, ended.stderr, project);
  world.log.verbatim(said);
  const found = parseDiagnostics(said, repositoryPath(project));
  annotate(world.log, found, 'go vet');
  return new Failure({
    doing: 'checking with go vet',
    happened: found.length === 0 ? ending(ended) : countFindings(found.length),
    output: describe(found) || tail(said, 20),
    attempt: ['correct what vet found', '`check: none` builds without it'],
    code: 'vet',
  });
}

function failTest(
  world: World,
  { project }: CheckRequest,
  { test, events }: { test: Ended; events: ReturnType<typeof parseTestEvents> },
): Failure {
  world.log.verbatim(`${events.failedOutput}\n${test.stderr}`);
  const folderOf = (pkg: string): string =>
    pkg === project.module ? '.' : `.${pkg.slice(project.module.length)}`;
  const toRepository = repositoryPath(project);
  const found = [
    ...parseDiagnostics(`${events.buildOutput}\n${test.stderr}`, toRepository),
    ...events.places.map(({ pkg, file, ...place }) => {
      const path = toRepository(`${folderOf(pkg)}/${file}`);
      return path === undefined ? { message: place.message } : { ...place, file: path };
    }),
  ];
  annotate(world.log, found, 'go test');
  return new Failure({
    doing: 'checking with go test',
    happened: events.failed.length > 0 ? describeFailed(events.failed) : ending(test),
    output: tail(`${events.failedOutput}\n${test.stderr}`, 30),
    attempt: ['correct the tests', '`check: vet` builds without running them'],
    code: 'test',
  });
}

function countFindings(count: number): string {
  return count === 1 ? 'there is 1 finding' : `there are ${count} findings`;
}

function describeFailed(failed: readonly string[]): string {
  const more = failed.length > 5 ? ` and ${failed.length - 5} more` : '';
  return `${failed.slice(0, 5).join(', ')}${more} failed`;
}

function describe(found: readonly Diagnostic[]): string {
  return found
    .slice(0, 20)
    .map(({ file, line, message }) =>
      file === undefined ? message : `${file}:${line}: ${message}`,
    )
    .join('\n');
}

function ending({ code, signal, notStarted }: Ended): string {
  if (notStarted !== undefined) return `it could not be started (${notStarted})`;
  return signal === undefined ? `it ended with exit code ${code}` : `it was ended by ${signal}`;
}
