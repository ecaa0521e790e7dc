/** How large are the archives of the branch that a pull request goes into, and how do these differ? */

import { formatBytes } from '../quantity.ts';

export type Base =
  | {
      readonly known: true;
      readonly branch: string;
      /** Of that branch's run. */
      readonly commit?: string;
      /** Bytes by target. */
      readonly sizes: ReadonlyMap<string, number>;
    }
  /** A clause says why. */
  | { readonly known: false; readonly branch: string; readonly why: string };

/** Plain text: `+12.3 KiB (+0.2 %)`, `same`, `new`, `not known`. */
export function describeChange(base: Base, target: string, bytes: number): string {
  if (!base.known) return 'not known';
  const before = base.sizes.get(target);
  if (before === undefined) return 'new';
  if (before === bytes) return 'same';
  const sign = bytes > before ? '+' : '-';
  const size = formatBytes(Math.abs(bytes - before));
  if (before === 0) return `${sign}${size}`;
  const share = (Math.abs(bytes - before) / before) * 100;
  const percent = share < 0.1 ? 'under 0.1' : `${sign}${share.toFixed(1)}`;
  return `${sign}${size} (${percent} %)`;
}
