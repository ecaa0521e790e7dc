/** Where do we and Go's readers differ, and why is that right? Everything else must agree. */

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

export const excuses: readonly Excuse[] = [];

/** What nobody has a reason for. */
export function unexcused(differences: readonly Difference[]): readonly Difference[] {
  return differences.filter((difference) => !excuses.some(({ holds }) => holds(difference)));
}
