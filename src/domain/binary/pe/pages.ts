/** How are small parts all over a file read without reading it whole, or a part of it twice? */

import { type FileSize, type Range, type Reading, take } from '../reading.ts';
import { Unreadable } from '../unreadable.ts';
import { type View, createView } from '../view.ts';

export interface Pages {
  /** @throws Unreadable past the end of the file, and once the cap is reached; `what` names the part */
  view(range: Range, what: string): Reading<View>;
  /** Bytes asked for so far. */
  bytesRead(): number;
}

const pageSize = 4096;

/** Little-endian views of a file, of which no more than `cap` bytes are ever asked for. */
export function createPages(file: FileSize, cap: number): Pages {
  const pages = new Map<number, Uint8Array>();
  let read = 0;

  function* page(index: number, what: string): Reading<Uint8Array> {
    const known = pages.get(index);
    if (known !== undefined) return known;
    const offset = index * pageSize;
    const length = Math.min(pageSize, file.size - offset);
    if (read + length > cap) throw new Unreadable(`${what} is scattered over too much of the file`);
    const { bytes } = yield* take(file, { offset, length }, { what, order: 'little' });
    read += length;
    pages.set(index, bytes);
    return bytes;
  }

  return {
    *view({ offset, length }, what) {
      if (length > 0 && (offset < 0 || offset + length > file.size)) {
        throw new Unreadable(`${what} reaches past the end of the file`);
      }
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length;) {
        const index = Math.floor((offset + done) / pageSize);
        const from = offset + done - index * pageSize;
        const part = (yield* page(index, what)).subarray(from, from + length - done);
        bytes.set(part, done);
        done += part.length;
      }
      return createView(bytes, { what, order: 'little' });
    },
    bytesRead: () => read,
  };
}
