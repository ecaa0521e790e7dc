/** What does the job summary show of a command that builds nothing? */

import { formatDuration } from '../quantity.ts';
import { escapeMarkdown, fence } from './markdown.ts';

export interface CommandFacts {
  /** `notes: rollback`. Plain text. */
  readonly title: string;
  /** Markdown. */
  readonly sections: readonly string[];
  /** Plain text. */
  readonly notes: readonly string[];
  readonly skipped: readonly { readonly stage: string; readonly reason: string }[];
  /** Milliseconds. */
  readonly wall: number;
  readonly failure?: string;
}

/** GitHub's limit for one step's summary is 1 MiB; a little is left for what others add. */
const mostBytes = 1_000_000;

export function writeCommandSummary(facts: CommandFacts): string {
  const whole = compose(facts);
  if (new TextEncoder().encode(whole).length < mostBytes) return whole;
  const { failure } = facts;
  return compose({
    ...facts,
    sections: ['The rest is too long for a summary; it is in the log.'],
    notes: [],
    ...(failure === undefined ? {} : { failure: failure.slice(0, 10_000) }),
  });
}

function compose({ title, sections, notes, skipped, wall, failure }: CommandFacts): string {
  const state = failure === undefined ? '' : ' failed';
  const lines = [
    ...notes.map((note) => `- ${escapeMarkdown(note)}`),
    ...skipped.map(
      ({ stage, reason }) => `- ${escapeMarkdown(stage)}: skipped, ${escapeMarkdown(reason)}`,
    ),
  ];
  const parts = [
    `## ${escapeMarkdown(title)}${state}`,
    ...(failure === undefined ? [] : [fence(failure)]),
    ...sections,
    lines.join('\n'),
    `Took ${formatDuration(wall)}.`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
