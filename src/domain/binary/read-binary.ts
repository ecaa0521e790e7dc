/** What kind of program is a file, and what does it say of itself? */

import { readElf } from './elf/read-elf.ts';
import type { BinaryFacts } from './facts.ts';
import { readFat, readMachO } from './macho/read-macho.ts';
import { readPe } from './pe/read-pe.ts';
import { type FileSize, type Reading, Unreadable, take } from './reading.ts';
import type { View } from './view.ts';

/** Bytes by which a file is known. */
const headSize = 512;
const fatMagics: ReadonlySet<number> = new Set([0xcafebabe, 0xcafebabf]);
const thinMagics: ReadonlySet<number> = new Set([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe]);
/** Where a universal file has the number of its slices, a Java class has its version, 45 and more. */
const oldestJava = 45;

/** First bytes of what people take for a program, in Latin-1. */
const others: readonly (readonly [start: string, what: string])[] = [
  ['#!', 'it is a script'],
  ['!<arch>\n', 'it is a static library or a Debian package (an ar archive)'],
  ['!<thin>\n', 'it is a static library (an ar archive)'],
  ['PK\x03\x04', 'it is a zip archive'],
  ['PK\x05\x06', 'it is a zip archive'],
  ['\x1f\x8b', 'it is compressed with gzip'],
  ['\xfd7zXZ\0', 'it is compressed with xz'],
  ['\x28\xb5\x2f\xfd', 'it is compressed with zstd'],
  ['BZh', 'it is compressed with bzip2'],
  ['\0asm', 'it is a WebAssembly module'],
  ['\x01\xdf', 'it is a program for AIX (XCOFF)'],
  ['\x01\xf7', 'it is a program for AIX (XCOFF)'],
  ['\0\0\x01\xeb', 'it is a program for Plan 9'],
  ['\0\0\x8a\x97', 'it is a program for Plan 9'],
  ['\0\0\x06\x47', 'it is a program for Plan 9'],
];

/**
 * The facts of a program.
 * @throws Unreadable where it is none, or cannot be read: the message is a clause that says what it is
 */
export function* readBinary(file: FileSize): Reading<BinaryFacts> {
  if (file.size === 0) throw new Unreadable('it is empty');
  const length = Math.min(headSize, file.size);
  const head = yield* take(file, { offset: 0, length }, { what: 'its start', order: 'big' });
  const magic = length < 4 ? 0 : head.u32(0);
  if (magic === 0x7f454c46) return yield* readElf(file);
  if (length >= 2 && head.u16(0) === 0x4d5a) return yield* readPe(file);
  if (thinMagics.has(magic)) return yield* readMachO(file);
  if (fatMagics.has(magic)) {
    if (magic === 0xcafebabe && length >= 8 && head.u32(4) >= oldestJava) {
      throw new Unreadable('it is a Java class');
    }
    return yield* readFat(file);
  }
  throw new Unreadable(kindOf(head));
}

function kindOf({ bytes }: View): string {
  const start = String.fromCharCode(...bytes);
  const [, known] = others.find(([prefix]) => start.startsWith(prefix)) ?? [];
  if (known !== undefined) return known;
  if (start.slice(257, 262) === 'ustar') return 'it is a tar archive';
  if (bytes.every((byte) => byte === 0)) return 'it begins with zeros only';
  if (isText(bytes)) return 'it is a text';
  const shown = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `it begins as no known program does (${shown.join(' ')})`;
}

/** UTF-8 without control characters but those of layout; the last character may be cut off. */
function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text);
  } catch {
    return false;
  }
}
