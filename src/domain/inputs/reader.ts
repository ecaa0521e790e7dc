/** How is one input read? Each reader gives a value or adds a problem; none throws, none guesses. */

import { nearest } from '../nearest.ts';
import { quote } from '../plain-text.ts';
import { parseDuration } from './duration.ts';

/** Input values by their kebab-case name. */
export type RawInputs = Readonly<Record<string, string>>;

export interface Reader {
  /** The value, trimmed unless it is asked for whole; empty where it is not given. */
  text(name: string, as?: 'trimmed' | 'whole'): string;
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
  /** Milliseconds; the bounds are durations too: `100ms`, `1m`. */
  duration(name: string, bounds: Bounds<string>): number;
  /** A whole number. */
  count(name: string, bounds: Bounds<number>): number;
  problem(name: string, what: string): void;
}

export interface Bounds<T> {
  readonly least: T;
  readonly most: T;
}

const yes: ReadonlySet<string> = new Set(['true', 'True', 'TRUE']);
const no: ReadonlySet<string> = new Set(['false', 'False', 'FALSE']);

/** Problems are added to `problems`, each a whole line that names its input. */
export function createReader(raw: RawInputs, problems: string[]): Reader {
  const text: Reader['text'] = (name, as = 'trimmed') => {
    const value = raw[name] ?? '';
    return as === 'whole' ? value : value.trim();
  };
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
    duration(name, { least, most }) {
      const [value, from, to] = [text(name), parseDuration(least) ?? 0, parseDuration(most) ?? 0];
      const ms = parseDuration(value);
      if (ms !== undefined && ms >= from && ms <= to) return ms;
      const hint = /^\d+$/.test(value) ? `has no unit (${value}s?)` : 'is no duration';
      const what = ms === undefined ? hint : 'is out of bounds';
      problem(name, `${quote(value)} ${what}; accepted: ${least} to ${most}, as 500ms, 10s or 5m`);
      return from;
    },
    count(name, { least, most }) {
      const value = text(name);
      const number = /^\d{1,9}$/.test(value) ? Number(value) : undefined;
      if (number !== undefined && number >= least && number <= most) return number;
      problem(name, `${quote(value)} is not accepted; accepted: ${least} to ${most}`);
      return least;
    },
  };
}
