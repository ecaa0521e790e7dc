/** How is JSON of others read, field by field, so that a wrong shape is a sentence and no crash? */

/** Thrown for a field of another shape; its message is the end of a sentence: `bytes is no count`. */
export class Unfit extends Error {}

/** Each reader throws Unfit. */
export interface Fields {
  text(key: string, shape?: RegExp): string;
  /** `{ [key]: … }`, or nothing where there is no such field: to be spread. */
  optional(key: string, shape: RegExp): Readonly<Record<string, string>>;
  word<W extends string>(key: string, words: readonly W[]): W;
  flag(key: string): boolean;
  /** A whole number, zero or more. */
  count(key: string): number;
  texts(key: string): readonly string[];
  object(key: string): Fields;
  objects(key: string): readonly Fields[];
  has(key: string): boolean;
  /** Not there, or null. */
  isAbsent(key: string): boolean;
  refuse(key: string, what: string): never;
}

/** `at` is where the value stands, for the sentences; empty for the whole. */
export function createFields(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unfit(`${at === '' ? 'the whole' : at} is no object`);
  }
  const entries = new Map<string, unknown>(Object.entries(value));
  const path = (key: string): string => (at === '' ? key : `${at}.${key}`);
  const refuse = (key: string, what: string): never => {
    throw new Unfit(`${path(key)} ${what}`);
  };
  const list = (key: string): readonly unknown[] => {
    const found = entries.get(key);
    return Array.isArray(found) ? found : refuse(key, 'is no list');
  };
  const text = (key: string, shape = /^/): string => {
    const found = entries.get(key);
    if (typeof found !== 'string') return refuse(key, 'is no text');
    return shape.test(found) ? found : refuse(key, 'is not of its form');
  };
  return {
    text,
    refuse,
    has: (key) => entries.has(key),
    isAbsent: (key) => (entries.get(key) ?? undefined) === undefined,
    optional: (key, shape) => (entries.has(key) ? { [key]: text(key, shape) } : {}),
    word(key, words) {
      const found = words.find((word) => word === entries.get(key));
      return found ?? refuse(key, `is none of ${words.join(', ')}`);
    },
    flag(key) {
      const found = entries.get(key);
      return typeof found === 'boolean' ? found : refuse(key, 'is neither true nor false');
    },
    count(key) {
      const found = entries.get(key);
      const whole = typeof found === 'number' && Number.isSafeInteger(found) && found >= 0;
      return whole ? found : refuse(key, 'is no count');
    },
    texts: (key) =>
      list(key).map((item) => (typeof item === 'string' ? item : refuse(key, 'holds no text'))),
    object: (key) => createFields(entries.get(key), path(key)),
    objects: (key) => list(key).map((item, n) => createFields(item, `${path(key)}[${n}]`)),
  };
}
