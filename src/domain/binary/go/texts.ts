/** How are the two texts of Go's build info, its version and its list of modules, stored? */

import type { GoImage } from '../go-info.ts';
import { type FileSize, type Reading, Unreadable, take, tolerate } from '../reading.ts';
import { type ByteOrder, type View, createView, decodeText } from '../view.ts';

/** Bytes: the header, what is read with it, and the longest texts that are believed. */
const headerSize = 32;
const headSize = 2048;
const versionCap = 4096;
const modInfoCap = 1024 * 1024;
/** Random bytes before and after the list, by which it is found in memory (cmd/go/internal/modload). */
const sentinelSize = 16;

const what = "Go's build info";

/**
 * Both texts of the build info whose header is at `at`: in line since Go 1.18, behind pointers before.
 * @throws Unreadable where there is no version
 */
export function* readTexts(
  file: FileSize,
  image: Pick<GoImage, 'order' | 'toOffset'>,
  at: number,
): Reading<{ readonly version: string; readonly modInfo: string }> {
  const length = Math.max(headerSize, Math.min(headSize, file.size - at));
  const head = yield* take(file, { offset: at, length }, { what, order: image.order });
  const flags = head.u8(15);
  const [version, modInfo] =
    flags >= 2
      ? yield* inlineTexts(file, head, at)
      : yield* pointedTexts(file, {
          head,
          order: flags === 1 ? 'big' : 'little',
          toOffset: image.toOffset,
        });
  if (version.length === 0) throw new Unreadable(`${what} has no version`);
  return { version: decodeText(version), modInfo: decodeText(withoutSentinels(modInfo)) };
}

/** Each text has its length before it, as a varint. */
function* inlineTexts(
  file: FileSize,
  head: View,
  at: number,
): Reading<readonly [Uint8Array, Uint8Array]> {
  const bytesAt = function* (offset: number, length: number): Reading<Uint8Array> {
    if (offset + length <= head.bytes.length) return head.part(offset, length).bytes;
    const view = yield* take(file, { offset: at + offset, length }, { what, order: 'little' });
    return view.bytes;
  };
  const textAt = function* (offset: number, cap: number): Reading<readonly [Uint8Array, number]> {
    const longest = Math.max(0, Math.min(10, file.size - at - offset));
    const { value, size } = varint(yield* bytesAt(offset, longest));
    if (value > cap) throw new Unreadable(`${what} is said to be ${value} bytes long`);
    return [yield* bytesAt(offset + size, value), offset + size + value];
  };
  const [version, next] = yield* textAt(headerSize, versionCap);
  const [modInfo] = yield* textAt(next, modInfoCap);
  return [version, modInfo];
}

function varint(bytes: Uint8Array): { readonly value: number; readonly size: number } {
  let value = 0;
  for (const [index, byte] of bytes.entries()) {
    value += (byte % 128) * 128 ** index;
    if (byte < 128) return { value, size: index + 1 };
  }
  throw new Unreadable(`${what} holds a number without an end`);
}

/** The header points to two Go strings, each a pointer and a length. */
function* pointedTexts(
  file: FileSize,
  image: Pick<GoImage, 'toOffset'> & { readonly head: View; readonly order: ByteOrder },
): Reading<readonly [Uint8Array, Uint8Array]> {
  const { order } = image;
  const width = image.head.u8(14);
  const pair = (view: View, at: number): readonly [number, number] => {
    const words = createView(view.part(at, 2 * width).bytes, { what, order });
    const bits = width === 8 ? 64 : 32;
    return [words.word(0, bits), words.word(width, bits)];
  };
  const bytesAt = function* (address: number, length: number): Reading<View> {
    const offset = image.toOffset(address);
    if (offset === undefined) throw new Unreadable(`${what} points to nothing in the file`);
    return yield* take(file, { offset, length }, { what, order });
  };
  const textAt = function* (address: number, cap: number): Reading<Uint8Array> {
    const [start, length] = pair(yield* bytesAt(address, 2 * width), 0);
    if (length > cap) throw new Unreadable(`${what} is said to be ${length} bytes long`);
    return length === 0 ? new Uint8Array() : (yield* bytesAt(start, length)).bytes;
  };
  const [version, modInfo] = pair(image.head, 16);
  // Without modules there is no second text, and Go's own reader takes a bad pointer for that too.
  return [
    yield* textAt(version, versionCap),
    (yield* tolerate([], textAt(modInfo, modInfoCap))) ?? new Uint8Array(),
  ];
}

function withoutSentinels(text: Uint8Array): Uint8Array {
  const framed = text[text.length - sentinelSize - 1] === '\n'.charCodeAt(0);
  return framed ? text.subarray(sentinelSize, -sentinelSize) : new Uint8Array();
}
