/** What exactly is in the archive that goes to a server? Nothing of it is sent where something is wrong. */

import type { ArchiveFacts } from '../../domain/archive/manifest.ts';
import { listingLimits } from '../../domain/deploy/listed-entry.ts';
import type { Shipment } from '../../domain/deploy/shipment.ts';
import { type ShippedFiles, checkShipped } from '../../domain/deploy/shipped-files.ts';
import { Failure } from '../../domain/failure.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { systemFailure } from '../../domain/system-trouble.ts';
import type { World } from '../../ports.ts';
import { tellStill } from '../progress.ts';

/** Lines of problems that are told. */
const most = 20;

/** @throws Failure (`shipped`) with every problem of it */
export async function readShipped(
  world: World,
  { folder }: Pick<Shipment, 'folder'>,
  archive: ArchiveFacts,
): Promise<ShippedFiles> {
  const path = `${folder}/${archive.file}`;
  const doing = `looking into ${plainLine(archive.file)}`;
  try {
    const listing = await tellStill(world, doing, () => world.archives.list(path, listingLimits));
    const said = checkShipped(listing, archive);
    if ('files' in said) return said.files;
    throw unshippable(doing, said.problems);
  } catch (error) {
    throw systemFailure(doing, error) ?? error;
  }
}

function unshippable(doing: string, problems: readonly string[]): Failure {
  const more = problems.length - most;
  return new Failure({
    doing,
    happened:
      problems.length === 1
        ? 'it is not fit for a server'
        : `it is not fit for a server, for ${problems.length} reasons`,
    output: [...problems.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
    attempt: [
      'deploy an archive as gin-ship makes it, unchanged; nothing has been sent to a server',
    ],
    code: 'shipped',
  });
}
