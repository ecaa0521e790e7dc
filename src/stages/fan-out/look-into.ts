/** Is every archive of the other jobs what its manifest says? */

import { Unreadable } from '../../domain/binary/unreadable.ts';
import { listingLimits } from '../../domain/deploy/listed-entry.ts';
import { badArchives } from '../../domain/fan-out/merge-failure.ts';
import { packedProblems } from '../../domain/fan-out/packed-problems.ts';
import type { ArchiveFacts } from '../../domain/archive/manifest.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { World } from '../../ports.ts';
import { tellStill } from '../progress.ts';
import { listZip } from './list-zip.ts';
import type { TakenPart } from './take-parts.ts';

/** Lines of problems that are told. */
const most = 20;

/** @throws Failure (`merge-archives`) with what is wrong */
export async function lookInto(world: World, parts: readonly TakenPart[]): Promise<void> {
  const problems: string[] = [];
  for (const { manifest, folder } of parts) {
    for (const archive of manifest.archives) {
      const name = plainLine(archive.file);
      const found = await tellStill(world, `looking into ${name}`, () =>
        problemsOf(world, `${folder}/${archive.file}`, archive),
      );
      problems.push(...found.map((problem) => `${name}: ${problem}`));
    }
  }
  if (problems.length === 0) return;
  const more = problems.length - most;
  throw badArchives([...problems.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])]);
}

async function problemsOf(
  world: World,
  path: string,
  facts: ArchiveFacts,
): Promise<readonly string[]> {
  try {
    const listing =
      facts.format === 'zip'
        ? await listZip(world, path)
        : await world.archives.list(path, listingLimits);
    return packedProblems(listing, facts);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [`cannot be read: ${error.message}`];
  }
}
