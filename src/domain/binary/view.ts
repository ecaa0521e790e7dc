/** How are numbers and texts taken out of bytes that nobody vouches for? Every access is checked. */

import { Unreadable } from './unreadable.ts';

export type ByteOrder = 'little' | 'big';

export interface View {
  readonly bytes: Uint8Array;
  /** Offsets count from the view's start; each throws Unreadable where it is not in the view. */
  u8(at: number): number;
  u16(at: number): number;
  u32(at: number): number;
  /** @throws Unreadable above 2^53 - 1 too: no size or offset of a file is as large */
  u64(at: number): number;
  /** A number of the program's own width; rounded above 2^53 - 1, which no check of a range lets pass. */
  word(at: number, bits: 32 | 64): number;
  /** Up to the first zero byte, as Latin-1 where it is not UTF-8. @throws Unreadable without one in `textCap` bytes */
  text(at: number): string;
  /** A view of a part. */
  part(at: number, length: number): View;
}

/** Bytes that a text has at the most. */
export const textCap = 4096;

export function createView(
  bytes: Uint8Array,
  { what, order }: { readonly what: string; readonly order: ByteOrder },
): View {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = order === 'little';
  const need = (at: number, length: number): void => {
    if (!Number.isSafeInteger(at) || at < 0 || at + length > bytes.length) {
      throw new Unreadable(`${what} ends too early`);
    }
  };
  const u32 = (at: number): number => {
    need(at, 4);
    return data.getUint32(at, little);
  };
  const halves = (at: number): number => {
    const [low, high] = little ? [u32(at), u32(at + 4)] : [u32(at + 4), u32(at)];
    return high * 2 ** 32 + low;
  };
  return {
    bytes,
    u8(at) {
      need(at, 1);
      return data.getUint8(at);
    },
    u16(at) {
      need(at, 2);
      return data.getUint16(at, little);
    },
    u32,
    u64(at) {
      const value = halves(at);
      if (!Number.isSafeInteger(value))
        throw new Unreadable(`${what} holds a number out of bounds`);
      return value;
    },
    word: (at, bits) => (bits === 64 ? halves(at) : u32(at)),
    text(at) {
      need(at, 1);
      const longest = bytes.subarray(at, at + textCap + 1);
      const end = longest.indexOf(0);
      if (end < 0) throw new Unreadable(`${what} holds a text without an end`);
      return decodeText(longest.subarray(0, end));
    },
    part(at, length) {
      need(at, length);
      return createView(bytes.subarray(at, at + length), { what, order });
    },
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8, else each byte as its own character: nothing is lost, nothing throws. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}
