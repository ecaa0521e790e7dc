/** What does `git status` say differs from the commit? */

export interface Difference {
  /** From the repository's top folder; a folder that git does not know at all ends with `/`. */
  readonly path: string;
  /** Whether the commit, or the index, has it. */
  readonly tracked: boolean;
  /** In the commit or the index, but not in the working tree. */
  readonly gone: boolean;
}

/** Reads `git status --porcelain=v1 --no-renames -z`: two letters, a blank, the path. */
export function parseDifferences(text: string): readonly Difference[] {
  const records = text.split('\0').filter((record) => record !== '');
  return records.map((record) => ({
    path: record.slice(3),
    tracked: !record.startsWith('??'),
    gone: record.slice(0, 2).includes('D'),
  }));
}
