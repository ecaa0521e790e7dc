/** Which of several texts are in a run of bytes, with one look at the bytes for all of them? */

export interface Matcher {
  /** The indexes of needles that are in the bytes, of those that were in none before. */
  newIn(bytes: Uint8Array): readonly number[];
}

/**
 * Wu and Manber, "A fast algorithm for multi-pattern searching" (1994), by pairs of bytes: the pair at the
 * window's end says how far no needle can end, so that most bytes are never looked at.
 */
export function createMatcher(needles: readonly Uint8Array[]): Matcher {
  const shortest = needles.reduce((least, { length }) => Math.min(least, length), Infinity);
  const found = needles.map(() => false);
  const note = (index: number, into: number[]): void => {
    found[index] = true;
    into.push(index);
  };
  if (!(shortest >= 2 && shortest < Infinity)) {
    return {
      newIn(bytes) {
        const fresh: number[] = [];
        const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        for (const [index, needle] of needles.entries()) {
          if (found[index] !== true && all.includes(Buffer.from(needle))) note(index, fresh);
        }
        return fresh;
      },
    };
  }
  const width = Math.min(shortest, 256);
  const { shifts, ending } = shiftTable(needles, width);
  return {
    newIn(bytes) {
      const fresh: number[] = [];
      let end = nextEnd(bytes, shifts, width - 1);
      while (end < bytes.length) {
        const pair = (bytes[end - 1] ?? 0) * 256 + (bytes[end] ?? 0);
        for (const index of ending.get(pair) ?? []) {
          const needle = needles[index];
          const isNew = found[index] !== true && needle && isAt(bytes, end - width + 1, needle);
          if (isNew) note(index, fresh);
        }
        end = nextEnd(bytes, shifts, end + 1);
      }
      return fresh;
    },
  };
}

/** Where a needle's first part may end next. Small and alone, so that it is compiled early and well. */
function nextEnd(bytes: Uint8Array, shifts: Uint8Array, from: number): number {
  let end = from;
  while (end < bytes.length) {
    const shift = shifts[(bytes[end - 1] ?? 0) * 256 + (bytes[end] ?? 0)] ?? 0;
    if (shift === 0) return end;
    end += shift;
  }
  return end;
}

/** Of each needle its first `width` bytes. */
function shiftTable(
  needles: readonly Uint8Array[],
  width: number,
): { readonly shifts: Uint8Array; readonly ending: ReadonlyMap<number, readonly number[]> } {
  const shifts = new Uint8Array(2 ** 16).fill(width - 1);
  const ending = new Map<number, number[]>();
  for (const [index, needle] of needles.entries()) {
    for (let at = 1; at < width; at += 1) {
      const pair = (needle[at - 1] ?? 0) * 256 + (needle[at] ?? 0);
      shifts[pair] = Math.min(shifts[pair] ?? 0, width - 1 - at);
      if (at === width - 1) ending.set(pair, [...(ending.get(pair) ?? []), index]);
    }
  }
  return { shifts, ending };
}

function isAt(bytes: Uint8Array, start: number, needle: Uint8Array): boolean {
  return (
    start + needle.length <= bytes.length && needle.every((byte, at) => bytes[start + at] === byte)
  );
}
