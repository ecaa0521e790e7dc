/** Is what lies there what its manifest names, and is that the manifest that is expected? */

import type { ArchiveFacts, Manifest } from '../../domain/archive/manifest.ts';
import { outputNames } from '../../domain/archive/output.ts';
import { parseManifest } from '../../domain/archive/parse-manifest.ts';
import { decideDeployable, fileProblem, filesFailure } from '../../domain/deploy/deployable.ts';
import { checkDigest, decideFromManifest } from '../../domain/deploy/from-manifest.ts';
import type { Shipment } from '../../domain/deploy/shipment.ts';
import { Failure } from '../../domain/failure.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { formatBytes } from '../../domain/quantity.ts';
import type { World } from '../../ports.ts';
import type { ArchiveFiles } from './archive-files.ts';

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

/** A manifest of more is none of ours. */
const mostManifest = 32 * 2 ** 20;

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
  await checkFiles(source, fit);
  const bytes = fit.reduce((sum, archive) => sum + archive.bytes, 0);
  world.log.info(
    `${plainLine(source.from)}: ${plainLine(whole.name)} ${plainLine(whole.version)}, ` +
      `${fit.map(({ target }) => target).join(', ')} (${formatBytes(bytes)}); SHA-256 of manifest.json ${digest}`,
  );
  return { shipment: { manifest, digest, folder: source.folder }, name, service };
}

async function readManifest(
  { files }: World,
  source: ArchiveFiles,
  expected: string | undefined,
): Promise<{ manifest: Manifest; digest: string }> {
  const { manifest: file } = outputNames;
  const found = await source.bring(file, mostManifest);
  if (found === 'missing') throw manifestFailure(source, 'there is none');
  if (found === 'damaged') throw manifestFailure(source, 'it is damaged where it is packed');
  if (found === 'too-large' || found.sha256 === undefined) {
    throw manifestFailure(source, `it is larger than ${formatBytes(mostManifest)}`);
  }
  checkDigest(found.sha256, expected);
  const parsed = parseManifest((await files.readText(`${source.folder}/${file}`)) ?? '');
  if ('problem' in parsed)
    throw manifestFailure(source, `manifest.json ${plainLine(parsed.problem)}`);
  return { manifest: parsed.manifest, digest: found.sha256 };
}

function manifestFailure({ from }: ArchiveFiles, happened: string): Failure {
  return new Failure({
    doing: `reading manifest.json of ${plainLine(from)}`,
    happened,
    attempt: [
      'deploy what gin-ship put into output-dir: the archives together with their manifest.json',
      'where it was made by a newer gin-ship, deploy with that one',
    ],
    code: 'manifest',
  });
}

async function checkFiles(source: ArchiveFiles, fit: readonly ArchiveFacts[]): Promise<void> {
  const problems: string[] = [];
  for (const archive of fit) {
    const problem = fileProblem(archive, await source.bring(archive.file, archive.bytes));
    if (problem !== undefined) problems.push(problem);
  }
  if (problems.length > 0) throw filesFailure(plainLine(source.from), problems);
}
