/** What does a zip hold, with the digests of its files? Nothing of it is written anywhere. */

import {
  type ArchiveListing,
  type ListedEntry,
  type ListingTrouble,
  listingLimits,
} from '../../domain/deploy/listed-entry.ts';
import { readZipPlaces } from '../../domain/fan-out/zip-places.ts';
import type { World } from '../../ports.ts';
import { drive } from '../inspect/drive.ts';

/** @throws Unreadable where its directory is none */
export async function listZip({ archives, files }: World, path: string): Promise<ArchiveListing> {
  const { value: places } = await files.withFile(path, (file) => drive(file, readZipPlaces(file)));
  const stat = await files.stat(path);
  const whole = { bytes: stat?.size ?? 0, sha256: await files.sha256(path) };
  const entries: ListedEntry[] = [];
  const endedBy = (trouble: ListingTrouble): ArchiveListing => ({ ...whole, entries, trouble });
  if (places.length > listingLimits.entries) return endedBy('too-many-entries');
  let most = listingLimits.bytes;
  for (const { entry, kind, mode, range, to } of places) {
    const { name, deflated, crc } = entry;
    const listed = { kind, name, mode, size: 0, ...(to === undefined ? {} : { to }) };
    if (kind !== 'file') {
      entries.push(listed);
      continue;
    }
    const found = await archives.digest(path, { range, deflated, crc, most });
    if (found === 'too-large') return endedBy('too-many-bytes');
    if (found === 'damaged') return endedBy('damaged');
    most -= found.bytes;
    entries.push({ ...listed, size: found.bytes, sha256: found.sha256 });
  }
  return { ...whole, entries };
}
