/** What is each program of a built target, and where will it run? */

import type { GoInfo } from '../../domain/binary/go-facts.ts';
import type { Binary, BuiltTarget } from '../../domain/build/binary.ts';
import type { InspectedBinary } from '../../domain/inspect/explain.ts';
import type { RunFloor } from '../../domain/inspect/floor.ts';
import { type Inspected, inspectBinary, inspectUnreadable } from '../../domain/inspect/inspect.ts';
import type { Project } from '../../domain/source/project.ts';
import type { World } from '../../ports.ts';
import { readProgram } from './read-program.ts';

export interface InspectRequest {
  readonly built: BuiltTarget;
  readonly project: Project;
  /** The Go that built, as `1.26.8`. */
  readonly goVersion: string;
  /** `off`: the facts are read, nothing is judged. */
  readonly judging: boolean;
  readonly floors: readonly RunFloor[];
  /** Whether the modules of each program are kept, for a bill of materials. */
  readonly keepsModules?: boolean;
}

export interface InspectedProgram extends InspectedBinary, Omit<Binary, 'name'> {
  /** Absent where it was not asked for, or cannot be read. */
  readonly go?: GoInfo;
}

/** What archiving needs: nothing goes into an archive that was not looked at. */
export interface InspectedTarget {
  readonly built: BuiltTarget;
  readonly programs: readonly InspectedProgram[];
  /** In milliseconds of the run's clock. */
  readonly measured: { readonly startedAt: number; readonly wall: number };
}

export async function inspectTarget(
  world: World,
  request: InspectRequest,
): Promise<InspectedTarget> {
  const { built } = request;
  const startedAt = world.clock.elapsed();
  const programs = await Promise.all(
    built.binaries.map(async ({ name, ...binary }) => {
      const { needs, findings, go } = await inspectOne(world, request, binary.path);
      const judged = request.judging ? findings : [];
      const program = { ...binary, binary: name, target: built.target, needs, findings: judged };
      return go === undefined || request.keepsModules !== true ? program : { ...program, go };
    }),
  );
  return { built, programs, measured: { startedAt, wall: world.clock.elapsed() - startedAt } };
}

async function inspectOne(
  world: World,
  request: InspectRequest,
  path: string,
): Promise<Inspected & Pick<InspectedProgram, 'go'>> {
  const { built, project, goVersion, floors } = request;
  const { commit } = project;
  const { env, temp, workspace } = world.runner;
  const asked = {
    target: built.target,
    cgo: built.cgo,
    goVersion,
    floors,
    runnerFolders: [workspace, temp, env['HOME'] ?? ''].filter((folder) => folder.length > 1),
    ...(commit === undefined ? {} : { commit: { hash: commit.hash, dirty: commit.dirty } }),
  };
  const read = await readProgram(world, path);
  if ('problem' in read) return inspectUnreadable(asked, read.problem);
  const { go } = read.facts;
  const inspected = inspectBinary(asked, read.facts, read.found);
  return go === undefined ? inspected : { ...inspected, go };
}
