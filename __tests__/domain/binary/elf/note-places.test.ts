import { expect, test } from 'vitest';
import { notePlaces, placeCap } from '../../../../src/domain/binary/elf/note-places.ts';
import type { Section } from '../../../../src/domain/binary/elf/sections.ts';
import type { Segment } from '../../../../src/domain/binary/elf/segments.ts';

const segment = (offset: number, type = 4): Segment => ({
  type,
  flags: 4,
  offset,
  length: 16,
  address: offset,
  align: 4,
});
const section = (offset: number, more: Partial<Section> = {}): Section => ({
  name: 0,
  type: 7,
  loaded: true,
  address: offset,
  offset,
  length: 16,
  align: 4,
  ...more,
});
const offsets = (segments: readonly Segment[], list: readonly Section[]): readonly number[] =>
  notePlaces(segments, { list }).map(({ offset }) => offset);

test.each<[string, readonly Segment[], readonly Section[], readonly number[]]>([
  ['none', [segment(0, 1)], [], []],
  ['segments of notes alone', [segment(0), segment(32, 1), segment(64)], [], [0, 64]],
  [
    'and loaded sections of notes that none of them holds',
    [segment(0)],
    [
      section(0),
      section(8),
      section(64),
      section(96, { loaded: false }),
      section(128, { type: 1 }),
    ],
    [0, 8, 64],
  ],
])('notes lie in %s', (_, segments, sections, expected) => {
  expect(offsets(segments, sections)).toEqual(expected);
});

test('of more places than are read there is one more, by which that is seen', () => {
  const most = placeCap + 1;
  const many = Array.from({ length: 1000 }, (_, index) => index * 16);
  expect(
    offsets(
      many.map((at) => segment(at)),
      [section(10)],
    ),
  ).toEqual(many.slice(0, most));
  expect(
    offsets(
      [],
      many.map((at) => section(at)),
    ),
  ).toEqual(many.slice(0, most));
});
