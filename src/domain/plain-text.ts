/** How is text of others made harmless on one line? */

/**
 * One line that neither a terminal nor the runner takes for a command, and that hides nothing: control
 * characters, and those without a shape of their own, become visible (the two joiners stay: Persian and
 * emoji are written with them). What the runner would read as a workflow command (`::name::`,
 * `##[name]`) gets a bar before it. Runner source: ActionCommand.TryParseV2 trims the line's start before it looks.
 */
export function plainLine(text: string): string {
  const visible = text.replaceAll(
    /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu,
    escaped,
  );
  return /^\s*::|##\[/.test(visible) ? `| ${visible.replaceAll('##[', '## [')}` : visible;
}

function escaped(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/** At most that many characters (UTF-16), the last three of them points where some are missing. */
export function shorten(line: string, most: number): string {
  if (line.length <= most) return line;
  // Half of a pair is no character: JSON with one is refused by strict readers.
  return `${line.slice(0, most - 3).replace(/[\uD800-\uDBFF]$/, '')}...`;
}

/** A value as it is shown in a problem: on one line, in quotes, at most 80 characters of it. */
export function quote(value: string): string {
  return `"${shorten(plainLine(value), 80)}"`;
}
