/** How does a pure reader get the bytes of a real file, in few and small reads? */

import type { Range, Reading } from '../../domain/binary/reading.ts';
import type { OpenFile } from '../../ports-file.ts';

/** Readers ask for many small parts that lie close together. */
const block = 4096;
/** Kept at the most; a reader that jumps about reads some of it twice. */
const blocksKept = 64;

export interface Driven<T> {
  readonly value: T;
  /** Bytes that were read from the file. */
  readonly bytesRead: number;
}

/** @throws what the reader throws (`Unreadable`), and what the system refuses */
export async function drive<T>(file: OpenFile, reading: Reading<T>): Promise<Driven<T>> {
  const kept = new Map<number, Uint8Array>();
  let bytesRead = 0;
  const read = async (range: Range): Promise<Uint8Array> => {
    const bytes = await file.read(range);
    bytesRead += bytes.length;
    return bytes;
  };
  const blockAt = async (at: number): Promise<Uint8Array> => {
    const known = kept.get(at);
    if (known !== undefined) return known;
    const bytes = await read({ offset: at * block, length: block });
    const oldest = kept.keys().next();
    if (kept.size >= blocksKept && oldest.done !== true) kept.delete(oldest.value);
    kept.set(at, bytes);
    return bytes;
  };
  const give = async ({ offset, length }: Range): Promise<Uint8Array> => {
    if (length > 4 * block) return read({ offset, length });
    const first = Math.floor(offset / block);
    const last = Math.floor((offset + length - 1) / block);
    const parts: Uint8Array[] = [];
    for (let at = first; at <= last; at += 1) parts.push(await blockAt(at));
    const start = offset - first * block;
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only.subarray(start, start + length);
    return joined(parts).subarray(start, start + length);
  };
  let step = reading.next();
  while (step.done !== true) step = reading.next(await give(step.value));
  return { value: step.value, bytesRead };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
