/** What is one verdict on a binary? */

import { plainLine, shorten } from '../plain-text.ts';
import type { FindingId } from './rules.ts';

export type Severity = 'error' | 'warning' | 'note';

export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  /** One sentence, without a full stop. Text of the file in it is made plain. */
  readonly message: string;
  /** What was seen, on one line: `pthread_create@GLIBC_2.34`. */
  readonly value: string;
  /** The one line that fixes it. */
  readonly fix: string;
}

export interface FindingText {
  readonly message: string;
  readonly value: string;
  readonly fix: string;
}

/** Characters of a value that are shown; a file can name thousands of libraries. */
const mostShown = 400;

/** Every text is made plain and short here, whether it came from the file or not. */
export function createFinding(id: FindingId, severity: Severity, text: FindingText): Finding {
  const { message, value, fix } = text;
  return { id, severity, message: show(message), value: show(value), fix: show(fix) };
}

function show(text: string): string {
  return shorten(plainLine(text.toWellFormed()), mostShown);
}

const order: readonly Severity[] = ['error', 'warning', 'note'];

/** The worst first; those of one severity stay as they were. */
export function bySeverity<F extends Finding>(findings: readonly F[]): readonly F[] {
  return order.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}
