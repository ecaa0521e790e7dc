/** Which caches are restored, by which keys; and where one is not: why? */

import type { Event } from '../runner.ts';
import { type Platform, type Target, formatTarget } from '../target.ts';

export interface CacheFacts {
  /** The input `cache`. */
  readonly wanted: boolean;
  /** Whether the runner has a cache service. */
  readonly offered: boolean;
  readonly event: Event;
  /** The input `attest`. */
  readonly attested: boolean;
  /** The runner's. */
  readonly platform: Platform;
  readonly goVersion: string;
  /** The module's folder as seen from the repository: modules of a monorepo do not share keys. */
  readonly subfolder: string;
  readonly targets: readonly Target[];
  readonly modules: FolderFacts & {
    readonly vendored: boolean;
    /** Over go.sum and its like; absent where there is none. */
    readonly digest?: string;
  };
  readonly build: FolderFacts & {
    /** Over targets, cgo and flags. */
    readonly digest: string;
  };
}

interface FolderFacts {
  /** Absolute. */
  readonly path: string;
  /** Whether it is somebody else's: what is in it is neither overwritten nor pruned nor saved. */
  readonly occupied: boolean;
}

export type PartPlan = CacheUse | CacheSkip;

export interface CacheUse {
  readonly use: true;
  readonly path: string;
  readonly key: string;
  /** The best first. The first one of build objects means the same settings, the others the same Go. */
  readonly prefixes: readonly string[];
}

export interface CacheSkip {
  readonly use: false;
  readonly reason: string;
  /** There is nothing that a cache could give. */
  readonly needless: boolean;
}

export interface CachePlan {
  readonly modules: PartPlan;
  readonly build: PartPlan;
}

/** Raised when what an entry holds is no longer what an older version expects. */
const scheme = 'gin-ship-1';

/** Keys have no commas and at most 512 characters (@actions/cache, checkKey). */
export function planCaches(facts: CacheFacts): CachePlan {
  const refusal = refuseBoth(facts);
  if (refusal !== undefined) return { modules: skip(refusal), build: skip(refusal) };
  return { modules: planModules(facts), build: planBuild(facts) };
}

function refuseBoth({ wanted, offered, event, attested }: CacheFacts): string | undefined {
  if (!wanted) return 'cache is false';
  if (event.refType === 'tag') {
    return 'a tag is built without caches, so that nothing of another run gets into a release';
  }
  if (attested) {
    return 'with attest there are no caches, so that nothing of another run gets into what is attested';
  }
  return offered ? undefined : 'there is no cache service here';
}

function planModules({ modules, platform, subfolder }: CacheFacts): PartPlan {
  if (modules.vendored) return skip('vendor/ holds the modules', { needless: true });
  if (modules.digest === undefined) return skip('there is no go.sum', { needless: true });
  if (modules.occupied) return skip(`${modules.path} holds modules already`);
  const prefix = `${scheme}-modules-${platform.os}-${word(subfolder)}-`;
  const key = prefix + modules.digest.slice(0, 32);
  return { use: true, path: modules.path, key, prefixes: [prefix] };
}

function planBuild(facts: CacheFacts): PartPlan {
  const { build, platform, goVersion, event } = facts;
  if (build.occupied) return skip(`${build.path} holds build objects already`);
  const targets = facts.targets.map(formatTarget).sort().join('+');
  const sameGo = `${scheme}-build-${platform.os}-${platform.arch}-go${goVersion}-`;
  const sameModule = `${sameGo}${word(facts.subfolder)}-`;
  const same = `${sameModule}${word(targets)}-${build.digest.slice(0, 16)}-`;
  const key = `${same}${event.runId}-${event.runAttempt}`;
  return { use: true, path: build.path, key, prefixes: [same, sameModule, sameGo] };
}

function skip(reason: string, { needless = false } = {}): CacheSkip {
  return { use: false, reason, needless };
}

/** For people to read; where it is cut, the digest still tells two apart. */
function word(text: string): string {
  return text === '.' ? 'top' : text.replaceAll(/[^\w./+-]/g, '_').slice(0, 120);
}
