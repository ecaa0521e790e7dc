/** What does the job summary show? */

import type { Archive } from '../archive/archive.ts';
import type { BuiltTarget } from '../build/binary.ts';
import { type InspectedBinary, inspectHead, findingText, summaryRow } from '../inspect/explain.ts';
import { type SharedFinding, shareFindings } from '../inspect/share.ts';
import { formatBytes, formatDuration } from '../quantity.ts';
import type { Toolchain } from '../setup/toolchain.ts';
import type { Project } from '../source/project.ts';
import { formatTarget } from '../target.ts';
import { drawGantt } from './gantt.ts';
import { escapeMarkdown, fence, table } from './markdown.ts';
import type { Span } from './timeline.ts';

export interface SummaryFacts {
  readonly project: Project;
  readonly toolchain?: Toolchain;
  readonly shipped: readonly { readonly built: BuiltTarget; readonly archive: Archive }[];
  readonly inspected: readonly InspectedBinary[];
  /** Sentences on what stages did, in order: caches, check, artifact. Plain text. */
  readonly notes: readonly string[];
  /** Stages that were skipped, with the reason. Plain text. */
  readonly skipped: readonly { readonly stage: string; readonly reason: string }[];
  readonly spans: readonly Span[];
  /** Milliseconds. */
  readonly wall: number;
  readonly manifestDigest?: string;
  /** Of the deploy. Markdown. */
  readonly sections: readonly string[];
  /** What went wrong, in full. */
  readonly failure?: string;
}

/** GitHub's limit for one step's summary is 1 MiB; a little is left for what others add. */
const mostBytes = 1_000_000;

/** The summary as Markdown; what would make it too long is left out, and it says so. */
export function writeSummary(facts: SummaryFacts): string {
  for (const rows of [facts.shipped.length, 500, 50]) {
    const text = compose(facts, Math.min(rows, facts.shipped.length));
    if (new TextEncoder().encode(text).length < mostBytes) return text;
  }
  const more = ['the rest is too long for a summary; it is in the log'];
  const short = { ...facts, notes: more, sections: [] };
  const { failure } = facts;
  return compose(
    failure === undefined ? short : { ...short, failure: failure.slice(0, 10_000) },
    10,
  );
}

/** For a run that ended before it knew what it ships. */
export function writeEarlyFailure(failure: string): string {
  return `## gin-ship failed\n\n${fence(failure.slice(0, 10_000))}\n`;
}

function compose(facts: SummaryFacts, rows: number): string {
  const { project, spans, failure, shipped, inspected } = facts;
  const state = failure === undefined || failure === '' ? '' : ' failed';
  const parts = [
    `## ${escapeMarkdown(project.name)} ${escapeMarkdown(project.version.text)}${state}`,
    ...(state === '' ? [] : [fence(failure ?? '')]),
    headline(facts),
    ...facts.sections,
    ...(shipped.length === 0 ? [] : [targetTable(facts, rows)]),
    ...(rows < shipped.length ? [`${shipped.length - rows} more targets are in the log.`] : []),
    ...(inspected.length === 0 ? [] : [whereTheyRun(inspected, rows)]),
    ...(shipped.length === 0 ? [] : [digests(facts, rows)]),
    notes(facts),
    fence(drawGantt(spans), 'mermaid'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function headline({ project, toolchain, wall, shipped }: SummaryFacts): string {
  const { commit, version, timestamp } = project;
  const dirty = commit?.dirty === true ? ', with changes that are not committed' : '';
  const source = commit === undefined ? '' : `commit \`${commit.hash.slice(0, 12)}\`${dirty}, `;
  const go = toolchain === undefined ? '' : `, Go ${escapeMarkdown(toolchain.version)}`;
  const count = shipped.length === 1 ? '1 archive' : `${shipped.length} archives`;
  const from = escapeMarkdown(version.from);
  return `${count} in ${formatDuration(wall)}: ${source}version from ${from}, ${timestamp} UTC${go}.`;
}

function targetTable({ shipped }: SummaryFacts, rows: number): string {
  const head = ['Target', '>Archive', '>Binary', '>Compile', '>Link', '>From cache', '>Memory'];
  return table(
    head,
    shipped.slice(0, rows).map(({ built, archive }) => {
      const { compile, link, packages, cached, peakMemory } = built.measured;
      const binary = built.binaries.reduce((sum, { size }) => sum + size, 0);
      return [
        `${formatTarget(built.target)}${built.cgo ? ' (cgo)' : ''}`,
        formatBytes(archive.bytes),
        formatBytes(binary),
        compile === undefined ? '?' : formatDuration(compile),
        link === undefined ? '?' : formatDuration(link),
        packages === undefined ? '?' : `${cached} of ${packages}`,
        peakMemory === undefined ? '?' : formatBytes(peakMemory),
      ];
    }),
  );
}

/** Of each program, then what was found, the worst first. */
function whereTheyRun(inspected: readonly InspectedBinary[], rows: number): string {
  const shown = table(inspectHead, inspected.slice(0, rows).map(summaryRow));
  const items = shareFindings(inspected).filter(isUrgent).slice(0, Math.max(rows, 20)).map(item);
  return items.length === 0 ? shown : `${shown}\n\n${items.join('\n')}`;
}

/** Notes are in the log. */
function isUrgent({ severity }: SharedFinding): boolean {
  return severity !== 'note';
}

function item(finding: SharedFinding): string {
  const { severity, scope, fix } = finding;
  const what = escapeMarkdown(`${scope}: ${findingText(finding)}`);
  return `- ${severity === 'error' ? '**error**' : severity}: ${what}. To fix it: ${escapeMarkdown(fix)}`;
}

function digests({ shipped, manifestDigest }: SummaryFacts, rows: number): string {
  const lines = shipped.slice(0, rows).map(({ archive }) => `${archive.sha256}  ${archive.file}`);
  if (manifestDigest !== undefined) lines.push(`${manifestDigest}  manifest.json`);
  const body = fence(lines.join('\n'));
  return `<details><summary>SHA-256 of the archives</summary>\n\n${body}\n\n</details>`;
}

function notes(facts: SummaryFacts): string {
  const lines = [
    ...facts.notes.map((note) => `- ${escapeMarkdown(note)}`),
    ...facts.skipped.map(
      ({ stage, reason }) => `- ${escapeMarkdown(stage)}: skipped, ${escapeMarkdown(reason)}`,
    ),
  ];
  return lines.join('\n');
}
