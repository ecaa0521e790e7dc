import { describe, expect, test } from 'vitest';
import { readElf } from '../../../../src/domain/binary/elf/read-elf.ts';
import type { ElfFacts } from '../../../../src/domain/binary/facts.ts';
import { readFrom } from '../../../../src/domain/binary/reading.ts';
import { type Field, join } from '../../../fixtures/bytes.ts';
import { type ElfWish, makeElf } from '../../../fixtures/elf-maker.ts';

const facts = (wish: ElfWish): ElfFacts => {
  const { bytes } = makeElf(wish);
  return readFrom(bytes, readElf({ size: bytes.length }));
};

describe('notes', () => {
  const text = (value: string) => new TextEncoder().encode(value);
  const isa = (level: number, bits: 32 | 64 = 64): Uint8Array => {
    const pad: Field = new Uint8Array(bits === 64 ? 4 : 0);
    const one = [[4, 0xc0000002], [4, 4], [4, 3], pad] as const;
    return join('little', ...one, [4, 0xc0008002], [4, 4], [4, level], pad);
  };

  test('of all owners, in the order of the file, of odd sizes', () => {
    const notes = [
      { owner: 'Go', type: 4, value: text('abc/def/ghi') },
      { owner: 'GNU', type: 3, value: text('0123456789abcdefghij') },
      { owner: 'FreeBSD', type: 1, value: join('little', [4, 1203000]) },
      { owner: 'NetBSD', type: 1, value: join('little', [4, 700000000]) },
      { owner: 'OpenBSD', type: 1, value: join('little', [4, 0]) },
      { owner: '', type: 7, value: new Uint8Array() },
    ];
    const [first, second, ...rest] = notes;
    const wish: ElfWish = { notes: [{ notes: [first!, second!] }, { notes: rest }] };
    expect(facts(wish)).toMatchObject({ notes, damage: [] });
  });

  test('in a place that is aligned to 8 bytes, so is each', () => {
    const notes = [
      { owner: 'GNU', type: 5, value: text('twelve bytes') },
      { owner: 'FreeBSD', type: 1, value: text('abcd') },
      { owner: 'Go', type: 4, value: text('efgh') },
    ];
    expect(facts({ notes: [{ align: 8, notes }] })).toMatchObject({ notes, damage: [] });
  });

  test('of loaded sections that no segment of notes holds', () => {
    const id = { owner: 'GNU', type: 3, value: text('0123456789abcdefghij') };
    const first = { owner: 'Go', type: 4, value: text('abcd') };
    const data = join('little', [4, 4], [4, 20], [4, 3], 'GNU', [1, 0], id.value);
    const wish: ElfWish = {
      notes: [{ notes: [first] }],
      sections: [
        { name: '.note.go.buildid', type: 7, flags: 2, at: 'notes0' },
        { name: '.note.gnu.build-id', type: 7, flags: 2, data },
        { name: '.note.stapsdt', type: 7, data },
        { name: '.notes', type: 1, flags: 2, data },
      ],
    };
    expect(facts(wish)).toMatchObject({ notes: [first, id], damage: [] });
  });

  test('of a long value the first 64 bytes are kept', () => {
    const value = new Uint8Array(100).map((_, index) => index);
    const last = { owner: 'GNU', type: 3, value: text('xyz') };
    const wish: ElfWish = { notes: [{ notes: [{ owner: 'Go', type: 4, value }, last] }] };
    expect(facts(wish).notes).toEqual([
      { owner: 'Go', type: 4, value: value.subarray(0, 64) },
      last,
    ]);
  });

  test.each<[string, ElfWish, number | undefined]>([
    [
      'v3 on amd64',
      { notes: [{ align: 8, notes: [{ owner: 'GNU', type: 5, value: isa(7) }] }] },
      7,
    ],
    [
      'v2 on 386',
      {
        ...{ bits: 32, machine: 3 },
        notes: [{ notes: [{ owner: 'GNU', type: 5, value: isa(3, 32) }] }],
      },
      3,
    ],
    [
      'of two notes what either asks for, the highest bit too',
      {
        notes: [
          { align: 8, notes: [{ owner: 'GNU', type: 5, value: isa(1) }] },
          { align: 8, notes: [{ owner: 'GNU', type: 5, value: isa(0x80000002) }] },
        ],
      },
      0x80000003,
    ],
    [
      'nothing on another machine',
      { machine: 183, notes: [{ align: 8, notes: [{ owner: 'GNU', type: 5, value: isa(7) }] }] },
      undefined,
    ],
    [
      'nothing by another note of the same type',
      { notes: [{ align: 8, notes: [{ owner: 'GNx', type: 5, value: isa(7) }] }] },
      undefined,
    ],
  ])('the level of x86 that is asked for: %s', (_, wish, expected) => {
    const { isaNeeded, damage } = facts(wish);
    expect([isaNeeded, damage]).toEqual([expected, []]);
  });
});
