/** Which of these versions is the one that was asked for? */

import { compareGo, isPrerelease, minorOf, toSemver } from './go-version.ts';
import type { VersionRequest } from './request.ts';

export interface RangeRules {
  /** Whether a semantic version lies in one of npm's ranges. */
  satisfies(version: string, range: string): boolean;
}

/**
 * The newest version that fits; undefined where none does. Prereleases fit where one is named: as
 * the exact version, or by a floor that is one itself and whose minor has no release yet.
 */
export function chooseVersion(
  request: VersionRequest,
  versions: readonly string[],
  rules: RangeRules,
): string | undefined {
  const releases = versions.filter((version) => !isPrerelease(version));
  switch (request.kind) {
    case 'exact':
      return versions.find((version) => version === request.version);
    case 'range':
      return newest(
        releases.filter((version) => rules.satisfies(toSemver(version), request.range)),
      );
    case 'floor': {
      const fits = (version: string): boolean => isAtOrAbove(version, request.version);
      const release = newest(releases.filter(fits));
      if (release !== undefined || !isPrerelease(request.version)) return release;
      return newest(versions.filter(fits));
    }
    case 'alias': {
      const stable = newest(releases);
      if (stable === undefined || request.alias === 'stable') return stable;
      return newest(releases.filter((version) => compareGo(version, minorOf(stable)) < 0));
    }
    case 'any':
  }
  return newest(versions);
}

/** Another minor never satisfies a line of go.mod, however new it is. */
function isAtOrAbove(version: string, floor: string): boolean {
  return minorOf(version) === minorOf(floor) && compareGo(version, floor) >= 0;
}

export function newest(versions: readonly string[]): string | undefined {
  return versions.toSorted(compareGo).at(-1);
}

/** Up to two versions below and two above the one that is missing, oldest first. */
export function nearestVersions(missing: string, versions: readonly string[]): readonly string[] {
  const sorted = versions.toSorted(compareGo);
  const above = sorted.findIndex((version) => compareGo(version, missing) > 0);
  const at = above < 0 ? sorted.length : above;
  return sorted.slice(Math.max(0, at - 2), at + 2);
}
