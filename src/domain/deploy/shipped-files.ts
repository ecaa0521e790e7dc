/** Is an archive what its manifest says, with nothing in it that could reach beyond its release? */

import type { ArchiveFacts } from '../archive/manifest.ts';
import { foldersAbove } from '../archive/entry.ts';
import { byCodePoint } from '../order.ts';
import { quote } from '../plain-text.ts';
import { formatBytes } from '../quantity.ts';
import { entryProblem } from './entry-problem.ts';
import { type ArchiveListing, type ListedEntry, listingLimits } from './listed-entry.ts';

export interface ShippedFile {
  readonly name: string;
  readonly executable: boolean;
  readonly bytes: number;
  readonly sha256: string;
}

/** Sorted by name; every folder above a file is among the folders. */
export interface ShippedFiles {
  readonly folders: readonly string[];
  readonly files: readonly ShippedFile[];
  /** Unpacked. */
  readonly bytes: number;
  /** The names in the release's own folder, which appear in the state. */
  readonly top: readonly string[];
}

export type Shipped =
  | { readonly files: ShippedFiles }
  /** One line each. */
  | { readonly problems: readonly string[] };

/** What the manifest says of it. */
export type ExpectedKey = 'file' | 'format' | 'bytes' | 'sha256' | 'binaries' | 'contents';
export type Expected = Pick<ArchiveFacts, ExpectedKey>;

/** Whatever is wrong with an archive, nothing of it is sent. */
export function checkShipped(listing: ArchiveListing, expected: Expected): Shipped {
  const whole = wholeProblem(listing, expected);
  if (whole !== undefined) return { problems: [whole] };
  const entries = listing.entries.map((entry) => ({ ...entry, name: plainName(entry) }));
  const problems = [
    ...entries.flatMap((entry) => {
      const problem = entryProblem(entry);
      return problem === undefined ? [] : [`${quote(entry.name)} ${problem}`];
    }),
    ...namedTwice(entries),
    ...differences(entries, expected),
  ];
  return problems.length > 0 ? { problems } : { files: shippedOf(entries) };
}

function wholeProblem(listing: ArchiveListing, expected: Expected): string | undefined {
  if (expected.format === 'tar.gz') return listingProblem(listing, expected);
  return 'is a zip, and servers are given tar.gz only; formats: tar.gz';
}

/** What is wrong with an archive as a whole, as the end of a sentence. */
export function listingProblem(
  listing: ArchiveListing,
  expected: Pick<Expected, 'format' | 'bytes' | 'sha256'>,
): string | undefined {
  if (listing.sha256 !== expected.sha256 || listing.bytes !== expected.bytes) {
    return `is another file than its manifest names: SHA-256 ${listing.sha256}, ${listing.bytes} bytes; expected ${expected.sha256}, ${expected.bytes} bytes`;
  }
  if (listing.trouble === 'damaged') return `is damaged, or no ${expected.format}`;
  if (listing.trouble === 'too-many-entries')
    return `has more than ${listingLimits.entries} entries`;
  if (listing.trouble === undefined) return undefined;
  return `is more than ${formatBytes(listingLimits.bytes)} when it is unpacked`;
}

/** tar writes a folder's name with a slash at its end, and some programs a `./` before each. */
export function plainName({ kind, name }: ListedEntry): string {
  const bare = name.replace(/^(?:\.\/)+(?=.)/, '');
  return kind === 'folder' ? bare.replace(/(?<=.)\/$/, '') : bare;
}

export function namedTwice(entries: readonly ListedEntry[]): readonly string[] {
  const seen = new Set<string>();
  const notFolders = new Set(
    entries.flatMap(({ kind, name }) => (kind === 'folder' ? [] : [name])),
  );
  return entries.flatMap(({ name }) => {
    const twice = seen.has(name);
    seen.add(name);
    if (twice) return [`${quote(name)} is in it twice`];
    const under = foldersAbove(name).find((folder) => notFolders.has(folder));
    return under === undefined
      ? []
      : [`${quote(name)} lies below ${quote(under)}, which is no folder`];
  });
}

/** Names against the manifest's list, programs against their digests. */
export function differences(
  entries: readonly ListedEntry[],
  { contents, binaries }: Pick<Expected, 'contents' | 'binaries'>,
): readonly string[] {
  const there = new Map(entries.flatMap((one) => (one.kind === 'folder' ? [] : [[one.name, one]])));
  const listed = new Set(contents);
  return [
    ...contents.flatMap((name) => (there.has(name) ? [] : [`${quote(name)} is missing`])),
    ...[...there.keys()].flatMap((name) =>
      listed.has(name) ? [] : [`${quote(name)} is not in the manifest`],
    ),
    ...binaries.flatMap(({ name, sha256, bytes }) => {
      const file = there.get(name);
      if (file === undefined)
        return listed.has(name) ? [] : [`the program ${quote(name)} is missing`];
      const same = file.sha256 === sha256 && file.size === bytes && file.mode === 0o755;
      return same ? [] : [`the program ${quote(name)} is another than the manifest names`];
    }),
  ];
}

function shippedOf(entries: readonly ListedEntry[]): ShippedFiles {
  const files = entries.flatMap(({ kind, name, mode, size, sha256 = '' }) =>
    kind === 'file' ? [{ name, executable: mode === 0o755, bytes: size, sha256 }] : [],
  );
  const own = entries.flatMap(({ kind, name }) =>
    kind === 'folder' && name !== '.' ? [name] : [],
  );
  const folders = new Set([...own, ...entries.flatMap(({ name }) => foldersAbove(name))]);
  const all = [...folders, ...files.map(({ name }) => name)];
  return {
    folders: [...folders].sort(byCodePoint),
    files: files.sort((a, b) => byCodePoint(a.name, b.name)),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    top: all.filter((name) => !name.includes('/')).sort(byCodePoint),
  };
}

/** The plan's list of what is unpacked: folders first, each above what it holds. */
export function formatShipped({ folders, files }: ShippedFiles): string {
  const lines = [
    ...folders.map((name) => `folder ${name}`),
    ...files.map(
      ({ name, executable, sha256 }) => `${sha256} ${executable ? '755' : '644'} ${name}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
