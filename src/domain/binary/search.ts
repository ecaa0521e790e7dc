/** Which of some texts are in a program, found in one pass over the parts where they can be? */

import { createMatcher } from './matcher.ts';
import { type FileSize, type Range, type Reading, take } from './reading.ts';

export interface Search {
  /** Takes the bytes that follow those before; a text may begin in one chunk and end in another. */
  feed(chunk: Uint8Array): void;
  /** What comes next does not follow what came last. */
  gap(): void;
  found(): ReadonlySet<string>;
  /** Everything has been found: no need to go on. */
  done(): boolean;
}

export function createSearch(needles: readonly string[]): Search {
  const wanted = [...new Set(needles)].filter((needle) => needle !== '');
  const found = new Set<string>(needles.includes('') ? [''] : []);
  const all = found.size + wanted.length;
  const bytesOf = wanted.map((needle) => Buffer.from(needle));
  const matcher = createMatcher(bytesOf);
  const overlap = bytesOf.reduce((most, { length }) => Math.max(most, length - 1), 0);
  let tail: Buffer = Buffer.alloc(0);

  const look = (bytes: Uint8Array): void => {
    for (const index of matcher.newIn(bytes)) found.add(wanted[index] ?? '');
  };

  return {
    feed(chunk) {
      if (found.size === all) return;
      const seam = Buffer.concat([tail, chunk.subarray(0, overlap)]);
      if (tail.length > 0) look(seam);
      look(chunk);
      // A copy: whoever feeds may fill the same memory anew.
      tail = chunk.length < overlap ? seam.subarray(-overlap) : Buffer.from(lastOf(chunk, overlap));
    },
    gap() {
      tail = Buffer.alloc(0);
    },
    found: () => found,
    done: () => found.size === all,
  };
}

function lastOf(bytes: Uint8Array, length: number): Uint8Array {
  return bytes.subarray(bytes.length - length);
}

/** One pass: some parts of the file, and what is looked for there. */
export interface Pass {
  readonly ranges: readonly Range[];
  readonly needles: readonly string[];
}

/** Bytes; larger ones take longer: fresh memory costs more than another request. */
const chunkSize = 512 * 1024;
/** Bytes that are searched of one file; no Go program comes near. */
const searchCap = 256 * 1024 * 1024;

/**
 * The texts that were found. `complete` is false where the file is larger than is ever searched: then what
 * was not found may be there all the same.
 */
export function* searchProgram(
  file: FileSize,
  { ranges, needles }: Pass,
): Reading<{ readonly found: ReadonlySet<string>; readonly complete: boolean }> {
  const search = createSearch(needles);
  let left = searchCap;
  for (const { offset, length } of ranges) {
    search.gap();
    for (let at = 0; at < length && !search.done(); at += chunkSize) {
      const part = { offset: offset + at, length: Math.min(chunkSize, length - at) };
      left -= part.length;
      if (left < 0) return { found: search.found(), complete: false };
      search.feed((yield* take(file, part, { what: 'the file', order: 'little' })).bytes);
    }
  }
  return { found: search.found(), complete: true };
}
