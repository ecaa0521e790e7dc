/** Which entries does the archive of one target have, in which order? */

import type { Binary } from '../build/binary.ts';
import { Failure } from '../failure.ts';
import { type ArchiveEntry, foldersAbove } from './entry.ts';
import { isReservedOnWindows } from './name.ts';
import { byCodePoint } from '../order.ts';

/**
 * The binaries at the root, the contents beside them, every folder before what is in it.
 * @throws Failure (`archive-entries`) where two things would have one name
 */
export function planEntries(
  contents: readonly ArchiveEntry[],
  binaries: readonly Pick<Binary, 'name' | 'path'>[],
): readonly ArchiveEntry[] {
  const programs = binaries.map(({ name, path }): ArchiveEntry => ({
    kind: 'file',
    name,
    source: path,
    executable: true,
  }));
  const problems = entryProblems([...programs, ...contents]);
  if (problems.length > 0) {
    throw new Failure({
      doing: 'laying out the archive',
      happened: problems.length === 1 ? (problems[0] ?? '') : `${problems.length} names collide`,
      ...(problems.length === 1 ? {} : { output: problems.join('\n') }),
      attempt: [
        'rename the file, or the folder of the main package: the binary is called as it is',
      ],
      code: 'archive-entries',
    });
  }
  const files = [...programs, ...contents];
  const folders = new Set(files.flatMap(({ name }) => foldersAbove(name)));
  for (const entry of contents) if (entry.kind === 'folder') folders.delete(entry.name);
  return [...files, ...[...folders].map((name): ArchiveEntry => ({ kind: 'folder', name }))].sort(
    (a, b) => byCodePoint(a.name, b.name),
  );
}

function entryProblems(entries: readonly ArchiveEntry[]): readonly string[] {
  const seen = new Map<string, ArchiveEntry>();
  const problems: string[] = [];
  for (const entry of entries) {
    if (seen.has(entry.name)) problems.push(`there are two of ${entry.name}`);
    seen.set(entry.name, entry);
  }
  const needed = new Map(entries.flatMap(({ name }) => foldersAbove(name).map((up) => [up, name])));
  for (const [folder, below] of needed) {
    const there = seen.get(folder);
    if (there !== undefined && there.kind !== 'folder') {
      problems.push(`${folder} is a file, and a folder too, for ${below}`);
    }
  }
  return problems;
}

/** What an archive of these entries loses on Windows or macOS, one line each. */
export function troubleElsewhere(entries: readonly ArchiveEntry[], os: string): readonly string[] {
  if (os !== 'windows' && os !== 'darwin') return [];
  const names = entries.map(({ name }) => name);
  const folded = Map.groupBy(names, (name) => name.normalize('NFC').toLowerCase());
  const same = [...folded.values()].filter(({ length }) => length > 1);
  const lines = same.map(
    (few) => `${few.join(' and ')} differ only in case: one overwrites the other`,
  );
  if (os !== 'windows') return lines;
  const refused = names.filter((name) => name.split('/').some(isRefusedByWindows));
  const links = entries.filter(({ kind }) => kind === 'link').map(({ name }) => name);
  return [
    ...lines,
    ...refused.map((name) => `${name} is no name that Windows takes`),
    ...links.map((name) => `${name} is a symbolic link, which most unpackers there do not make`),
  ];
}

function isRefusedByWindows(part: string): boolean {
  return /[<>:"|?*]|[ .]$/.test(part) || isReservedOnWindows(part);
}

/** Why a path cannot be an entry of any archive; undefined where it can. */
export function entryNameProblem(name: string): string | undefined {
  if (/[\\\p{Cc}]/u.test(name)) return 'holds a backslash or a control character';
  if (/\uFFFD/.test(name)) return 'is not UTF-8';
  return undefined;
}
