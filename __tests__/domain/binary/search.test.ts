import { describe, expect, test } from 'vitest';
import type { BinaryFacts, FatFacts, MachOFacts } from '../../../src/domain/binary/facts.ts';
import { mergeRanges } from '../../../src/domain/binary/ranges.ts';
import {
  type Pass,
  createSearch,
  planSearch,
  searchProgram,
} from '../../../src/domain/binary/search.ts';
import { drive } from '../../fixtures/hostile.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('texts are found in chunks that follow each other', () => {
  const wanted = ['time.LoadLocation', 'time/tzdata.', 'für', 'for'];
  test.each<[string, readonly string[], readonly string[]]>([
    ['in one chunk', ['a time.LoadLocation b'], ['time.LoadLocation']],
    ['at both ends of a chunk', ['time.LoadLocation für'], ['time.LoadLocation', 'für']],
    ['across two chunks', ['time.Load', 'Location'], ['time.LoadLocation']],
    ['across many', '..time.LoadLocation..'.split(''), ['time.LoadLocation']],
    ['across many with empty ones', ['ti', '', 'me/', '', 'tzdata', '.'], ['time/tzdata.']],
    ['but for a part that is missing', ['time.Load', 'x', 'Location'], []],
    ['but for a last part that is missing', ['time.LoadLocatio'], []],
    ['twice', ['for', 'for for'], ['for']],
    ['in nothing at all', [], []],
  ])('%s', (_, chunks, expected) => {
    const search = createSearch(wanted);
    for (const chunk of chunks) search.feed(bytes(chunk));
    expect([...search.found()].sort()).toEqual([...expected].sort());
    expect(search.done()).toBe(false);
  });

  test('in memory that is filled anew for each chunk', () => {
    const search = createSearch(['time.LoadLocation']);
    const memory = new Uint8Array(9);
    for (const chunk of ['..time.Lo', 'adLocatio', 'n........']) {
      memory.set(bytes(chunk));
      search.feed(memory);
    }
    expect(search.done()).toBe(true);
  });

  test('not across a gap', () => {
    const search = createSearch(['time.LoadLocation']);
    search.feed(bytes('time.Load'));
    search.gap();
    search.feed(bytes('Location'));
    expect(search.found()).toEqual(new Set());
  });

  test('with nothing to look for there is nothing to do', () => {
    expect(createSearch([]).done()).toBe(true);
    expect(createSearch(['']).found()).toEqual(new Set(['']));
  });
});

