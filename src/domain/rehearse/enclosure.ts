/** In which ways can a service be enclosed here, so that its release cannot be written? */

import { plainLine } from '../plain-text.ts';
import type { Mount } from './mounts.ts';

/**
 * Who makes the mount namespace: root itself, `sudo -n`, or a user namespace; `comparison` makes none,
 * and what was written is found afterwards.
 */
export type Way = 'root' | 'sudo' | 'user' | 'comparison';

/** Where things lie inside: `server` as on a server, by an overlay over /opt and /var/lib; else below /mnt. */
export type Place = 'server' | 'aside';

export interface User {
  readonly uid: number;
  readonly gid: number;
}

export const toolNames = ['unshare', 'setpriv', 'mount', 'sudo', 'strace', 'env', 'sh'] as const;

/** What decides which ways there are. */
export interface Surroundings {
  /** GOOS */
  readonly os: string;
  /** The runner's own user; absent on Windows. */
  readonly user?: User;
  readonly nobody: User;
  /** The full paths of the programs that are there. */
  readonly tools: Readonly<Partial<Record<(typeof toolNames)[number], string>>>;
  readonly mounts: readonly Mount[];
  /** The runner's own mount namespace, as /proc/self/ns/mnt names it. */
  readonly namespace: string;
}

export interface Folders {
  readonly release: string;
  readonly state: string;
  readonly tmp: string;
}

export interface Traced {
  /** The file that strace writes. */
  readonly trace: string;
}

/** A release with its state, as services are started in it. */
export interface Enclosure {
  readonly way: Way;
  readonly place: Place;
  /** Whether writes into the release are refused, and not only found. */
  readonly enforced: boolean;
  /** The user that the service runs as; absent on Windows. */
  readonly user?: User;
  /** Ways that were not possible, strictest first, each with its reason on one line. */
  readonly refused: readonly Refusal[];
  /** Holds `release`, `state` and `tmp`. */
  readonly folder: string;
  /** The folders as the service sees them. The state is its working directory. */
  readonly inside: Folders & Traced;
  /** The same folders as we see them. */
  readonly outside: Folders & Traced;
  /** Names in the release that appear in the state. */
  readonly shipped: readonly string[];
  /** Those of them that are mounted there; links are links there too. */
  readonly mounted: readonly string[];
  readonly surroundings: Surroundings;
}

export interface Refusal {
  readonly way: Exclude<Way, 'comparison'>;
  readonly because: string;
}

export interface Ways {
  /** In the order in which they are to be tried. */
  readonly candidates: readonly { readonly way: Refusal['way']; readonly place: Place }[];
  readonly refused: readonly Refusal[];
}

const places: readonly Place[] = ['server', 'aside'];

/** What needs no trying: programs that are not there, systems without namespaces. */
export function planWays({ os, user, tools }: Surroundings): Ways {
  const ways: readonly Refusal['way'][] = user?.uid === 0 ? ['root'] : ['sudo', 'user'];
  const reason = (way: Refusal['way']): string | undefined => {
    if (os !== 'linux') return `${os} has no mount namespaces`;
    const needed = ['unshare', 'setpriv', 'mount', ...(way === 'sudo' ? ['sudo' as const] : [])];
    const missing = needed.find((name) => !(name in tools));
    return missing === undefined ? undefined : `${missing} is not there`;
  };
  const refused = ways.flatMap((way) => {
    const because = reason(way);
    return because === undefined ? [] : [{ way, because }];
  });
  const candidates = ways.flatMap((way) =>
    reason(way) === undefined ? places.map((place) => ({ way, place })) : [],
  );
  return { candidates, refused };
}

/** The folders as the service sees them. */
export function insideOf(
  way: Way,
  place: Place,
  { name, folder }: { readonly name: string; readonly folder: string },
): Enclosure['inside'] {
  if (way === 'comparison') return outsideOf(folder);
  const base = place === 'server' ? `/opt/${name}` : `/mnt/${name}`;
  const trace = `${base}/trace/calls`;
  return place === 'server'
    ? { release: `${base}/slots/blue/release`, state: `/var/lib/${name}`, tmp: '/tmp', trace }
    : { release: `${base}/release`, state: `${base}/state`, tmp: '/tmp', trace };
}

export function outsideOf(folder: string): Enclosure['outside'] {
  return {
    release: `${folder}/release`,
    state: `${folder}/state`,
    tmp: `${folder}/tmp`,
    trace: `${folder}/trace/calls`,
  };
}

/** Never root: as root the service runs as nobody. */
export function userOf({ user, nobody }: Surroundings): User | undefined {
  return user?.uid === 0 ? nobody : user;
}

/** Why a way was refused that was tried: the last line that it printed, or how it ended. */
export function refusalReason(ended: {
  readonly code?: number;
  readonly stderr: string;
  readonly timedOut?: boolean;
}): string {
  if (ended.timedOut === true) return 'it did not answer in time';
  const last = ended.stderr.trim().split('\n').at(-1) ?? '';
  const line = plainLine(last.trim()).slice(0, 200);
  return line === '' ? `it ended with ${ended.code ?? 'a signal'}` : line;
}

/** One line for the log: who it runs as, and whether the release is read-only. */
export function describeEnclosure({
  way,
  enforced,
  user,
  refused,
  surroundings,
}: Enclosure): string {
  const isNobody = user !== undefined && surroundings.user?.uid === 0;
  const as = isNobody ? 'as nobody' : "as the runner's user";
  const made = { root: 'by root', sudo: 'by sudo', user: 'in a user namespace', comparison: '' };
  if (enforced) return `${as}, the release read-only, ${made[way]}`;
  return `${as}, read-only not enforced${describeRefused({ refused })}`;
}

/** `: sudo: sudo is not there; user: …`, each reason once; empty where there is none. */
export function describeRefused({ refused }: Pick<Enclosure, 'refused'>): string {
  const reasons = new Set(refused.map(({ because }) => because));
  const each = [...reasons].map((reason) => {
    const ways = refused.filter(({ because }) => because === reason).map(({ way }) => way);
    return `${ways.join(', ')}: ${reason}`;
  });
  return each.length === 0 ? '' : `: ${each.join('; ')}`;
}
