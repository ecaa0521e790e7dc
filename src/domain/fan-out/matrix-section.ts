/** What do log and summary show of a planned matrix? */

import { plainLine } from '../plain-text.ts';
import { escapeMarkdown, table } from '../report/markdown.ts';
import type { MatrixJob } from './matrix.ts';

export function describeJob({ targets, runner, artifactName }: MatrixJob): string {
  return plainLine(`${artifactName}: ${targets.join(', ')} on ${runner}`);
}

/** Markdown. */
export function matrixSection(jobs: readonly MatrixJob[]): string {
  const rows = jobs.map(({ targets, runner, artifactName }) =>
    [targets.join(', '), runner, artifactName].map((cell) => escapeMarkdown(plainLine(cell))),
  );
  return table(['Targets', 'Runner', 'Artifact'], rows);
}
