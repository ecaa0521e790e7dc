import { describe, expect, test } from 'vitest';
import { readElf } from '../../../../src/domain/binary/elf/read-elf.ts';
import type { ElfFacts } from '../../../../src/domain/binary/facts.ts';
import { concat, join, patched } from '../../../fixtures/bytes.ts';
import { at, sample, segment, valueOf, wish } from '../../../fixtures/elf-sample.ts';
import { makeElf } from '../../../fixtures/elf-maker.ts';
import { drive, flipped, randomFrom } from '../../../fixtures/hostile.ts';

const read = (bytes: Uint8Array, size = bytes.length) => drive(bytes, readElf({ size }), size);

function facts(bytes: Uint8Array, size = bytes.length): ElfFacts {
  const { outcome } = read(bytes, size);
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}

describe('what is no ELF program is refused with the reason', () => {
  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'the ELF header reaches past the end of the file'],
    [
      'a text',
      new TextEncoder().encode('hello\n'.repeat(9)),
      'it does not begin as an ELF file does',
    ],
    [
      'an end within the header',
      sample.bytes.subarray(0, 63),
      'the ELF header reaches past the end of the file',
    ],
    [
      'a third class',
      patched(sample.bytes, 4, [1, 3]),
      'its ELF header is neither of 32 nor of 64 bits',
    ],
    ['a third byte order', patched(sample.bytes, 5, [1, 3]), 'its ELF header names no byte order'],
    ['another version', patched(sample.bytes, 6, [1, 2]), 'its ELF header is of version 2, not 1'],
    [
      'segments that lie nowhere',
      patched(sample.bytes, 32, [8, 0]),
      "its segments' table lies nowhere",
    ],
    [
      'segments beyond the end',
      patched(sample.bytes, 32, [8, sample.bytes.length - 8]),
      "the segments' table reaches past the end of the file",
    ],
    [
      'segments beyond any number',
      concat([
        sample.bytes.subarray(0, 32),
        new Uint8Array(8).fill(0xff),
        sample.bytes.subarray(40),
      ]),
      "the segments' table lies nowhere",
    ],
    [
      'headers of segments that are too short',
      patched(sample.bytes, 54, [2, 55]),
      "its segments' headers are 55 bytes each: too few",
    ],
    [
      'headers of segments that are too long',
      patched(sample.bytes, 54, [2, 0xffff], [2, 0xfffe]),
      'it is said to have 65534 segments',
    ],
    [
      'a number of segments beyond all measure',
      patched(patched(sample.bytes, 56, [2, 0xffff]), at('sections') + 44, [4, 0xffffffff]),
      'it is said to have 4294967295 segments',
    ],
  ])('%s', (_, bytes, reason) => {
    expect(read(bytes).outcome).toBe(reason);
  });
});

test('a file that is cut off anywhere says so', () => {
  const end = at('sections') + sample.parts.get('sections')!.length;
  const silent = Array.from({ length: end }, (_, length) => length).filter((length) => {
    const { outcome } = read(sample.bytes.subarray(0, length));
    return typeof outcome !== 'string' && outcome.damage.length === 0;
  });
  expect(silent).toEqual([]);
});

const whole = facts(sample.bytes).versions;

