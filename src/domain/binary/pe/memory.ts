/** What stands at an address of a PE file once Windows has loaded it? */

import type { Reading } from '../reading.ts';
import { Unreadable } from '../unreadable.ts';
import { type View, createView, textCap } from '../view.ts';
import type { Pages } from '../pages.ts';
import { type PeSection, locate } from './sections.ts';

export interface Memory {
  /** @throws Unreadable where not all of it is loaded; `what` names it */
  view(address: number, length: number, what: string): Reading<View>;
  /** Up to the first zero byte. @throws Unreadable without one in `textCap` bytes */
  text(address: number, what: string): Reading<string>;
  /** Undefined where no byte of the file is loaded. */
  toOffset(address: number): number | undefined;
}

/** Most names are shorter than this. */
const textPiece = 64;

export function createMemory(
  pages: Pages,
  image: { readonly sections: readonly PeSection[]; readonly headersSize: number },
): Memory {
  function* view(address: number, length: number, what: string): Reading<View> {
    const place = locate(address, image);
    if (place === undefined || place.span < length) {
      throw new Unreadable(`${what} lies where nothing is loaded`);
    }
    const stored = Math.min(length, place.stored);
    const found = yield* pages.view({ offset: place.offset, length: stored }, what);
    if (stored === length) return found;
    const bytes = new Uint8Array(length);
    bytes.set(found.bytes);
    return createView(bytes, { what, order: 'little' });
  }

  return {
    view,
    *text(address, what) {
      const most = Math.min(locate(address, image)?.span ?? 0, textCap + 1);
      for (let length = textPiece; ; length *= 2) {
        const piece = yield* view(address, Math.min(length, most), what);
        if (length >= most || piece.bytes.includes(0)) return piece.text(0);
      }
    },
    toOffset(address) {
      const place = locate(address, image);
      return place === undefined || place.stored === 0 ? undefined : place.offset;
    },
  };
}
