/** Which of some texts are in a program, found in one pass over the parts where they can be? */

import type { BinaryFacts } from './facts.ts';
import { createMatcher } from './matcher.ts';
import { mergeRanges } from './ranges.ts';
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

/** Texts that are looked for among the names of Go's functions, and among constant texts. */
export interface Wanted {
  readonly names: readonly string[];
  readonly texts: readonly string[];
}

/** One pass: some parts of the file, and what is looked for there. */
export interface Pass {
  readonly ranges: readonly Range[];
  readonly needles: readonly string[];
}

/** Where to look: where the facts say that names and texts are, else in the whole file, in one pass. */
export function planSearch(file: FileSize, facts: BinaryFacts, wanted: Wanted): readonly Pass[] {
  const whole = [{ offset: 0, length: file.size }];
  const [names, texts] = [placesOf(facts, 'names'), placesOf(facts, 'texts')];
  const passes = [
    { ranges: mergeRanges(names ?? whole, file), needles: wanted.names },
    { ranges: mergeRanges(texts ?? whole, file), needles: wanted.texts },
  ].filter(({ needles }) => needles.length > 0);
  if (names ?? texts) return passes;
  const needles = [...new Set(passes.flatMap((pass) => pass.needles))];
  return needles.length === 0 ? [] : [{ ranges: whole, needles }];
}

/** Of a universal file only where every slice says where. */
function placesOf(facts: BinaryFacts, kind: 'names' | 'texts'): readonly Range[] | undefined {
  if (facts.format !== 'fat') return facts[kind];
  const known = facts.slices.flatMap((slice) => slice[kind] ?? []);
  return facts.slices.every((slice) => slice[kind]) && known.length > 0 ? known : undefined;
}

const chunkSize = 1024 * 1024;
/** Bytes that are searched of one file; no Go program comes near. */
const searchCap = 256 * 1024 * 1024;

/**
 * The texts that were found. `complete` is false where the file is larger than is ever searched: then what
 * was not found may be there all the same.
 */
export function* searchProgram(
  file: FileSize,
  passes: readonly Pass[],
): Reading<{ readonly found: ReadonlySet<string>; readonly complete: boolean }> {
  const found = new Set<string>();
  let left = searchCap;
  for (const { ranges, needles } of passes) {
    const search = createSearch(needles);
    for (const { offset, length } of ranges) {
      search.gap();
      for (let at = 0; at < length && !search.done(); at += chunkSize) {
        const part = { offset: offset + at, length: Math.min(chunkSize, length - at) };
        left -= part.length;
        if (left < 0) break;
        search.feed((yield* take(file, part, { what: 'the file', order: 'little' })).bytes);
      }
    }
    for (const needle of search.found()) found.add(needle);
  }
  return { found, complete: left >= 0 };
}
