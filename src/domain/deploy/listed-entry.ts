/** What does an archive say that it holds? As its headers have it, nothing believed yet. */

export interface ListedEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'hard-link' | 'device' | 'other';
  /** As it is written; a folder may end in a slash. */
  readonly name: string;
  /** Permission bits, with those of setuid, setgid and sticky. */
  readonly mode: number;
  /** Bytes of a file. */
  readonly size: number;
  /** Lower-case hex; of files only. */
  readonly sha256?: string;
  /** Where a link points. */
  readonly to?: string;
}

export interface ArchiveListing {
  /** Of the archive's own bytes. */
  readonly bytes: number;
  readonly sha256: string;
  readonly entries: readonly ListedEntry[];
  /** Why not all of it was read; absent where all was. */
  readonly trouble?: ListingTrouble;
}

/** `damaged`: no gzip or tar, or cut off; the others: more of it than any release has. */
export type ListingTrouble = 'damaged' | 'too-many-entries' | 'too-many-bytes';

export interface ListingLimits {
  readonly entries: number;
  /** Of all files together, unpacked. */
  readonly bytes: number;
}

/** Beyond any release of a service, and little enough to be listed and unpacked anywhere. */
export const listingLimits: ListingLimits = { entries: 50_000, bytes: 4 * 2 ** 30 };
