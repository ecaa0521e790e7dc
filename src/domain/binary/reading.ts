/** How does a reader ask for parts of a file that it cannot trust, without touching the file itself? */

import { Unreadable, addDamage } from './unreadable.ts';
import { type ByteOrder, type View, createView } from './view.ts';

export { Unreadable };

/** A part of a file, in bytes from its start. */
export interface Range {
  readonly offset: number;
  readonly length: number;
}

/**
 * A reader yields the ranges that it needs and is given their bytes: fewer than asked for only where
 * the file ends. So it is pure, and whoever drives it decides where the bytes come from.
 */
export type Reading<T> = Generator<Range, T, Uint8Array>;

/** A file as readers see it. */
export interface FileSize {
  /** Bytes. */
  readonly size: number;
}

/** No single range is longer than this many bytes, whatever a file says of itself. */
export const rangeCap = 4 * 1024 * 1024;

/**
 * The bytes of a range, all of them.
 * @throws Unreadable where the range is not in the file or longer than `rangeCap`; `what` names it
 */
export function* take(
  file: FileSize,
  { offset, length }: Range,
  how: { readonly what: string; readonly order: ByteOrder },
): Reading<View> {
  const { what, order } = how;
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0) {
    throw new Unreadable(`${what} lies nowhere`);
  }
  if (length > rangeCap) throw new Unreadable(`${what} is said to be ${length} bytes long`);
  if (offset + length > file.size) {
    throw new Unreadable(`${what} reaches past the end of the file`);
  }
  const bytes = length === 0 ? new Uint8Array() : yield { offset, length };
  if (bytes.length < length) throw new Unreadable(`${what} reaches past the end of the file`);
  return createView(bytes, { what, order });
}

/** Runs a reader over bytes that are all there. */
export function readFrom<T>(bytes: Uint8Array, reading: Reading<T>): T {
  let step = reading.next();
  while (!step.done) {
    const { offset, length } = step.value;
    step = reading.next(bytes.subarray(offset, offset + length));
  }
  return step.value;
}

/** What a reader of a part finds; undefined where it cannot be read, which is added to `damage`. */
export function* tolerate<T>(damage: string[], reading: Reading<T>): Reading<T | undefined> {
  try {
    return yield* reading;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    addDamage(damage, error.message);
    return undefined;
  }
}
