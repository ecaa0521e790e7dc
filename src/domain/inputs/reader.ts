/** How is one input read? Each reader gives a value or adds a problem; none throws, none guesses. */

import { nearest } from '../nearest.ts';
import { quote } from '../plain-text.ts';

/** Input values by their kebab-case name. */
export type RawInputs = Readonly<Record<string, string>>;

export interface Reader {
  /** The value, trimmed; empty where it is not given. */
  text(name: string): string;
  optional(name: string): string | undefined;
  /** Lines or commas; blank items and `#` lines are dropped. */
  list(name: string): readonly string[];
  boolean(name: string): boolean;
  /** One of `words`; YAML's booleans count as `on` and `off` where those are named. */
  word<W extends string>(
    name: string,
    words: readonly [W, ...W[]],
    booleans?: { on: W; off: W },
  ): W;
  /** A text of a known shape; `accepted` finishes the sentence "accepted: …". */
  shaped(name: string, shape: RegExp, accepted: string): string | undefined;
  problem(name: string, what: string): void;
}

const yes: ReadonlySet<string> = new Set(['true', 'True', 'TRUE']);
const no: ReadonlySet<string> = new Set(['false', 'False', 'FALSE']);

/** Problems are added to `problems`, each a whole line that names its input. */
export function createReader(raw: RawInputs, problems: string[]): Reader {
  const text = (name: string): string => raw[name]?.trim() ?? '';
  const problem = (name: string, what: string): void => {
    problems.push(`${name}: ${what}`);
  };
  const optional = (name: string): string | undefined => text(name) || undefined;
  return {
    text,
    optional,
    problem,
    list: (name) =>
      text(name)
        .split('\n')
        .filter((line) => !line.trim().startsWith('#'))
        .flatMap((line) => line.split(','))
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    boolean(name) {
      const value = text(name);
      if (yes.has(value)) return true;
      if (!no.has(value)) problem(name, `${quote(value)} is no boolean; accepted: true, false`);
      return false;
    },
    word(name, words, booleans) {
      const value = text(name);
      const found = words.find((word) => word === value);
      if (found !== undefined) return found;
      if (booleans !== undefined && yes.has(value)) return booleans.on;
      if (booleans !== undefined && no.has(value)) return booleans.off;
      const close = nearest(value, words);
      const hint = close === undefined ? '' : ` (${close}?)`;
      problem(name, `${quote(value)} is not known${hint}; accepted: ${words.join(', ')}`);
      return words[0];
    },
    shaped(name, shape, accepted) {
      const value = optional(name);
      if (value === undefined || shape.test(value)) return value;
      problem(name, `${quote(value)} is not accepted; accepted: ${accepted}`);
      return undefined;
    },
  };
}
