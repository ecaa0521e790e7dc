/** How does a service get its variables from systemd, byte for byte? */

import { plainLine } from '../plain-text.ts';

export type EnvFile =
  | { readonly text: string }
  /** One line for each variable that cannot arrive as it is; never a value. */
  | { readonly problems: readonly string[] };

/** The kernel's MAX_ARG_STRLEN, for `KEY=VALUE` with its closing zero byte. */
const longestVariable = 131_072;

/** Of the whole file, in bytes; the helper takes no more. */
export const longestEnvFile = 1_048_576;

/**
 * The text of an EnvironmentFile= in which each value stands between double quotes, for systemd 247 and
 * later. Refused is what would be changed or would stop the start.
 */
export function renderEnvFile(values: Readonly<Record<string, string>>): EnvFile {
  const entries = Object.entries(values);
  const problems = entries.flatMap(([key, value]) => {
    const problem = variableProblem(key, value);
    return problem === undefined ? [] : [problem];
  });
  const text = entries.map(([key, value]) => `${key}=${quoted(value)}\n`).join('');
  const bytes = byteLength(text);
  if (bytes > longestEnvFile) {
    problems.push(`all variables together are ${bytes} bytes; ${longestEnvFile} are the most`);
  }
  return problems.length > 0 ? { problems } : { text };
}

/** What keeps a variable from arriving as it is; undefined where nothing does. */
export function variableProblem(key: string, value: string): string | undefined {
  if (!/^[A-Za-z_]\w{0,254}$/.test(key))
    return `${plainLine(key.slice(0, 80))} is no name of a variable`;
  const what = valueProblem(value);
  if (what !== undefined) return `the value of ${key} has ${what}`;
  const bytes = byteLength(key) + byteLength(value) + 2;
  if (bytes <= longestVariable) return undefined;
  return `the value of ${key} is ${byteLength(value)} bytes long; Linux gives a program at most ${longestVariable} for one variable`;
}

function valueProblem(value: string): string | undefined {
  if (value.includes('\0')) return 'a zero byte in it, which no variable can hold';
  if (!value.isWellFormed() || noncharacter.test(value)) {
    return 'characters in it that are no Unicode text for systemd; encode it, as with base64';
  }
  return undefined;
}

/** For systemd these are broken UTF-8, and the whole file with them (src/basic/utf8.c). */
const noncharacter = /\p{Noncharacter_Code_Point}/u;

/** Between double quotes only these four are anything but themselves (src/basic/env-file.c). */
function quoted(value: string): string {
  return `"${value.replaceAll(/["\\`$]/g, String.raw`\$&`)}"`;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
