/** Does the helper on a server understand what this gin-ship says? */

import type { OwnHelper } from './wish.ts';
import type { InstalledHelper } from './way.ts';

/**
 * `older`, `newer`: of another protocol. A helper understands its own protocol and the one before.
 * `other`: it fits and is another file than ours.
 */
export type HelperFit = 'same' | 'other' | 'older' | 'newer' | 'missing' | 'unsafe' | 'unknown';

export function helperFit(installed: InstalledHelper, own: OwnHelper): HelperFit {
  if (installed === 'none') return 'missing';
  if (installed === 'unsafe' || installed === 'unknown') return installed;
  if (installed.sha256 === own.sha256) return 'same';
  const { protocol } = installed;
  if (protocol === undefined) return 'unknown';
  if (protocol === own.protocol || protocol === own.protocol + 1) return 'other';
  return protocol < own.protocol ? 'older' : 'newer';
}
