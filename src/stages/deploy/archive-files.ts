/** Where do the files of a shipment come from? Out of a zip, or from a folder where they lie already. */

import { artifactFailure } from '../../domain/deploy/explain-artifact.ts';
import type { FoundFile } from '../../domain/deploy/deployable.ts';
import { pickFromZip } from '../../domain/deploy/pick-from-zip.ts';
import { readZipData } from '../../domain/deploy/zip-directory.ts';
import { Unreadable } from '../../domain/binary/unreadable.ts';
import type { World } from '../../ports.ts';
import { drive } from '../inspect/drive.ts';
import type { ArtifactWish, FetchedArtifact } from './fetch-artifact.ts';

export interface ArchiveFiles {
  /** As people see it: `the artifact notes`. */
  readonly from: string;
  /** Absolute; where the files lie once they are brought. */
  readonly folder: string;
  /** Gives a file of `most` bytes at the most its place in the folder; its size and SHA-256 then. */
  bring(name: string, most: number): Promise<FoundFile>;
}

export function filesInFolder({ files }: World, folder: string, from: string): ArchiveFiles {
  return {
    from,
    folder,
    async bring(name, most) {
      const path = `${folder}/${name}`;
      const there = await files.stat(path);
      if (there === undefined) return 'missing';
      const stat = there.kind === 'link' ? await files.stat(await files.realPath(path)) : there;
      if (stat?.kind !== 'file') return 'missing';
      if (stat.size > most) return { bytes: stat.size };
      return { bytes: stat.size, sha256: await files.sha256(path) };
    },
  };
}

/** Nothing but what is asked for is taken out, so it matters little what else a zip holds. @throws Failure */
export function filesInZip(
  { files, archives }: World,
  wish: ArtifactWish,
  { zip, entries, folder }: FetchedArtifact & { readonly folder: string },
): ArchiveFiles {
  const picked = pickFromZip(entries);
  if ('problem' in picked) throw artifactFailure(wish, { kind: 'odd-zip', why: picked.problem });
  return {
    from: `the artifact ${wish.name}`,
    folder,
    async bring(name, most) {
      const entry = picked.files.get(name);
      if (entry === undefined) return 'missing';
      const to = `${folder}/${name}`;
      const { deflated, crc } = entry;
      try {
        const { value: range } = await files.withFile(zip, (file) =>
          drive(file, readZipData(file, entry)),
        );
        const trouble = await archives.extract(zip, { range, deflated, crc, to, most });
        if (trouble !== undefined) return trouble;
      } catch (error) {
        if (error instanceof Unreadable) return 'damaged';
        throw error;
      }
      const stat = await files.stat(to);
      return { bytes: stat?.size ?? 0, sha256: await files.sha256(to) };
    },
  };
}