describe('bounds hold whatever a file says', () => {
  const huge = 2 ** 40;
  const cheap = { bytes: 24 * 1024 * 1024, reads: 30_000 };

  test.each<[string, Uint8Array]>([
    ['2^32 needed versions', patched(sample.bytes, valueOf(0x6fffffff), [8, 2 ** 32])],
    [
      'versions that lead to themselves',
      patched(
        patched(sample.bytes, valueOf(0x6fffffff), [8, 2 ** 32]),
        at('needs'),
        ...([
          [2, 1],
          [2, 0xffff],
          [4, 1],
          [4, 0],
          [4, 1],
        ] as const),
      ),
    ],
    [
      'a chain of versions all over the file',
      patched(sample.bytes, at('needs') + 12, [4, 0xffffff00]),
    ],
    ['a System V hash table of 2^32 symbols', hashed('sysv', 4, 0xffffffff)],
    ['a GNU hash table of 2^32 buckets', hashed('gnu', 0, 0xffffffff)],
    ['a GNU hash table with a filter of 2^32 words', hashed('gnu', 8, 0xffffffff)],
    ['a GNU hash table whose chain has no end', hashed('gnu', 28, 0)],
    ['a dynamic table of 2^40 bytes', patched(sample.bytes, segment(2) + 32, [8, huge])],
    ['notes of 2^40 bytes', patched(sample.bytes, segment(3) + 32, [8, huge])],
    ['data of 2^40 bytes', patched(sample.bytes, segment(6) + 32, [8, huge])],
    ['65,535 segments', patched(sample.bytes, 56, [2, 0xfffe])],
    ['65,535 sections', patched(sample.bytes, 60, [2, 0xffff])],
  ])('%s', (_, bytes) => {
    const { outcome, ...cost } = read(bytes, huge);
    expect(outcome).toBeTypeOf('object');
    expect(cost.bytes).toBeLessThan(cheap.bytes);
    expect(cost.reads).toBeLessThan(cheap.reads);
  });

  test('dynamic entries that all name one long text', () => {
    const entries = 100_000;
    const dynamic = concat(Array.from({ length: entries }, () => join('little', [8, 1], [8, 1])));
    const bytes = concat([
      sample.bytes,
      new Uint8Array(4096).fill(0x41),
      new Uint8Array(1),
      dynamic,
    ]);
    const strings = sample.bytes.length;
    const moved = patched(bytes, segment(2) + 8, [8, strings + 4097]);
    const long = patched(moved, segment(2) + 32, [8, dynamic.length]);
    const { needed, damage, unread } = facts(long);
    expect(needed).toEqual([]);
    expect([unread, damage]).toEqual([
      ['libraries', 'versions'],
      ["a library's or symbol's name lies nowhere"],
    ]);
  });

  test('libraries without versions are followed only so far', () => {
    const entries = 100_000;
    const chain = concat(
      Array.from({ length: entries }, () =>
        join('little', [2, 1], [2, 0], [4, 1], [4, 0], [4, 16]),
      ),
    );
    const bytes = patched(concat([sample.bytes, chain]), at('needs') + 12, [
      4,
      sample.bytes.length - at('needs'),
    ]);
    const { outcome, bytes: asked } = read(patched(bytes, valueOf(0x6fffffff), [8, 2 ** 32]));
    if (typeof outcome === 'string') throw new Error(outcome);
    expect(outcome.versions.slice(0, 2)).toEqual(whole.slice(0, 2));
    expect([outcome.versions.length, outcome.unread, outcome.damage]).toEqual([
      4096,
      ['versions'],
      ['the list of needed versions has the number 0 twice'],
    ]);
    expect(asked).toBeLessThan(128 * 1024);
  });

  test('many long names end where they can no longer be believed', () => {
    const { bytes, parts } = makeElf({
      dynamic: { needed: ['x'.repeat(4000), ...Array.from({ length: 3000 }, () => 'y')] },
    });
    const { offset } = parts.get('dynamic')!;
    const all = bytes.slice();
    for (let entry = 1; entry <= 3000; entry += 1)
      all.set(join('little', [8, 1]), offset + entry * 16 + 8);
    const { needed, damage } = facts(all);
    expect(needed.length).toBe(Math.floor((4 * 1024 * 1024) / 4001));
    expect(damage).toEqual(['it holds more names than can be believed']);
  });

  test('no more sentences of damage than a person reads', () => {
    const { length } = facts(patched(sample.bytes, 56, [2, 0xfffe]), 2 ** 30).damage;
    expect(length).toBeLessThanOrEqual(16);
  });

  /** A sample with another hash table, of which one number is changed. */
  function hashed(hash: 'sysv' | 'gnu', into: number, value: number): Uint8Array {
    const made = makeElf({ ...wish, dynamic: { ...wish.dynamic, hash } });
    return patched(made.bytes, at('hash', made) + into, [4, value]);
  }
});

test('bytes that are changed at random give facts or a reason, and nothing else', () => {
  const random = randomFrom(20260822);
  const samples = [
    sample.bytes,
    makeElf({ ...wish, bits: 32, machine: 3 }).bytes,
    makeElf({ ...wish, order: 'big', machine: 21 }).bytes,
  ];
  const kinds = { facts: 0, damaged: 0, refused: 0 };
  for (let run = 0; run < 3000; run += 1) {
    const { outcome, bytes } = read(flipped(samples[run % 3]!, random));
    expect(bytes).toBeLessThan(1024 * 1024);
    if (typeof outcome === 'string') kinds.refused += 1;
    else if (outcome.damage.length > 0) kinds.damaged += 1;
    else kinds.facts += 1;
  }
  expect(Math.min(kinds.facts, kinds.damaged, kinds.refused)).toBeGreaterThan(100);
});
