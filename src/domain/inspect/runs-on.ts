/** On which distributions does a Linux program run, and on which not, in words people use? */

import {
  type Distribution,
  type Release,
  distributions,
  isReleasedFor,
  isStillReleasedFor,
  tableDate,
} from './distributions.ts';
import { decideRuns, libcOf } from './libc-verdict.ts';
import { isSoftFloat } from './loader.ts';
import type { Needs } from './needs.ts';

export interface RunsOn {
  /** `Debian 12+` */
  readonly on: readonly string[];
  /** `Debian 11 (LTS ended 2026-08-31)` */
  readonly notOn: readonly string[];
}

/** Newer than any there is: what is not known of a program then is not known at all. */
const newest = '999';

/**
 * Only for a Linux program that needs a C library of the host; undefined where it cannot be told, as for
 * an architecture that no distribution of the table with that library is for. What is not released for
 * its architecture is not named at all.
 */
export function runsOn(needs: Needs): RunsOn | undefined {
  const { arch, interpreter = '' } = needs;
  const libc = libcOf(needs) === 'musl' ? 'musl' : 'glibc';
  if (isSoftFloat(interpreter, arch)) return undefined;
  if (decideRuns(needs, { libc, version: newest }).runs === 'unknown') return undefined;
  const told = distributions
    .filter((distribution) => distribution.told)
    .map((distribution) => ({ distribution, releases: releasesFor(distribution, arch) }))
    .filter(({ releases }) => releases.length > 0);
  if (!told.some(({ distribution }) => distribution.libc === libc)) return undefined;
  const on: string[] = [];
  const notOn: string[] = [];
  for (const { distribution, releases } of told) {
    const runs = ({ version }: Release): boolean =>
      decideRuns(needs, { libc: distribution.libc, version }).runs === 'yes';
    const good = releases.filter(runs);
    const bad = releases.findLast((release) => !runs(release));
    if (good.length > 0) on.push(having(distribution, good, arch));
    if (bad !== undefined) {
      const only = good.length > 0 || releases.length === 1;
      notOn.push(lacking(distribution, bad, { only, any: good.length === 0 }));
    }
  }
  return { on, notOn };
}

function releasesFor(distribution: Distribution, arch: string): readonly Release[] {
  return distribution.releases.filter(
    (release) => release.interim !== true && isReleasedFor(distribution, release, arch),
  );
}

/** `Debian 12+`, `RHEL 10` for the newest there is, `RHEL 8 to 9` where no more are made for it. */
function having(distribution: Distribution, good: readonly Release[], arch: string): string {
  const { name } = distribution;
  const [first = '', last = first] = [good[0]?.release, good.at(-1)?.release];
  if (first === last) return `${name} ${first}`;
  return isStillReleasedFor(distribution, arch)
    ? `${name} ${first}+`
    : `${name} ${first} to ${last}`;
}

/**
 * `any Alpine`, `Debian 11 (LTS ended 2026-08-31)`, `Debian up to 13 (LTS until 2030-06-30)`. `only`: it
 * is enough to name that release; `any`: it runs on none.
 */
function lacking(
  { name, libc, term }: Distribution,
  release: Release,
  { only, any }: { readonly only: boolean; readonly any: boolean },
): string {
  if (any && libc === 'musl') return `any ${name}`;
  const until = `${name}${only ? '' : ' up to'} ${release.release}`;
  const { eol } = release;
  if (eol === undefined) return until;
  const ended = eol < tableDate;
  if (term !== '') return `${until} (${term} ${ended ? 'ended' : 'until'} ${eol})`;
  return `${until} (${ended ? 'ended' : 'supported until'} ${eol})`;
}

/** `Debian 12+, Ubuntu 22.04+; not on Debian 11 (LTS ended 2026-08-31), any Alpine` */
export function formatRunsOn({ on, notOn }: RunsOn): string {
  const where = on.length === 0 ? 'none that is known here' : on.join(', ');
  return notOn.length === 0 ? where : `${where}; not on ${notOn.join(', ')}`;
}
