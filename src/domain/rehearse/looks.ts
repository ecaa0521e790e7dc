/** What was written in a folder between two looks at it, though neither may have seen all? */

import { type Where, type Written, belongsTo } from './written.ts';

/** How a file was found. */
export interface Mark {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970; changes with every write, and cannot be set by a program. */
  readonly ctimeMs: number;
}

export interface Look {
  /** When it began, in milliseconds since 1970. */
  readonly at: number;
  /** Whether all files are in it. */
  readonly complete: boolean;
  /** By their path below the folder. */
  readonly files: ReadonlyMap<string, Mark>;
}

/**
 * By name. Which files a look that is not complete has left out may differ from one to the next: what is
 * new is then told by its time, and what is gone not at all.
 */
export function compareLooks(
  where: Exclude<Where, 'elsewhere'>,
  { before, after }: { readonly before: Look; readonly after: Look },
  shipped: readonly string[],
): readonly Written[] {
  const told = (name: string, change: Written['change']): Written => ({
    where: belongsTo(where, name, shipped),
    name,
    change,
  });
  const there = [...after.files].flatMap(([name, mark]) => {
    const was = before.files.get(name);
    if (was !== undefined) return isSame(was, mark) ? [] : [told(name, 'changed')];
    return before.complete || mark.ctimeMs > before.at ? [told(name, 'new')] : [];
  });
  const gone = after.complete ? [...before.files.keys()] : [];
  return [
    ...there,
    ...gone.filter((name) => !after.files.has(name)).map((name) => told(name, 'removed')),
  ];
}

function isSame(one: Mark, other: Mark): boolean {
  return one.size === other.size && one.ctimeMs === other.ctimeMs;
}
