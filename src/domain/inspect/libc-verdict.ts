/** Does a Linux program find what it needs of the C library of a host? */

import { compareDotted } from './dotted.ts';
import { cxxFloors } from './cxx.ts';
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
