/** Where in a program does Go's build info begin? */

import type { GoImage } from '../go-info.ts';
import { type FileSize, type Reading, take } from '../reading.ts';

/** `\xff Go buildinf:`, at a multiple of 16 (Go's debug/buildinfo). */
const magic = [0xff, 0x20, 0x47, 0x6f, 0x20, 0x62, 0x75, 0x69, 0x6c, 0x64, 0x69, 0x6e, 0x66, 0x3a];
const alignment = 16;

/** The linker puts it near the start of the data, so the first chunks are small; all in bytes. */
const chunks = { first: 64, growth: 8, most: 1024 * 1024 };
/** Bytes that are searched in all, and ranges. */
const scanCap = 4 * 1024 * 1024;
const rangesCap = 64;

/** The header's offset in the file; undefined where there is none. */
export function* findBuildInfo(
  file: FileSize,
  { blob, scan = [], order }: Pick<GoImage, 'blob' | 'scan' | 'order'>,
): Reading<number | undefined> {
  const places = [...(blob ? [blob] : []), ...scan].slice(0, rangesCap);
  let left = scanCap;
  for (const place of places) {
    const end = Math.min(place.offset + place.length, file.size);
    let at = Math.ceil(place.offset / alignment) * alignment;
    for (let size = chunks.first; at + alignment <= end && left > 0; size *= chunks.growth) {
      const length = Math.min(size, chunks.most, end - at, left);
      const chunk = yield* take(file, { offset: at, length }, { what: 'the data', order });
      const found = searchHeader(chunk.bytes);
      if (found !== undefined) return at + found;
      at += Math.ceil(length / alignment) * alignment;
      left -= length;
    }
  }
  return undefined;
}

/** Programs that read build info hold the magic as a constant too: what follows it has to make sense. */
function searchHeader(bytes: Uint8Array): number | undefined {
  for (let at = 0; at + alignment <= bytes.length; at += alignment) {
    if (bytes[at] === magic[0] && magic.every((byte, index) => bytes[at + index] === byte)) {
      const [pointerSize = 0, flags = 0] = bytes.subarray(at + magic.length);
      if (flags === 2 || flags === 3) return at;
      if (flags < 2 && (pointerSize === 4 || pointerSize === 8)) return at;
    }
  }
  return undefined;
}
