/** What do we ask of archives that others made? What is in them, and single files out of them. */

import type { Range } from './domain/binary/reading.ts';
import type { ArchiveListing, ListingLimits } from './domain/deploy/listed-entry.ts';

export interface ArchiveReader {
  /** What a tar.gz says that it holds, up to the limits; nothing of it is written anywhere. */
  list(path: string, limits: ListingLimits): Promise<ArchiveListing>;
  /** Writes a part of a file to a new one; gives why it could not. Throws what the file system says. */
  extract(path: string, part: ArchivePart): Promise<ExtractTrouble | undefined>;
  /** Of what `extract` would write. */
  digest(path: string, part: Omit<ArchivePart, 'to'>): Promise<PartDigest | ExtractTrouble>;
}

export interface ArchivePart {
  readonly range: Range;
  /** Packed as in a zip (RFC 1951); else it is taken as it is. */
  readonly deflated: boolean;
  /** CRC-32 of what is written. */
  readonly crc: number;
  readonly to: string;
  /** Bytes that are written at the most. */
  readonly most: number;
}

export interface PartDigest {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Nothing is left of what had been written. */
export type ExtractTrouble = 'damaged' | 'too-large';
