import { expect, test } from 'vitest';
import {
  type Entry,
  ageMark,
  planBuildUse,
  trimStamp,
} from '../../../src/domain/cache/build-objects.ts';

const now = Date.parse('2026-11-22T13:51:00.678Z');
const mark = Date.parse('2026-11-21T13:51:00.000Z');

function entry(path: string, bytes: number, mtimeMs: number): Entry {
  return { path, bytes, mtimeMs };
}

test('restored entries are set back by a day, to a whole second that every file system keeps', () => {
  expect(ageMark(now)).toBe(mark);
});

test('the stamp is what Go writes: seconds', () => {
  expect(trimStamp(now)).toBe('1795355460');
});

test('restored entries that nothing used go; new ones count as a share of what stays', () => {
  const entries = [
    entry('unused-a', 10, mark),
    entry('unused-d', 90, mark + 999),
    entry('used-d', 300, now),
    entry('new-d', 100, now),
  ];
  expect(planBuildUse(entries, { entries: 3, bytes: 400, mark })).toEqual({
    remove: ['unused-a', 'unused-d'],
    kept: { entries: 2, bytes: 400 },
    usedEntries: 1,
    newShare: 0.25,
  });
});

test('what nothing restored is all new, however old it looks', () => {
  expect(planBuildUse([entry('a', 7, mark)], undefined)).toEqual({
    remove: [],
    kept: { entries: 1, bytes: 7 },
    usedEntries: 0,
    newShare: 1,
  });
});

test('an empty cache is no share of anything', () => {
  expect(planBuildUse([], { entries: 2, bytes: 5, mark })).toEqual({
    remove: [],
    kept: { entries: 0, bytes: 0 },
    usedEntries: 2,
    newShare: 0,
  });
});