describe('where to look', () => {
  const file = { size: 1000 };
  const elf = (places: Partial<BinaryFacts>) =>
    ({ format: 'elf', damage: [], ...places }) as unknown as BinaryFacts;
  const slice = (places: Partial<MachOFacts>) => places as MachOFacts;
  const fat = (...slices: readonly MachOFacts[]): FatFacts => ({
    format: 'fat',
    slices,
    damage: [],
  });
  const wanted = { names: ['a', 'b'], texts: ['b', 'c'] };
  const whole = { offset: 0, length: 1000 };
  const [one, two] = [
    { offset: 100, length: 50 },
    { offset: 300, length: 60 },
  ];

  test.each<[string, BinaryFacts, typeof wanted, readonly Pass[]]>([
    ['the whole file once', elf({}), wanted, [{ ranges: [whole], needles: ['a', 'b', 'c'] }]],
    [
      'names and texts apart',
      elf({ names: [one], texts: [two] }),
      wanted,
      [
        { ranges: [one], needles: ['a', 'b'] },
        { ranges: [two], needles: ['b', 'c'] },
      ],
    ],
    [
      'names where they are, texts everywhere',
      elf({ names: [one] }),
      wanted,
      [
        { ranges: [one], needles: ['a', 'b'] },
        { ranges: [whole], needles: ['b', 'c'] },
      ],
    ],
    [
      'only what is wanted',
      elf({ names: [one], texts: [two] }),
      { names: [], texts: ['c'] },
      [{ ranges: [two], needles: ['c'] }],
    ],
    ['nothing', elf({}), { names: [], texts: [] }, []],
    [
      'every slice of a universal file',
      fat(slice({ names: [one], texts: [one] }), slice({ names: [two], texts: [two] })),
      { names: ['a'], texts: [] },
      [{ ranges: [one, two], needles: ['a'] }],
    ],
    [
      'the whole of a universal file of which one slice does not say',
      fat(slice({ names: [one] }), slice({})),
      { names: ['a'], texts: [] },
      [{ ranges: [whole], needles: ['a'] }],
    ],
  ])('%s', (_, facts, texts, passes) => {
    expect(planSearch(file, facts, texts)).toEqual(passes);
  });

  test.each<
    [string, readonly (readonly [number, number])[], readonly (readonly [number, number])[]]
  >([
    ['none', [], []],
    [
      'in order',
      [
        [300, 10],
        [100, 10],
      ],
      [
        [100, 10],
        [300, 10],
      ],
    ],
    [
      'joined where they touch',
      [
        [100, 10],
        [110, 5],
      ],
      [[100, 15]],
    ],
    [
      'joined where they overlap',
      [
        [100, 50],
        [120, 10],
        [140, 20],
      ],
      [[100, 60]],
    ],
    [
      'cut at the end of the file',
      [
        [900, 200],
        [2000, 5],
      ],
      [[900, 100]],
    ],
    [
      'without empty ones',
      [
        [100, 0],
        [100, 5],
      ],
      [[100, 5]],
    ],
  ])('ranges: %s', (_, given, expected) => {
    const ranges = given.map(([offset, length]) => ({ offset, length }));
    const merged = expected.map(([offset, length]) => ({ offset, length }));
    expect(mergeRanges(ranges, file)).toEqual(merged);
  });
});

describe('a program is searched', () => {
  const MiB = 1024 * 1024;
  const content = new Uint8Array(3 * MiB);
  content.set(bytes('across chunks'), MiB - 5);
  content.set(bytes('outside'), 2 * MiB + 100);
  content.set(bytes('ends'), 100);
  const size = content.length;
  const search = (passes: readonly Pass[], fileSize = size) =>
    drive(content, searchProgram({ size: fileSize }, passes), fileSize);

  test('in its ranges only, in requests of a MiB', () => {
    const needles = ['across chunks', 'outside', 'ends', 'absent'];
    const ranges = [{ offset: 0, length: 2 * MiB }];
    expect(search([{ ranges, needles }])).toEqual({
      outcome: { found: new Set(['across chunks', 'ends']), complete: true },
      bytes: 2 * MiB,
      reads: 2,
    });
  });

  test('no further than until everything is found', () => {
    const passes = [{ ranges: [{ offset: 0, length: size }], needles: ['ends'] }];
    expect(search(passes)).toEqual({
      outcome: { found: new Set(['ends']), complete: true },
      bytes: MiB,
      reads: 1,
    });
  });

  test('in several passes, each for its own texts', () => {
    const passes = [
      { ranges: [{ offset: 0, length: 1000 }], needles: ['ends', 'outside'] },
      { ranges: [{ offset: 2 * MiB, length: 1000 }], needles: ['outside', 'ends'] },
    ];
    expect(search(passes).outcome).toEqual({
      found: new Set(['ends', 'outside']),
      complete: true,
    });
  });

  test('not where two ranges only seem to meet', () => {
    const ranges = [
      { offset: 96, length: 6 },
      { offset: 200, length: 6 },
    ];
    expect(search([{ ranges, needles: ['ends'] }]).outcome).toEqual({
      found: new Set(),
      complete: true,
    });
  });

  test('up to 256 MiB, and then says that it did not look everywhere', () => {
    const huge = 3 * 1024 * MiB;
    const passes = [{ ranges: [{ offset: 0, length: huge }], needles: ['ends', 'absent'] }];
    const { outcome, bytes: read } = search(passes, huge);
    expect(outcome).toEqual({ found: new Set(['ends']), complete: false });
    expect(read).toBe(256 * MiB);
  });
});
