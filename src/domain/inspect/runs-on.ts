/** On which distributions does a Linux program run, and on which not, in words people use? */

import { compareDotted } from './dotted.ts';
import { cxxFloors } from './cxx.ts';
import {
  type Distribution,
  type Release,
  distributions,
  isReleasedFor,
  tableDate,
} from './distributions.ts';
import { privateGlibc } from './glibc.ts';
import { standsAlone } from './link-class.ts';
import { type Loader, loaderOf } from './loader.ts';
import type { Needs } from './needs.ts';

export type Verdict =
  | { readonly runs: 'yes' }
  /** `because` finishes "it does not run there: …"; `forced` says what forces it. */
  | { readonly runs: 'no'; readonly because: string; readonly forced: readonly string[] }
  | { readonly runs: 'unknown'; readonly because: string; readonly forced?: readonly string[] };

const yes: Verdict = { runs: 'yes' };

export const damaged: Verdict = {
  runs: 'unknown',
  because: 'the file is damaged where it is loaded',
};

/** One C library of one version, as a host has it. */
export interface HostLibc {
  readonly libc: 'glibc' | 'musl';
  readonly version: string;
}

/** Whether a Linux program finds what it needs of the C library there. */
export function decideRuns(needs: Needs, host: HostLibc): Verdict {
  const { link, interpreter = '' } = needs;
  if (needs.unknown.includes('whole')) return damaged;
  if (standsAlone(link)) return yes;
  if (link === 'unknown' || link === 'bsd' || link === 'system') {
    return { runs: 'unknown', because: 'how it reaches the C library is not known' };
  }
  const loader = loaderOf(interpreter, needs.arch);
  if (libcOf(needs) !== host.libc || loader?.usual === false) {
    return { runs: 'no', because: `it needs the loader ${interpreter}`, forced: [interpreter] };
  }
  if (interpreter !== '' && loader === undefined) {
    return { runs: 'unknown', because: `nothing is known of the loader ${interpreter}` };
  }
  return host.libc === 'musl' ? againstMusl(needs, host) : againstGlibc(needs, host);
}

/** Whose C library a dynamic program asks for, by its loader before its libraries. */
export function libcOf({ interpreter = '', arch, link }: Needs): Loader['libc'] {
  return loaderOf(interpreter, arch)?.libc ?? (link === 'dynamic-musl' ? 'musl' : 'glibc');
}

function againstMusl({ musl }: Needs, { version }: HostLibc): Verdict {
  if (musl === undefined || compareDotted(musl.version, version) <= 0) return yes;
  return { runs: 'no', because: `it needs musl ${musl.version}`, forced: [musl.from] };
}

function againstGlibc(needs: Needs, { version }: HostLibc): Verdict {
  const { glibc, unknown } = needs;
  if (unknown.includes('glibc')) {
    return { runs: 'unknown', because: 'which glibc it needs could not be read' };
  }
  if (glibc?.version !== undefined && compareDotted(glibc.version, version) > 0) {
    return { runs: 'no', because: `it needs glibc ${glibc.version}`, forced: glibc.symbols };
  }
  const others = glibc?.others ?? [];
  if (others.includes(privateGlibc)) {
    const because =
      'it uses what glibc keeps for itself, so it runs with one very build of it only';
    return { runs: 'no', because, forced: [privateGlibc] };
  }
  const cxx = cxxFloors(needs.versions);
  const newer = cxx.find((one) => one.glibc !== undefined && compareDotted(one.glibc, version) > 0);
  if (newer !== undefined) {
    return { runs: 'no', because: `it needs ${newer.name}`, forced: [newer.name] };
  }
  const [strange] = [
    ...others,
    ...cxx.filter((one) => one.glibc === undefined).map(({ name }) => name),
  ];
  if (strange === undefined) return yes;
  return { runs: 'unknown', because: `nothing is known of ${strange}`, forced: [strange] };
}

export interface RunsOn {
  /** `Debian 12+` */
  readonly on: readonly string[];
  /** `Debian 11 (LTS ended 2026-08-31)` */
  readonly notOn: readonly string[];
}

/**
 * Only for a Linux program that needs a C library of the host; undefined where it cannot be told.
 * What is not released for its architecture is not named at all.
 */
export function runsOn(needs: Needs): RunsOn | undefined {
  const on: string[] = [];
  const notOn: string[] = [];
  for (const distribution of distributions.filter((known) => known.told)) {
    const { name, libc } = distribution;
    const releases = distribution.releases
      .filter(({ interim }) => interim !== true)
      .filter((release) => isReleasedFor(distribution, release, needs.arch))
      .map((release) => ({ release, ...decideRuns(needs, { libc, version: release.version }) }));
    if (releases.some(({ runs }) => runs === 'unknown')) return undefined;
    const first = releases.find(({ runs }) => runs === 'yes');
    const bad = releases.findLast(({ runs }) => runs === 'no');
    if (first !== undefined) {
      on.push(`${name} ${first.release.release}${first === releases.at(-1) ? '' : '+'}`);
    }
    if (bad !== undefined) notOn.push(lacking(distribution, bad.release, first !== undefined));
  }
  return { on, notOn };
}

/** `any Alpine`, `Debian 11 (LTS ended 2026-08-31)`, `Debian up to 13 (LTS until 2030-06-30)`. */
function lacking({ name, libc, term }: Distribution, release: Release, some: boolean): string {
  if (!some && libc === 'musl') return `any ${name}`;
  const until = `${name}${some ? '' : ' up to'} ${release.release}`;
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
