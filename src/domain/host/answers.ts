/** Which answers does the text of a probe hold? */

import { firstLine, lastLine } from './probe-script.ts';

export interface Answers {
  /** The first answer to a question. */
  readonly one: (key: string) => string | undefined;
  readonly all: (key: string) => readonly string[];
}

const mostCharacters = 1024 * 1024;
const mostOfOne = 4096;
const mostLines = 4000;

/** The lines that an answer begins and ends with. */
export interface Bounds {
  readonly first: string;
  readonly last: string;
}

/**
 * What stands before the first line and after the last one is not ours: the login of a host may print
 * there. `cmd` may put its prompt before a line.
 */
export function parseAnswers(
  text: string,
  { first, last }: Bounds = { first: firstLine, last: lastLine },
): { readonly answers: Answers } | { readonly problem: string } {
  if (text.length > mostCharacters) return { problem: 'its answer is longer than any of ours is' };
  const lines = text.split(/\r?\n|\r/).map((line) => line.replace(/^[A-Za-z]:\\[^>]*>/, ''));
  const start = lines.indexOf(first);
  if (start < 0) return { problem: 'it did not answer: no shell read the questions' };
  const end = lines.indexOf(last, start);
  if (end < 0) return { problem: 'its answer was cut off before the end' };
  const values = new Map<string, string[]>();
  for (const line of lines.slice(start + 1, end).slice(0, mostLines)) {
    const [, key, value] = /^([a-z][a-z0-9.]{0,40})=(.*)$/s.exec(line) ?? [];
    const clean = value && cleaned(value);
    if (key === undefined || !clean) continue;
    const had = values.get(key);
    if (had) had.push(clean);
    else values.set(key, [clean]);
  }
  return {
    answers: { one: (key) => values.get(key)?.[0], all: (key) => values.get(key) ?? [] },
  };
}

function cleaned(value: string): string {
  return value
    .slice(0, mostOfOne)
    .replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g, ' ')
    .trim();
}

/** A whole number from 0 up; absent for anything else. */
export function parseCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** `yes` and 1, `no` and 0; absent for anything else. */
export function parseYes(text: string | undefined): boolean | undefined {
  if (text === undefined || !/^(?:yes|no|[yn01])$/i.test(text)) return undefined;
  return /^[y1]/i.test(text);
}

/** An object without its absent fields, so that what is unknown is not there at all. */
export function known<T extends object>(fields: T): Known<T> {
  const kept: Known<T> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined && value !== null) kept[key] = value;
  }
  return kept;
}

type Known<T> = { -readonly [K in keyof T]?: NonNullable<T[K]> };
