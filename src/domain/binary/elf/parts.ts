/** How are small parts all over an ELF file read in few requests, none of them twice? */

import { type FileSize, type Range, type Reading, take } from '../reading.ts';
import { Unreadable } from '../unreadable.ts';
import { type ByteOrder, type View, createView, textCap } from '../view.ts';

export interface Parts {
  readonly file: FileSize;
  /** @throws Unreadable past the end of the file, and once a cap is reached; `what` names the part */
  view(range: Range, what: string): Reading<View>;
  /** The text at `at`, up to its zero byte, which lies before `end`. @throws Unreadable without one */
  text(at: number, end: number, what: string): Reading<string>;
}

const pageSize = 1024;
/** Most names are shorter than this. */
const textPiece = 64;
/** Bytes that are read of one file, and of texts among them: a file made to mislead ends here. */
const readCap = 24 * 1024 * 1024;
const textsCap = 4 * 1024 * 1024;

export function createParts(file: FileSize, order: ByteOrder): Parts {
  const pages = new Map<number, Uint8Array>();
  let readLeft = readCap;
  let textsLeft = textsCap;

  /** One request for what is missing of pages `first` to `last`. */
  function* fetch(first: number, last: number, what: string): Reading<void> {
    while (first <= last && pages.has(first)) first += 1;
    while (last >= first && pages.has(last)) last -= 1;
    if (first > last) return;
    const offset = first * pageSize;
    const length = Math.min((last + 1) * pageSize, file.size) - offset;
    readLeft -= length;
    if (readLeft < 0) throw new Unreadable(`${what} is scattered over too much of the file`);
    const { bytes } = yield* take(file, { offset, length }, { what, order });
    for (let page = first; page <= last; page += 1) {
      const at = (page - first) * pageSize;
      pages.set(page, bytes.subarray(at, at + pageSize));
    }
  }

  function* view({ offset, length }: Range, what: string): Reading<View> {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0) {
      throw new Unreadable(`${what} lies nowhere`);
    }
    if (offset + length > file.size) {
      throw new Unreadable(`${what} reaches past the end of the file`);
    }
    if (length <= 0) return createView(new Uint8Array(), { what, order });
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

  function* text(at: number, end: number, what: string): Reading<string> {
    const most = Math.min(end - at, file.size - at, textCap + 1);
    if (!(most > 0)) throw new Unreadable(`${what} lies nowhere`);
    for (let length = textPiece; ; length *= 2) {
      const piece = yield* view({ offset: at, length: Math.min(length, most) }, what);
      if (length >= most || piece.bytes.includes(0)) {
        const found = piece.text(0);
        textsLeft -= found.length + 1;
        if (textsLeft < 0) throw new Unreadable('it holds more names than can be believed');
        return found;
      }
    }
  }

  return { file, view, text };
}
