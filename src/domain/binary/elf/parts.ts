/** How are the parts and the names of an ELF file read? */

import { type Pages, createPages } from '../pages.ts';
import type { FileSize, Reading } from '../reading.ts';
import { Unreadable } from '../unreadable.ts';
import { type ByteOrder, textCap } from '../view.ts';

export interface Parts extends Pages {
  /** The text at `at`, up to its zero byte, which lies before `end`. @throws Unreadable without one */
  text(at: number, end: number, what: string): Reading<string>;
}

/** Most names are shorter than this. */
const textPiece = 64;
/** Bytes that are read of one file, and of texts among them: a file made to mislead ends here. */
const readCap = 24 * 1024 * 1024;
const textsCap = 4 * 1024 * 1024;

export function createParts(file: FileSize, order: ByteOrder): Parts {
  const pages = createPages(file, { order, pageSize: 1024, cap: readCap });
  let textsLeft = textsCap;

  function* text(at: number, end: number, what: string): Reading<string> {
    const most = Math.min(end - at, file.size - at, textCap + 1);
    if (!(most > 0)) throw new Unreadable(`${what} lies nowhere`);
    for (let length = textPiece; ; length *= 2) {
      const piece = yield* pages.view({ offset: at, length: Math.min(length, most) }, what);
      if (length >= most || piece.bytes.includes(0)) {
        const found = piece.text(0);
        textsLeft -= found.length + 1;
        if (textsLeft < 0) throw new Unreadable('it holds more names than can be believed');
        return found;
      }
    }
  }

  return { ...pages, text };
}
