import { expect, test } from 'vitest';
import { longestGap, tellStory } from './probe-story.ts';
import type { Observation } from './prober.ts';

const ok = (at: number, body: string): Observation => ({ at, answered: at + 2, status: 200, body });
const no = (at: number): Observation => ({ at, answered: at + 900, trouble: 'ECONNREFUSED' });

test('the gap of a service that never stops is the interval', () => {
  expect(longestGap([ok(0, 'v1'), ok(50, 'v1'), ok(100, 'v1')])).toBe(50);
});

test('a gap lasts from the last valid answer to the next, whatever came between', () => {
  const broken: Observation = { at: 150, answered: 151, status: 502, body: 'v1' };
  expect(longestGap([ok(0, 'v1'), ok(50, 'v1'), no(100), broken, ok(200, 'v2')])).toBe(150);
});

test('a service that is gone at the end, at the beginning or always was gone for that time', () => {
  expect([
    longestGap([ok(0, 'v1'), no(50), no(400)]),
    longestGap([no(0), no(50), ok(300, 'v1')]),
    longestGap([no(0), no(50), no(1_000)]),
    longestGap([]),
  ]).toEqual([398, 302, 1_000, 0]);
});

test('a story has a chapter for each change of who answers, by the time of the question', () => {
  const late = { ...ok(120, 'v1'), answered: 900 };
  expect(
    tellStory([ok(0, 'v1\n'), ok(50, 'v1'), ok(150, 'v2'), no(200), ok(250, 'v2'), late]),
  ).toEqual([
    { who: 'v1', answers: 3 },
    { who: 'v2', answers: 1 },
    { who: 'none', answers: 1 },
    { who: 'v2', answers: 1 },
  ]);
});
