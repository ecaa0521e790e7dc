/** How would a program start on a host? */

import { type Finding, type FindingText, createFinding } from '../inspect/finding.ts';
import type { FindingId } from '../inspect/rules.ts';
import { plainLine } from '../plain-text.ts';

/** A start that fails, as a shell on the host would show it. */
export interface FailedStart {
  /** The exit code that a shell gives; absent where it is not known, as on Windows. */
  readonly code?: number;
  /** Words of the kernel, the loader or the Go runtime that stand in what is printed; made plain. */
  readonly text: string;
}

/** What comes of comparing one need with one host, where it is not simply met. */
export interface Answer {
  readonly finding: Finding;
  /** How a start fails for it; `unsure` where it might; absent where a start is not touched. */
  readonly start?: FailedStart | 'unsure';
}

export type StartPrediction =
  | { readonly starts: 'yes' }
  | { readonly starts: 'unsure'; readonly why: readonly string[] }
  | ({ readonly starts: 'no'; readonly why: string } & FailedStart);

/** A need that the host does not meet, and how a start fails for it. */
export function unmet(id: FindingId, start: FailedStart | 'unsure', text: FindingText): Answer {
  const plain = start === 'unsure' ? start : { ...start, text: plainLine(start.text) };
  return { finding: createFinding(id, 'error', text), start: plain };
}

/** What may go wrong on that host. */
export function doubtful(id: FindingId, text: FindingText): Answer {
  return { finding: createFinding(id, 'warning', text), start: 'unsure' };
}

/** What cannot be compared because one side is not known: said, and never taken as met. */
export function unknown(id: FindingId, message: string, value: string): Answer {
  const fix =
    'start it once on the host, with an argument that makes it end, before traffic goes to it';
  return { finding: createFinding(id, 'note', { message, value, fix }), start: 'unsure' };
}
