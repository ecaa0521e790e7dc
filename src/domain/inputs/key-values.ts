/** How are KEY=VALUE lines and KEY<<END blocks read? */

/**
 * Line ends are those of Unix or of Windows; a value keeps every other character, blanks at its end
 * too. Problems name the line's number and key, never a value: it may be a secret.
 */
export function parseKeyValues(text: string): {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
} {
  const values = new Map<string, string>();
  const problems: string[] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const [, key, operator, rest = ''] = /^\s*([A-Za-z_]\w*)(=|<<)(.*)$/s.exec(line) ?? [];
    if (key === undefined) {
      problems.push(`line ${at + 1} is not KEY=VALUE and not KEY<<END`);
      continue;
    }
    if (values.has(key)) problems.push(`${key} is given twice`);
    if (operator === '=') {
      values.set(key, rest);
      continue;
    }
    const end = lines.indexOf(rest.trim(), at + 1);
    if (end < 0) {
      problems.push(
        `the block of ${key} in line ${at + 1} has no end; its last line must be what follows <<`,
      );
      break;
    }
    values.set(key, lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return { values: Object.fromEntries(values), problems };
}
