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

/**
 * A span of code. GitHub links names (`@someone`), numbers (`#1`) and addresses in running text even where they are
 * escaped, and notifies who is named: text of strangers stands in code where others read it.
 */
export function code(text: string): string {
  const line = text.replaceAll(/\r\n?|\n/g, ' ').trim();
  if (line === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  const blank = longest === 0 ? '' : ' ';
  return `${ticks}${blank}${line}${blank}${ticks}`;
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
