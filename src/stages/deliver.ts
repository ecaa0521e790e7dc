/** How does the finished set reach output-dir, so that a broken run leaves no half of one? */

import type { Archive } from '../domain/archive/archive.ts';
import { byCodePoint } from '../domain/order.ts';
import { formatChecksums } from '../domain/archive/checksums.ts';
import { type BuildFacts, formatManifest, manifestOf } from '../domain/archive/manifest.ts';
import { ignoreText, outputNames } from '../domain/archive/output.ts';
import { writeFailure } from '../domain/archive/trouble.ts';
import type { ShippedProject } from '../domain/source/project.ts';
import type { World } from '../ports.ts';
import { findLeftovers } from './output-dir.ts';

export interface DeliverRequest {
  readonly project: ShippedProject;
  readonly build: BuildFacts;
  /** In the staging folder. */
  readonly archives: readonly Archive[];
  /** What inspect found, as SARIF; undefined where it is off. */
  readonly sarif: string | undefined;
  /** What `checkOutputDir` gave. */
  readonly outputDir: string;
}

export interface Delivered {
  readonly outputDir: string;
  /** In output-dir, sorted by file name. */
  readonly archives: readonly Archive[];
  /** Absolute. */
  readonly manifest: string;
  /** SHA-256 of manifest.json. */
  readonly manifestDigest: string;
  /** SHA256SUMS, absolute. */
  readonly checksums: string;
  /** What inspect found, absolute; absent where it is off. */
  readonly sarif?: string;
}

/**
 * Cleans what an earlier run of ours left, then moves the set in. manifest.json comes last and
 * stands for a whole set; until then its text lies beside, so that the next run knows what is ours.
 * @throws Failure (`output-dir`, or the system's code) where it cannot be done
 */
export async function deliver(world: World, request: DeliverRequest): Promise<Delivered> {
  const { project, outputDir } = request;
  const old = await findLeftovers(world, outputDir, project);
  try {
    await clean(world, outputDir, old);
    return await moveIn(world, request);
  } catch (error) {
    throw writeFailure('moving the finished archives to output-dir', error, { folder: outputDir });
  }
}

async function clean(world: World, folder: string, old: readonly string[]): Promise<void> {
  const { files } = world;
  const { ignore, manifest, unfinished } = outputNames;
  await files.makeFolder(folder);
  if ((await files.stat(`${folder}/${ignore}`)) === undefined) {
    await files.writeText(`${folder}/${ignore}`, ignoreText);
  }
  if (old.includes(manifest)) {
    await files.move(`${folder}/${manifest}`, `${folder}/${unfinished}`);
  }
  for (const name of old) if (name !== unfinished) await files.remove(`${folder}/${name}`);
}

async function moveIn(world: World, request: DeliverRequest): Promise<Delivered> {
  try {
    return await moveAll(world, request);
  } catch (error) {
    await takeBack(world, request).catch(() => undefined);
    throw error;
  }
}

/** Nothing stays of a set that is not whole. The unfinished manifest goes last: it says what is ours. */
async function takeBack({ files }: World, request: DeliverRequest): Promise<void> {
  const { archives, outputDir } = request;
  const { checksums, sarif, unfinished } = outputNames;
  for (const name of [...setOf(archives).map(({ file }) => file), checksums, sarif, unfinished]) {
    await files.remove(`${outputDir}/${name}`);
  }
}

async function moveAll(world: World, request: DeliverRequest): Promise<Delivered> {
  const { project, build, outputDir } = request;
  const { files } = world;
  const at = (name: string): string => `${outputDir}/${name}`;
  const manifest = manifestOf(project, build, request.archives);
  await files.writeText(at(outputNames.unfinished), formatManifest(manifest));
  const archives = [...request.archives].sort((a, b) => byCodePoint(a.file, b.file));
  const set = setOf(archives);
  for (const { path, file } of set) await files.move(path, at(file));
  await files.writeText(at(outputNames.checksums), formatChecksums(set));
  const { sarif } = request;
  if (sarif !== undefined) await files.writeText(at(outputNames.sarif), sarif);
  const moved = ({ bom, ...archive }: Archive): Archive => ({
    ...archive,
    path: at(archive.file),
    ...(bom === undefined ? {} : { bom: { ...bom, path: at(bom.file) } }),
  });
  const manifestDigest = await files.sha256(at(outputNames.unfinished));
  await files.move(at(outputNames.unfinished), at(outputNames.manifest));
  return {
    outputDir,
    archives: archives.map(moved),
    manifest: at(outputNames.manifest),
    manifestDigest,
    checksums: at(outputNames.checksums),
    ...(sarif === undefined ? {} : { sarif: at(outputNames.sarif) }),
  };
}

/** The archives and what lies beside each of them. */
function setOf(archives: readonly Archive[]): readonly Pick<Archive, 'file' | 'path' | 'sha256'>[] {
  return archives.flatMap(({ bom, ...archive }) =>
    bom === undefined ? [archive] : [archive, bom],
  );
}
