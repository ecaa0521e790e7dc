/** How does a text stand in a unit so that systemd takes it as it is? */

/** Why systemd would not take a text as it is; undefined where it would. */
export function unitTextProblem(text: string): string | undefined {
  if (text.includes('\0')) return 'has a zero byte in it';
  if (!text.isWellFormed() || /\p{Noncharacter_Code_Point}/u.test(text)) {
    return 'has characters in it that are no Unicode text for systemd';
  }
  return undefined;
}

/**
 * One word between double quotes, for settings that know C escapes (ExecStart=): `%` is a specifier,
 * `$` a variable, and what cannot be seen is written as an escape.
 */
export function unitArgument(text: string): string {
  return `"${commandText(text)}"`;
}

/** The same with `{port}` read from the environment when the service starts. */
export function unitArgumentWithPort(template: string): string {
  const parts = template.split('{port}').map(commandText);
  return `"${parts.join('${GIN_SHIP_PORT}')}"`;
}

function commandText(text: string): string {
  return text
    .replaceAll(/["\\]/g, String.raw`\$&`)
    .replaceAll('%', '%%')
    .replaceAll('$', '$$$$')
    .replaceAll(/[\u0001-\u001F\u007F]/g, (char) => {
      return String.raw`\x` + char.charCodeAt(0).toString(16).padStart(2, '0');
    });
}

/**
 * Whether a path may stand in a list of paths (BindPaths=, ReadWritePaths=) as it is: nothing in it
 * parts words, quotes them, or means something else in a unit.
 */
export function isUnitPath(path: string): boolean {
  return unitTextProblem(path) === undefined && /^(?!-)[^\u0000- "'\\$%:;#\u007F]+$/.test(path);
}
