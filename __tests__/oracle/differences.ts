/** Where do we and Go's readers differ, and why is that right? Everything else must agree. */

import { hasSections } from './section-less.ts';

export interface Difference {
  readonly path: string;
  /** A field, or `only ours`, `only theirs` where one side reads the file and the other refuses it. */
  readonly field: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

export interface Excuse {
  readonly reason: string;
  readonly holds: (difference: Difference) => boolean;
}

/** What debug/elf finds by a section's header only, whatever the program headers say. */
const bySection = new Set(['needed', 'soname', 'rpath', 'runpath', 'versions', 'pie']);

export const excuses: readonly Excuse[] = [
  {
    reason:
      "Go's reader finds the dynamic table by its section; the loader and we by its program header, so we see it without",
    holds: ({ path, field, ours, theirs }) =>
      bySection.has(field) && ours !== undefined && isNothing(theirs) && !hasSections(path),
  },
  {
    reason:
      "without the section of its name, Go's reader looks for build info in the first writable segment; we in all of them",
    holds: ({ path, field, ours, theirs }) =>
      field.startsWith('go ') && ours !== undefined && theirs === undefined && !hasSections(path),
  },
  {
    reason:
      "Go's reader refuses a Mach-O file for its table of symbols, which is for debuggers and linkers: we do not read it",
    holds: ({ field, ours, theirs }) =>
      field === 'only ours' &&
      ours === 'macho' &&
      String(theirs).startsWith('number of undefined symbols after index in dynamic symbol table'),
  },
];

function isNothing(value: unknown): boolean {
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

/** What nobody has a reason for. */
export function unexcused(differences: readonly Difference[]): readonly Difference[] {
  return differences.filter((difference) => !excuses.some(({ holds }) => holds(difference)));
}
