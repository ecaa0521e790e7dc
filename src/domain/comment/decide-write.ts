/** Is what was built still what its pull request is about, once it is there to be shown? */

import { plainLine } from '../plain-text.ts';
import type { PullAtHead } from './choose-pull.ts';

export type WriteDecision =
  | { readonly kind: 'write' }
  /** Closed while it was built. */
  | { readonly kind: 'remove' }
  | { readonly kind: 'skip'; readonly why: string };

/** `headSha` was at the head when the build began. */
export function decideWrite(now: PullAtHead, headSha: string): WriteDecision {
  if (!now.open) return { kind: 'remove' };
  if (now.headSha === headSha) return { kind: 'write' };
  const [head, built] = [now.headSha, headSha].map((sha) => plainLine(sha.slice(0, 12)));
  const why = `the pull request is at ${head} by now, and this was built of ${built}: the run for the newer one comments`;
  return { kind: 'skip', why };
}
