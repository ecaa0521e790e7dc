import { describe, expect, test } from 'vitest';
import { readBinary } from '../../../src/domain/binary/read-binary.ts';
import { concat, join } from '../../fixtures/bytes.ts';
import { makeElf } from '../../fixtures/elf-maker.ts';
import { drive } from '../../fixtures/hostile.ts';
import { makePe } from '../../fixtures/pe-maker.ts';

const bytes = (latin1: string) => Uint8Array.from(latin1, (char) => char.charCodeAt(0));
const outcome = (content: Uint8Array) =>
  drive(content, readBinary({ size: content.length })).outcome;

describe('programs are read as what they are', () => {
  test.each<[string, Uint8Array, unknown]>([
    ['ELF', makeElf().bytes, { format: 'elf', bits: 64, damage: [] }],
    [
      'ELF of 32 bits, big-endian',
      makeElf({ bits: 32, order: 'big' }).bytes,
      { format: 'elf', bits: 32, order: 'big' },
    ],
    ['PE', makePe(), { format: 'pe', bits: 64 }],
    [
      'Mach-O',
      join('little', [4, 0xfeedfacf], [4, 0x0100000c], [4, 0], [4, 2], new Uint8Array(16)),
      { format: 'macho', bits: 64, order: 'little', cpuType: 0x0100000c, fileType: 2 },
    ],
    [
      'Mach-O of 32 bits, big-endian',
      join('big', [4, 0xfeedface], [4, 18], [4, 0], [4, 2], new Uint8Array(12)),
      { format: 'macho', bits: 32, order: 'big', cpuType: 18 },
    ],
    [
      'a universal file',
      join(
        'big',
        ...([
          [4, 0xcafebabe],
          [4, 1],
          [4, 0x0100000c],
          [4, 0],
          [4, 4096],
          [4, 32],
          [4, 12],
        ] as const),
        new Uint8Array(4096 - 28),
        join('little', [4, 0xfeedfacf], [4, 0x0100000c], [4, 0], [4, 2], new Uint8Array(16)),
      ),
      { format: 'fat', slices: [{ format: 'macho', cpuType: 0x0100000c }] },
    ],
  ])('%s', (_, content, expected) => {
    expect(outcome(content)).toMatchObject(expected as object);
  });
});

describe('what is no program is called by its name', () => {
  const tar = concat([
    bytes('notes/\0'),
    new Uint8Array(250),
    bytes('ustar\0'),
    new Uint8Array(300),
  ]);
  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'it is empty'],
    ['a script', bytes('#!/bin/sh\nexec notes\n'), 'it is a script'],
    ['two bytes of a script', bytes('#!'), 'it is a script'],
    ['a text', bytes('hello\r\n\tworld\n'), 'it is a text'],
    ['one letter', bytes('a'), 'it is a text'],
    ['a text in UTF-8', new TextEncoder().encode('日本語 für alle\n'), 'it is a text'],
    [
      'a text whose first part ends within a character',
      new TextEncoder().encode(`a${'語'.repeat(400)}`),
      'it is a text',
    ],
    [
      'a static library',
      bytes('!<arch>\nx.o/   '),
      'it is a static library or a Debian package (an ar archive)',
    ],
    ['a thin static library', bytes('!<thin>\n'), 'it is a static library (an ar archive)'],
    ['a zip archive', bytes('PK\x03\x04....'), 'it is a zip archive'],
    ['an empty zip archive', bytes('PK\x05\x06....'), 'it is a zip archive'],
    ['gzip', bytes('\x1f\x8b\x08\0'), 'it is compressed with gzip'],
    ['xz', bytes('\xfd7zXZ\0\0'), 'it is compressed with xz'],
    ['zstd', bytes('\x28\xb5\x2f\xfd\0'), 'it is compressed with zstd'],
    ['bzip2', bytes('BZh91AY&SY'), 'it is compressed with bzip2'],
    ['a tar archive', tar, 'it is a tar archive'],
    ['WebAssembly', bytes('\0asm\x01\0\0\0'), 'it is a WebAssembly module'],
    ['AIX', bytes('\x01\xf7\0\x04'), 'it is a program for AIX (XCOFF)'],
    ['Plan 9', bytes('\0\0\x8a\x97....'), 'it is a program for Plan 9'],
    ['a Java class', bytes('\xca\xfe\xba\xbe\0\0\0\x41\0\x10'), 'it is a Java class'],
    [
      'a Java class with preview features',
      bytes('\xca\xfe\xba\xbe\xff\xff\0\x41'),
      'it is a Java class',
    ],
    ['zeros', new Uint8Array(600), 'it begins with zeros only'],
    ['anything else', bytes('\x7fELG\x02'), 'it begins as no known program does (7f 45 4c 47)'],
    ['three odd bytes', bytes('\x01\x02\xff'), 'it begins as no known program does (01 02 ff)'],
    ['the start of ELF alone', bytes('\x7fELF'), 'the ELF header reaches past the end of the file'],
    ['the start of PE alone', bytes('MZ'), 'the DOS header reaches past the end of the file'],
  ])('%s', (_, content, reason) => {
    expect(outcome(content)).toBe(reason);
  });

  test.each<[string, Uint8Array]>([
    ['Mach-O', bytes('\xcf\xfa\xed\xfe')],
    ['a universal file', bytes('\xca\xfe\xba\xbe')],
    ['a universal file of 64 bits', bytes('\xca\xfe\xba\xbf\0\0\0\x02')],
  ])('the start of %s alone is refused with a reason', (_, content) => {
    expect(outcome(content)).toEqual(expect.stringMatching(/end|early/));
  });
});
