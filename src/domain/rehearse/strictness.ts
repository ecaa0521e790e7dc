/** Does what a first use runs into fail the job, or only warn? */

/** What somebody gives who counts on the rehearsal. */
const relied = ['health-path', 'survive-write', 'survive-read'] as const;

export interface Strictness {
  readonly strict: boolean;
  readonly because: string;
}

/** `given` are the names of the inputs whose value is not the default. */
export function decideStrictness(given: ReadonlySet<string>, rehearse: string): Strictness {
  if (rehearse === 'true') return { strict: true, because: 'rehearse: true' };
  const by = relied.filter((name) => given.has(name));
  if (by.length > 0) {
    return { strict: true, because: `${by.join(', ')} ${by.length === 1 ? 'is' : 'are'} given` };
  }
  return { strict: false, because: `${relied.join(', ')} or rehearse: true make it a failure` };
}
