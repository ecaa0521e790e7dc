/** How does text of others go into Markdown as text? */

/** For running text and table cells: nothing of it is taken for markup. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|#~!@$]/g, String.raw`\$&`)
    .replaceAll(/\r\n?|\n/g, ' ');
}

/** A block that shows text as it is; the fence is longer than any in the text. */
export function fence(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text.trimEnd()}\n${ticks}`;
}

/** A table; cells are Markdown already. Columns that start with `>` are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const titles = head.map((title) => title.replace(/^>/, ''));
  const rule = head.map((title) => (title.startsWith('>') ? '---:' : '---'));
  return [titles, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
