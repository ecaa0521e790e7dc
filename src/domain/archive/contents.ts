/** What goes into every archive beside the binaries, and what is kept out? */

import type { ArchiveEntry } from './entry.ts';
import { byCodePoint } from '../order.ts';
import type { Tracked } from './tracked.ts';
import { type Withheld, isNeverPacked, keepsFolder, looksLike } from './withheld.ts';

/** The folders of a Go web service that it reads at run time: taken whole where they exist. */
export const serviceFolders = ['config', 'templates', 'static', 'public', 'migrations'] as const;

/** A file that could be packed. */
export interface Found {
  /** Its name in the archive. */
  readonly name: string;
  /** Absolute. */
  readonly source: string;
  /** From the repository's top folder, as git names it. */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'other';
  readonly executable: boolean;
  /** Where a link points; for a file that git knows as a link, its text. */
  readonly to?: string;
  /** An `include` pattern asks for files of this look by name. */
  readonly named: boolean;
}

export interface Contents {
  /** Files and links, and the folders that a placeholder keeps; sorted by name, each name once. */
  readonly entries: readonly ArchiveEntry[];
  readonly leftOut: readonly { readonly name: string; readonly looksLike: Withheld }[];
  /** Sockets, devices and the like. */
  readonly special: readonly string[];
  /** Packed, though git does not know them. */
  readonly untracked: readonly string[];
  /** Paths from the repository's top folder that differ from the commit. */
  readonly changed: readonly string[];
  readonly crlf: readonly string[];
  /** Names that two files would get: both their paths. */
  readonly twice: readonly string[];
}

/** Whether a file of the module's top folder (or the repository's) is a licence or a notice. */
export function isLicence(name: string): boolean {
  return /^(?:licen[sc]e|copying|notice)(?:[._-].*)?$/i.test(name) && !isSource(name);
}

export function isReadme(name: string): boolean {
  return /^readme(?:[._-].*)?$/i.test(name) && !isSource(name);
}

/** `license.go` checks licences. */
function isSource(name: string): boolean {
  return /\.(?:go|s|c|h|js|ts|py|sh)$/i.test(name);
}

/**
 * Sorts what was found into what is packed and what is named in the log; nothing is lost unsaid.
 * `whole` are the folders that are packed whole, as git names them.
 */
export function decideContents(
  found: readonly Found[],
  { tracked, whole }: { tracked: Tracked; whole: readonly string[] },
): Contents {
  const all = eachOnce(found);
  const usable = all.filter(({ name }) => !isNeverPacked(name));
  const leftOut = usable.flatMap((one) => {
    const look = one.named ? undefined : looksLike(one.name.slice(one.name.lastIndexOf('/') + 1));
    return look === undefined ? [] : [{ name: one.name, looksLike: look }];
  });
  const withheld = new Set(leftOut.map(({ name }) => name));
  const kept = usable.filter(({ name }) => !withheld.has(name));
  const packed = kept.filter(({ kind }) => kind !== 'other');
  const isUnknown = ({ path }: Found): boolean => tracked.repository && !tracked.index.has(path);
  const paths = new Set(packed.map(({ path }) => path));
  const entries = [...keptFolders(all), ...packed.map((one) => entryOf(one, tracked))];
  return {
    entries: entries.sort((a, b) => byCodePoint(a.name, b.name)),
    leftOut,
    special: kept.filter(({ kind }) => kind === 'other').map(({ name }) => name),
    untracked: packed.filter(isUnknown).map(({ name }) => name),
    changed: tracked.changed
      .filter(({ path, gone }) =>
        gone ? whole.some((folder) => path.startsWith(`${folder}/`)) : paths.has(path),
      )
      .map(({ path }) => path),
    crlf: packed.filter(({ path }) => tracked.index.get(path)?.crlf).map(({ name }) => name),
    twice: namedTwice(found),
  };
}

/** A file that was found in two ways is one file, asked for by name where either way did. */
function eachOnce(found: readonly Found[]): readonly Found[] {
  const named = new Set(found.filter((one) => one.named).map(({ name }) => name));
  const byName = new Map(found.map((one) => [one.name, { ...one, named: named.has(one.name) }]));
  return [...byName.values()].sort((a, b) => byCodePoint(a.name, b.name));
}

function namedTwice(found: readonly Found[]): readonly string[] {
  const byName = Map.groupBy(found, ({ name }) => name);
  return [...byName].flatMap(([name, same]) => {
    const paths = [...new Set(same.map(({ path }) => path))];
    return paths.length < 2 ? [] : [`${name} from ${paths.join(' and ')}`];
  });
}

function keptFolders(all: readonly Found[]): readonly ArchiveEntry[] {
  const names = all
    .filter(({ name }) => keepsFolder(name) && name.includes('/'))
    .map(({ name }) => name.slice(0, name.lastIndexOf('/')));
  return [...new Set(names)].map((name) => ({ kind: 'folder', name }));
}

/** git's index says what may run; where it says nothing, the working tree does. */
function entryOf(one: Found, tracked: Tracked): ArchiveEntry {
  const { name, source } = one;
  if (one.to !== undefined) return { kind: 'link', name, to: one.to };
  const mode = tracked.index.get(one.path)?.mode;
  const executable = mode === '100755' || (mode !== '100644' && one.executable);
  return { kind: 'file', name, source, executable };
}
