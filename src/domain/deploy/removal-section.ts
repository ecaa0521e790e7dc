/** What does the job summary show of a removal, and what goes into the output `hosts`? */

import { plainLine, shorten } from '../plain-text.ts';
import { escapeMarkdown, table } from '../report/markdown.ts';

export interface Removal {
  readonly server: string;
  /** `would-remove`: a dry run. */
  readonly outcome: 'removed' | 'not-installed' | 'would-remove' | 'failed';
  /** What stays there. */
  readonly stays?: string;
  /** Why it failed: one line. */
  readonly reason?: string;
}

/** Markdown. */
export function removalSection(removals: readonly Removal[]): string {
  const rows = removals.map(({ server, outcome, stays, reason }) => [
    cell(server),
    outcome === 'failed' ? '**failed**' : outcome,
    cell(reason ?? (stays === undefined ? '' : `${stays} stays`)),
  ]);
  return table(['Server', 'Outcome', 'Remark'], rows);
}

function cell(text: string): string {
  return escapeMarkdown(shorten(plainLine(text), 400));
}

/** JSON on one line. */
export function removalHosts(removals: readonly Removal[]): string {
  return JSON.stringify(removals.map(({ server: host, ...rest }) => ({ host, ...rest })));
}
