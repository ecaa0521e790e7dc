/** Which semantic version is newer, and does it lie in a range? */

import compare from 'semver/functions/compare.js';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import type { Versions } from '../ports.ts';

export function createVersions(): Versions {
  return {
    isRange: (text) => validRange(text) !== null,
    satisfies: (version, range) => satisfies(version, range),
    compare: (a, b) => compare(a, b),
  };
}
