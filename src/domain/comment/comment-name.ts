/** What tells the comments of one job apart, and by which name does the base branch keep its artifact? */

/** The artifact's name with `{name}` filled in: the same in every run, and another for each job of a matrix. */
export function commentName(template: string | undefined, name: string): string {
  return (template ?? '{name}').replaceAll('{name}', name);
}

/** Absent where the name has the version or the time in it, which the base has others of. */
export function baseArtifact(template: string | undefined, name: string): string | undefined {
  const called = commentName(template, name);
  return /[{}]/.test(called) ? undefined : called;
}
