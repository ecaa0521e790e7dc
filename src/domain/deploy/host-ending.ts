/** How did a deploy or rollback end on one server? What its record says is the last word. */

import type { DeployRecord } from './records.ts';

export type HostEnding =
  /** The new one serves. */
  | { readonly kind: 'deployed'; readonly record: DeployRecord }
  /** The old one serves, gated again. */
  | { readonly kind: 'rolled-back'; readonly record: DeployRecord }
  /** A first deploy that failed: its slot is stopped, and nothing ran before. */
  | { readonly kind: 'not-installed'; readonly record: DeployRecord }
  /** Neither serves. */
  | { readonly kind: 'down'; readonly record: DeployRecord }
  /** It ended before anything was touched. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Contact was lost, or it never came to an end while it was waited for. */
  | { readonly kind: 'unknown'; readonly problem: string; readonly record?: DeployRecord };

/** Undefined while it is not decided yet. */
export function endingOf(record: DeployRecord): HostEnding | undefined {
  const { state } = record;
  if (state === 'confirmed') return { kind: 'deployed', record };
  const isEnd = state === 'rolled-back' || state === 'not-installed' || state === 'down';
  return isEnd ? { kind: state, record } : undefined;
}
