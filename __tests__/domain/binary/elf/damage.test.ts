import { describe, expect, test } from 'vitest';
import { readElf } from '../../../../src/domain/binary/elf/read-elf.ts';
import type { ElfFacts } from '../../../../src/domain/binary/facts.ts';
import { concat, patched } from '../../../fixtures/bytes.ts';
import { loadAddress } from '../../../fixtures/elf-linking.ts';
import { makeElf } from '../../../fixtures/elf-maker.ts';
import { at, level, sample, segment, valueOf, wish } from '../../../fixtures/elf-sample.ts';
import { drive } from '../../../fixtures/hostile.ts';

const read = (bytes: Uint8Array, size = bytes.length) => drive(bytes, readElf({ size }), size);

function facts(bytes: Uint8Array, size = bytes.length): ElfFacts {
  const { outcome } = read(bytes, size);
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}

const whole = facts(sample.bytes);

describe('damage is told and the rest is read', () => {
  const without = (...keys: readonly (keyof ElfFacts)[]): Partial<ElfFacts> =>
    Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.includes(key as never)));

  test.each<[string, Uint8Array, Partial<ElfFacts>]>([
    [
      'no segments in a program',
      patched(sample.bytes, 56, [2, 0]),
      {
        ...without('interpreter', 'execStack', 'loadAlign', 'isaNeeded', 'soname'),
        ...{ dynamic: false, needed: [], versions: [], notes: [] },
        flaw: 'damaged',
        damage: ['it has no segments: there is nothing to load'],
      },
    ],
    [
      "no sections' table where one should be: build info is found in the data",
      patched(sample.bytes, 40, [8, sample.bytes.length]),
      {
        ...without('names', 'texts'),
        damage: ["the sections' table reaches past the end of the file"],
      },
    ],
    [
      "sections' headers that are too short",
      patched(sample.bytes, 58, [2, 63]),
      {
        ...without('names', 'texts'),
        damage: ["its sections' headers are 63 bytes each: too few"],
      },
    ],
    [
      'a number of sections beyond all measure',
      patched(patched(sample.bytes, 60, [2, 0]), at('sections') + 32, [8, 2 ** 32]),
      { ...without('names', 'texts'), damage: ['it is said to have 4294967296 sections'] },
    ],
    [
      "sections' names that lie nowhere",
      patched(sample.bytes, at('sections') + 4 * 64 + 24, [8, sample.bytes.length + 1]),
      { ...without('names', 'texts'), damage: ["a section's name lies nowhere"] },
    ],
    [
      'texts that reach past the end of the file',
      patched(sample.bytes, at('sections') + 2 * 64 + 32, [8, 2 ** 40]),
      {
        ...whole,
        texts: [{ offset: at('strings'), length: sample.bytes.length - at('strings') }],
      },
    ],
    [
      'a segment that the file does not hold',
      patched(sample.bytes, segment(6) + 32, [8, 2 ** 40]),
      { ...whole, flaw: 'cut-off', damage: ['segment 6 of 7 reaches past the end of the file'] },
    ],
    [
      'a loader without a name: it needs one all the same',
      patched(sample.bytes, segment(1) + 8, [8, sample.bytes.length]),
      {
        ...whole,
        interpreter: '',
        flaw: 'damaged',
        damage: [
          'segment 1 of 7 reaches past the end of the file',
          "the loader's name lies nowhere",
        ],
      },
    ],
    [
      "a loader's name without an end",
      patched(sample.bytes, segment(1) + 32, [8, 5]),
      {
        ...whole,
        interpreter: '',
        flaw: 'damaged',
        damage: ["the loader's name holds a text without an end"],
      },
    ],
    [
      'a dynamic table that lies nowhere',
      patched(sample.bytes, segment(2) + 8, [8, 2 ** 50]),
      {
        ...without('soname'),
        ...{ needed: [], versions: [] },
        flaw: 'damaged',
        damage: ['segment 2 of 7 reaches past the end of the file', 'the dynamic table has no end'],
      },
    ],
    [
      'a dynamic table without an end',
      patched(sample.bytes, segment(2) + 32, [8, valueOf(0) - 8 - at('dynamic')]),
      { ...whole, flaw: 'damaged', damage: ['the dynamic table has no end'] },
    ],
    [
      'strings that lie nowhere',
      patched(sample.bytes, valueOf(5), [8, 8]),
      {
        ...without('soname'),
        ...{ needed: [], versions: [] },
        flaw: 'damaged',
        damage: [
          "a library's or symbol's name lies nowhere",
          'symbols ask for a version that is neither needed nor defined',
        ],
      },
    ],
    [
      'a name behind the end of the strings',
      patched(sample.bytes, valueOf(1), [8, 2 ** 31]),
      {
        ...whole,
        needed: ['libm.so.6'],
        flaw: 'damaged',
        damage: ["a library's or symbol's name lies nowhere"],
      },
    ],
    [
      'needed versions that lie nowhere',
      patched(sample.bytes, valueOf(0x6ffffffe), [8, 8]),
      {
        ...whole,
        versions: [],
        flaw: 'damaged',
        damage: [
          'the list of needed versions lies nowhere',
          'symbols ask for a version that is neither needed nor defined',
        ],
      },
    ],
    [
      'a link out of the file: the versions before it stay',
      patched(sample.bytes, at('needs') + 12, [4, 0xfffffff0]),
      {
        ...whole,
        versions: whole.versions.slice(0, 2),
        flaw: 'damaged',
        damage: [
          'the list of needed versions reaches past the end of the file',
          'symbols ask for a version that is neither needed nor defined',
        ],
      },
    ],
    [
      "symbols' versions that are other bytes: no symbol is named",
      patched(sample.bytes, valueOf(0x6ffffff0), [8, loadAddress + 1]),
      {
        ...whole,
        versions: whole.versions.map((need) => ({ ...need, symbols: [] })),
        flaw: 'damaged',
        damage: ['symbols ask for a version that is neither needed nor defined'],
      },
    ],
    [
      'a note that is longer than its place: those before it stay',
      patched(sample.bytes, at('notes0') + 32 + 4, [4, 0xfffffff0]),
      {
        ...whole,
        notes: whole.notes.toSpliced(1, 1),
        damage: ['a note is longer than the place it is in'],
      },
    ],
    [
      'a GNU property that is cut off',
      patched(sample.bytes, at('notes1') + 4, [4, 10]),
      {
        ...without('isaNeeded'),
        notes: whole.notes.with(2, { owner: 'GNU', type: 5, value: level.subarray(0, 10) }),
        damage: ['the GNU property ends too early'],
      },
    ],
    [
      'build info without a version',
      patched(sample.bytes, at('data') + 32, [1, 0]),
      { ...without('go'), damage: ["Go's build info has no version"] },
    ],
    [
      'build info that is longer than the file',
      patched(sample.bytes, at('data') + 41, [1, 0xff], [1, 0x7f]),
      { ...without('go'), damage: ["Go's build info reaches past the end of the file"] },
    ],
  ])('%s', (_, bytes, expected) => {
    expect(facts(bytes)).toEqual(expected);
  });

  test('notes that the file does not hold are damage to nothing that is loaded', () => {
    const { flaw, damage } = facts(patched(sample.bytes, segment(3) + 32, [8, 2 ** 40]));
    expect([flaw, damage[0]]).toEqual([
      undefined,
      'segment 3 of 7 reaches past the end of the file',
    ]);
  });

  test('symbols that the file does not hold: those before them stay', () => {
    const { bytes, ...made } = makeElf({ ...wish, dynamic: { ...wish.dynamic, hash: 'sysv' } });
    const elf = { ...made, bytes: concat([bytes, new Uint8Array(2048)]) };
    const { versions, damage } = facts(patched(elf.bytes, at('hash', elf) + 4, [4, 0xffffffff]));
    expect(versions[0]?.symbols).toEqual(
      expect.arrayContaining(['pthread_create', 'pthread_join']),
    );
    expect(damage).toEqual(["the symbols' table reaches past the end of the file"]);
  });
});
