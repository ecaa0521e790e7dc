/** How are small parts all over a file read in few requests, none of them twice? */

import { type FileSize, type Range, type Reading, take } from './reading.ts';
import { Unreadable } from './unreadable.ts';
import { type ByteOrder, type View, createView } from './view.ts';

export interface Pages {
  readonly file: FileSize;
  /** @throws Unreadable past the end of the file, and once the cap is reached; `what` names the part */
  view(range: Range, what: string): Reading<View>;
  /** Bytes asked for so far. */
  bytesRead(): number;
}

export interface PagesOptions {
  readonly order: ByteOrder;
  /** Bytes that are read at once. */
  readonly pageSize: number;
  /** Bytes that are ever asked for: a file made to mislead ends here. */
  readonly cap: number;
}

export function createPages(file: FileSize, { order, pageSize, cap }: PagesOptions): Pages {
  const pages = new Map<number, Uint8Array>();
  let read = 0;

  /** One request for what is missing of pages `first` to `last`. */
  function* fetch(first: number, last: number, what: string): Reading<void> {
    while (first <= last && pages.has(first)) first += 1;
    while (last >= first && pages.has(last)) last -= 1;
    if (first > last) return;
    const offset = first * pageSize;
    const length = Math.min((last + 1) * pageSize, file.size) - offset;
    if (read + length > cap) throw new Unreadable(`${what} is scattered over too much of the file`);
    const { bytes } = yield* take(file, { offset, length }, { what, order });
    read += length;
    for (let page = first; page <= last; page += 1) {
      const at = (page - first) * pageSize;
      pages.set(page, bytes.subarray(at, at + pageSize));
    }
  }

  function* view({ offset, length }: Range, what: string): Reading<View> {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0) {
      throw new Unreadable(`${what} lies nowhere`);
    }
    if (length <= 0) return createView(new Uint8Array(), { what, order });
    if (offset + length > file.size) {
      throw new Unreadable(`${what} reaches past the end of the file`);
    }
    const [first, last] = [
      Math.floor(offset / pageSize),
      Math.floor((offset + length - 1) / pageSize),
    ];
    yield* fetch(first, last, what);
    const from = offset - first * pageSize;
    if (first === last) {
      const page = pages.get(first) ?? new Uint8Array();
      return createView(page.subarray(from, from + length), { what, order });
    }
    const bytes = new Uint8Array(length);
    for (let page = first; page <= last; page += 1) {
      const at = page * pageSize - offset;
      const part = (pages.get(page) ?? new Uint8Array()).subarray(Math.max(0, -at), length - at);
      bytes.set(part, Math.max(0, at));
    }
    return createView(bytes, { what, order });
  }

  return { file, view, bytesRead: () => read };
}
