/** What does a figure say, and was its target reached? */

import { formatDuration } from '../src/domain/quantity.ts';
import { median } from './statistics.ts';

export interface Row {
  readonly title: string;
  readonly ours: string;
  readonly theirs: string;
  readonly ratio: string;
  readonly target: string;
  readonly reached: boolean;
}

export interface Figure {
  readonly rows: readonly Row[];
  /** What lies behind the rows: Markdown, shown below the table. */
  readonly details?: string;
}

/** Ours against theirs, in milliseconds; the ratio of the medians is to be `target` at the most. */
export function compareRow(
  title: string,
  target: number,
  { ours, theirs }: { readonly ours: readonly number[]; readonly theirs: readonly number[] },
): Row {
  const ratio = median(ours) / median(theirs);
  return {
    title,
    ours: formatRuns(ours),
    theirs: formatRuns(theirs),
    ratio: ratio.toFixed(2),
    target: `ratio <= ${target.toFixed(1)}`,
    reached: ratio <= target,
  };
}

/** The median of milliseconds, which is to be `target` milliseconds at the most. */
export function limitRow(title: string, target: number, runs: readonly number[]): Row {
  return {
    title,
    ours: formatRuns(runs),
    theirs: '',
    ratio: '',
    target: `<= ${formatDuration(target)}`,
    reached: median(runs) <= target,
  };
}

export function notMeasured(name: string, reason: string): Figure {
  return { rows: [], details: `${name} was not measured: ${reason}.` };
}

/** The median, and the range where there were several. */
export function formatRuns(values: readonly number[]): string {
  const middle = formatDuration(median(values));
  if (values.length < 2) return middle;
  return `${middle} (${formatDuration(Math.min(...values))} to ${formatDuration(Math.max(...values))})`;
}
