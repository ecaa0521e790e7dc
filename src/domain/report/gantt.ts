/** How is what ran when drawn, as a picture that GitHub renders? */

import { formatDuration } from '../quantity.ts';
import type { Span } from './timeline.ts';

/** Mermaid refuses texts over 50,000 characters (its maxTextSize); a picture of more rows says nothing anyway. */
const mostRows = 80;

/** A Mermaid gantt chart, one section for the stages and one for each target. */
export function drawGantt(spans: readonly Span[]): string {
  const shown = spans.slice(0, mostRows);
  const lines = ['gantt', '  dateFormat x', '  axisFormat %M:%S'];
  for (const [section, rows] of Map.groupBy(shown, (span) => span.section)) {
    lines.push(`  section ${label(section)}`);
    for (const { title, startedAt, wall } of rows) {
      const from = Math.round(startedAt);
      const to = Math.max(from + 1, Math.round(startedAt + wall));
      lines.push(`  ${label(title)} ${formatDuration(wall)} :${from}, ${to}`);
    }
  }
  return lines.join('\n');
}

/** Mermaid reads `:`, `;`, `#` and `,` in a row's name as syntax. */
function label(text: string): string {
  return text.replaceAll(/[:;#,%\r\n]/g, ' ').trim();
}
