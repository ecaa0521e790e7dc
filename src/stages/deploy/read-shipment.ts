/** Is what lies there what its manifest names, and is that the manifest that is expected? */

import { decideDeployable, filesFailure } from '../../domain/deploy/deployable.ts';
import { decideFromManifest } from '../../domain/deploy/from-manifest.ts';
import type { Shipment } from '../../domain/deploy/shipment.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { formatBytes } from '../../domain/quantity.ts';
import type { World } from '../../ports.ts';
import type { ArchiveFiles } from './archive-files.ts';
import { bringFiles, readManifest } from './read-manifest.ts';

export interface ShipmentQuestion {
  /** The one archive that is deployed; absent: all for Linux. */
  readonly only?: string;
  /** SHA-256 of manifest.json, where it is known before. */
  readonly expected?: string;
  /** The inputs, where they are given. */
  readonly name?: string;
  readonly service?: string;
}

export interface TakenArchives {
  /** Where the user named one archive, its manifest has that one alone. */
  readonly shipment: Shipment;
  /** The app's. */
  readonly name: string;
  /** The program that is the service, without a suffix. */
  readonly service: string;
}

/** @throws Failure that tells all that is wrong with the files at once */
export async function readShipment(
  world: World,
  source: ArchiveFiles,
  question: ShipmentQuestion,
): Promise<TakenArchives> {
  const { only, ...asked } = question;
  const { manifest: whole, digest } = await readManifest(world, source, question.expected);
  const fit = decideDeployable(whole, only);
  const manifest = only === undefined ? whole : { ...whole, archives: fit };
  const { name, service } = decideFromManifest({ ...asked, manifest, digest });
  const problems = await bringFiles(source, fit);
  if (problems.length > 0) throw filesFailure(plainLine(source.from), problems);
  const bytes = fit.reduce((sum, archive) => sum + archive.bytes, 0);
  world.log.info(
    `${plainLine(source.from)}: ${plainLine(whole.name)} ${plainLine(whole.version)}, ` +
      `${fit.map(({ target }) => target).join(', ')} (${formatBytes(bytes)}); SHA-256 of manifest.json ${digest}`,
  );
  return { shipment: { manifest, digest, folder: source.folder }, name, service };
}
