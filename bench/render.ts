/** How are the figures shown, in a terminal and in bench/README.md? */

import { table } from '../src/domain/report/markdown.ts';
import type { Figure, Row } from './figure.ts';

const head = ['Figure', '>Ours', '>Theirs', '>Ratio', 'Target', 'Reached'];

export interface Shown {
  readonly figures: readonly Figure[];
  /** Machine, versions, options. */
  readonly facts: readonly string[];
}

export function renderMarkdown({ figures, facts }: Shown): string {
  const rows = figures.flatMap((figure) => figure.rows).map(cells);
  const details = figures.flatMap(({ details: text }) => (text === undefined ? [] : [text]));
  const parts = [facts.map((fact) => `- ${fact}`).join('\n'), table(head, rows), ...details];
  return `${parts.join('\n\n')}\n`;
}

/** The same with columns of equal width. */
export function renderText(shown: Shown): string {
  const blocks = renderMarkdown(shown).split('\n\n');
  return blocks.map((block) => (block.startsWith('|') ? align(block) : block)).join('\n\n');
}

function align(markdown: string): string {
  const lines = markdown
    .trimEnd()
    .split('\n')
    .map((line) => line.slice(2, -2).split(' | '));
  const [titles = [], , ...rows] = lines;
  const widths = titles.map((_title, at) =>
    Math.max(...lines.map((line) => line[at]?.length ?? 0)),
  );
  const pad = (line: readonly string[]): string =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return `${[titles, widths.map((width) => '-'.repeat(width)), ...rows].map(pad).join('\n')}\n`;
}

function cells({ title, ours, theirs, ratio, target, reached }: Row): string[] {
  return [title, ours, theirs, ratio, target, reached ? 'yes' : 'no'];
}
