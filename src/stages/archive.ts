/** How does a built target become an archive, while others still build? */

import type { Archive } from '../domain/archive/archive.ts';
import type { Contents } from '../domain/archive/contents.ts';
import { planEntries, troubleElsewhere } from '../domain/archive/entries.ts';
import { firstFew } from '../domain/first-few.ts';
import type { ArchivePlan } from '../domain/archive/plan.ts';
import type { Project } from '../domain/source/project.ts';
import { formatTarget } from '../domain/target.ts';
import type { World } from '../ports.ts';
import type { InspectedTarget } from './inspect/inspect.ts';

export interface ArchiveRequest {
  readonly inspected: InspectedTarget;
  readonly contents: Contents;
  readonly plan: ArchivePlan;
  readonly project: Project;
  /** The folder below runner temp where the set is made. */
  readonly staging: string;
}

/** @throws Failure where names collide or the archive cannot be written; nothing of it stays */
export async function archiveTarget(world: World, request: ArchiveRequest): Promise<Archive> {
  const { inspected, contents, plan, project, staging } = request;
  const { built, programs } = inspected;
  const startedAt = world.clock.elapsed();
  const entries = planEntries(contents.entries, built.binaries);
  const trouble = troubleElsewhere(entries, built.target.os);
  if (trouble.length > 0) {
    world.log.warning(`${formatTarget(built.target)}: ${firstFew(trouble, 3)}`);
  }
  const path = `${staging}/${plan.file}`;
  const { mtimeSeconds } = project;
  const [packed, binaries] = await Promise.all([
    world.packer.pack({ format: plan.format, entries, mtimeSeconds, to: path }),
    Promise.all(
      programs.map(
        async ({ path: source, binary: name, package: importPath, size, needs, go }) => ({
          name,
          package: importPath,
          size,
          sha256: await world.files.sha256(source),
          needs,
          ...(go === undefined ? {} : { go }),
        }),
      ),
    ),
  ]);
  return {
    target: built.target,
    cgo: built.cgo,
    file: plan.file,
    format: plan.format,
    path,
    bytes: packed.bytes,
    sha256: packed.sha256,
    binaries,
    contents: entries.flatMap((entry) => (entry.kind === 'folder' ? [] : [entry.name])),
    measured: { startedAt, wall: world.clock.elapsed() - startedAt },
  };
}
