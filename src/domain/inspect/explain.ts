/** What do log and summary say of an inspected binary? */

import { plainLine } from '../plain-text.ts';
import { escapeMarkdown } from '../report/markdown.ts';
import { type Target, formatTarget } from '../target.ts';
import type { Finding, Severity } from './finding.ts';
import type { Inspected } from './inspect.ts';
import type { CpuNeed, Needs } from './needs.ts';
import { describeUnknown } from './unknown-words.ts';
import { describeNeeds } from './verdict.ts';

export interface InspectedBinary extends Inspected {
  readonly target: Target;
  /** File name of the program. */
  readonly binary: string;
}

/** The verdict first, then what it is made of, what is not known, and each finding with its fix. */
export function logLines({ target, binary, needs, findings }: InspectedBinary): readonly string[] {
  const unknown = describeUnknown(needs);
  return [
    `${binary} for ${formatTarget(target)}: ${describeNeeds(needs)}`,
    `  ${madeOf(needs)}`,
    ...(unknown === '' ? [] : [`  not known: ${unknown}`]),
    ...findings.flatMap((finding) => [
      `  ${finding.severity} ${findingText(finding)}`,
      `    ${finding.fix}`,
    ]),
  ].map(plainLine);
}

function madeOf({ go, cgo, link, cpu, pageAlign }: Needs): string {
  return [
    go === undefined ? 'no Go build info' : `Go ${go}`,
    ...(cgo === undefined ? [] : [`cgo ${cgo ? 'on' : 'off'}`]),
    `link class ${link}`,
    ...(cpu === undefined ? [] : [levelOf(cpu)]),
    ...(pageAlign === undefined ? [] : [`segments aligned to ${pageAlign} bytes`]),
  ].join(', ');
}

function levelOf({ variable, level, from }: CpuNeed): string {
  return from === 'isa-note' ? `x86-64-${level} by its ISA note` : `${variable}=${level}`;
}

/** `GS-PAGE: its segments are … (p_align 4096)`, for a log line or an annotation. */
export function findingText({ id, message, value }: Finding): string {
  return `${id}: ${message} (${value})`;
}

/** Of the table of binaries. */
export const inspectHead = ['Target', 'Program', 'Where it runs', 'Findings'] as const;

/** Cells are Markdown. */
export function summaryRow({
  target,
  binary,
  needs,
  findings,
}: InspectedBinary): readonly string[] {
  const cells = [formatTarget(target), binary, describeNeeds(needs), countFindings(findings)];
  return cells.map((cell) => escapeMarkdown(plainLine(cell)));
}

const plurals: readonly (readonly [Severity, string])[] = [
  ['error', 'errors'],
  ['warning', 'warnings'],
  ['note', 'notes'],
];

/** `1 error, 2 warnings`, or `none`. */
export function countFindings(findings: readonly Finding[]): string {
  const counts = plurals.flatMap(([severity, plural]) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? severity : plural}`];
  });
  return counts.length === 0 ? 'none' : counts.join(', ');
}

/** An item by error and warning, with its fix; notes are in the log. Markdown. */
export function summaryItems({ target, binary, findings }: InspectedBinary): readonly string[] {
  return findings
    .filter(({ severity }) => severity !== 'note')
    .map((finding) => {
      const where = escapeMarkdown(`${binary} for ${formatTarget(target)}`);
      const what = escapeMarkdown(findingText(finding));
      return `- ${finding.severity === 'error' ? '**error**' : 'warning'}, ${where}: ${what}. To fix it: ${escapeMarkdown(finding.fix)}`;
    });
}
