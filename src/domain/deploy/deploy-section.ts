/** What does the job summary show of a deploy? */

import { formatDuration } from '../quantity.ts';
import { drawGantt } from '../report/gantt.ts';
import { escapeMarkdown, fence, table } from '../report/markdown.ts';
import type { Span } from '../report/timeline.ts';
import type { ToldEnding } from './ending.ts';
import type { Progress } from './progress.ts';

export interface HostReport {
  readonly ending: ToldEnding;
  readonly heard?: Progress;
  /** Milliseconds of the run's clock at which its job began there. */
  readonly began?: number;
}

/** Markdown: a table of the servers, what is worth knowing of each, and when each state was reached. */
export function deploySection(hosts: readonly HostReport[]): string {
  const rows = hosts.map(row);
  const head = [
    'Server',
    'Outcome',
    'Deploy',
    'Before',
    '>No answer for',
    '>Of it snapshot',
    '>Took',
  ];
  const spans = hosts.flatMap(({ ending, heard, began = 0 }) =>
    heard === undefined ? [] : stateSpans(ending.server, heard, began),
  );
  const parts = [
    table(head, rows),
    hosts.flatMap(items).join('\n'),
    ...(spans.length === 0 ? [] : [fence(drawGantt(spans), 'mermaid')]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function row({ ending, heard }: HostReport): readonly string[] {
  const { server, kind, deploy = '', previous = '', gap, snapshot } = ending;
  const outcome = kind === 'deployed' || kind === 'skipped' ? kind : `**${kind}**`;
  const took = heard?.states.at(-1)?.at;
  return [escapeMarkdown(server), outcome, deploy, previous, time(gap), time(snapshot), time(took)];
}

function time(ms: number | undefined): string {
  return ms === undefined ? '' : formatDuration(ms);
}

function items({ ending }: HostReport): readonly string[] {
  const { server, kind, cause, sentence, look, remarks } = ending;
  const isWell = kind === 'deployed';
  const why = isWell || cause === undefined ? '' : `${cause.sentence}; `;
  const lines = [
    ...(isWell ? [] : [`${server}: ${why}${sentence}`]),
    ...(isWell ? [] : look.map((line) => `${server}: ${line}`)),
    ...remarks.map((remark) => `${server}: ${remark}`),
  ];
  return lines.map((line) => `- ${escapeMarkdown(line)}`);
}

/** A row for each state, from when it was reached until the next one, or until nothing was heard any more. */
export function stateSpans(server: string, heard: Progress, began: number): readonly Span[] {
  const { states, at: last } = heard;
  return states.map(({ state, at }, index) => {
    const until = states[index + 1]?.at ?? last;
    return { section: server, title: state, startedAt: began + at, wall: Math.max(0, until - at) };
  });
}
