/** How is text of others made harmless on one line? */

/**
 * One line that neither a terminal nor the runner takes for a command: control characters become
 * visible, and what the runner would read as a workflow command (`::name::`, `##[name]`) gets a bar
 * before it. Runner source: ActionCommand.TryParseV2 trims the line's start before it looks.
 */
export function plainLine(text: string): string {
  const visible = text.replaceAll(
    /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return /^\s*::|##\[/.test(visible) ? `| ${visible.replaceAll('##[', '## [')}` : visible;
}

/** A value as it is shown in a problem: on one line, in quotes, at most 80 characters of it. */
export function quote(value: string): string {
  const line = plainLine(value);
  return `"${line.length > 80 ? `${line.slice(0, 77)}...` : line}"`;
}
