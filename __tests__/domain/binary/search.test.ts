import { describe, expect, test } from 'vitest';
import { mergeRanges } from '../../../src/domain/binary/ranges.ts';
import { type Pass, createSearch, searchProgram } from '../../../src/domain/binary/search.ts';
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

describe('parts of a file together', () => {
  const file = { size: 1000 };

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
  ])('%s', (_, given, expected) => {
    const ranges = given.map(([offset, length]) => ({ offset, length }));
    const merged = expected.map(([offset, length]) => ({ offset, length }));
    expect(mergeRanges(ranges, file)).toEqual(merged);
  });
});

describe('a program is searched', () => {
  const KiB = 1024;
  const chunk = 512 * KiB;
  const content = new Uint8Array(3 * chunk);
  content.set(bytes('across chunks'), chunk - 5);
  content.set(bytes('outside'), 2 * chunk + 100);
  content.set(bytes('ends'), 100);
  const size = content.length;
  const search = (pass: Pass, fileSize = size) =>
    drive(content, searchProgram({ size: fileSize }, pass), fileSize);

  test('in its ranges only, in requests of 512 KiB', () => {
    const needles = ['across chunks', 'outside', 'ends', 'absent'];
    const ranges = [{ offset: 0, length: 2 * chunk }];
    expect(search({ ranges, needles })).toEqual({
      outcome: { found: new Set(['across chunks', 'ends']), complete: true },
      bytes: 2 * chunk,
      reads: 2,
    });
  });

  test('no further than until everything is found', () => {
    const ranges = [
      { offset: 0, length: size },
      { offset: 0, length: size },
    ];
    expect(search({ ranges, needles: ['ends'] })).toEqual({
      outcome: { found: new Set(['ends']), complete: true },
      bytes: chunk,
      reads: 1,
    });
  });

  test('not where two ranges only seem to meet', () => {
    const ranges = [
      { offset: 96, length: 6 },
      { offset: 200, length: 6 },
    ];
    expect(search({ ranges, needles: ['ends'] }).outcome).toEqual({
      found: new Set(),
      complete: true,
    });
  });

  test('up to 256 MiB, and then says that it did not look everywhere', () => {
    const huge = 3 * 1024 * 1024 * KiB;
    const pass = { ranges: [{ offset: 0, length: huge }], needles: ['ends', 'absent'] };
    const { outcome, bytes: read } = search(pass, huge);
    expect(outcome).toEqual({ found: new Set(['ends']), complete: false });
    expect(read).toBe(256 * 1024 * KiB);
  });
});
