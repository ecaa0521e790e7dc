import { expect, test } from 'vitest';
import {
  type Concurrency,
  type ScheduleFacts,
  decideConcurrency,
  decidePeak,
  mayFillGaps,
} from '../../../src/domain/build/schedule.ts';

const gib = 1024 ** 3;

test.each<[number | 'auto', ScheduleFacts, Concurrency]>([
  [
    'auto',
    { waiting: 10, cores: 2, available: 14 * gib, peak: gib },
    { atOnce: 2, because: 'limited by processors' },
  ],
  [
    'auto',
    { waiting: 10, cores: 1, available: 14 * gib, peak: gib },
    { atOnce: 2, because: 'limited by processors' },
  ],
  [
    'auto',
    { waiting: 10, cores: 8, available: 64 * gib, peak: gib },
    { atOnce: 4, workers: 3, because: 'limited by processors' },
  ],
  [
    'auto',
    { waiting: 3, cores: 16, available: 64 * gib, peak: gib },
    { atOnce: 3, workers: 7, because: 'all that is left' },
  ],
  [
    'auto',
    { waiting: 10, cores: 8, available: 7 * gib, peak: 3 * gib },
    { atOnce: 2, because: 'limited by memory' },
  ],
  [
    'auto',
    { waiting: 10, cores: 4, available: gib, peak: 6 * gib },
    { atOnce: 1, because: 'limited by memory' },
  ],
  [
    'auto',
    { waiting: 10, cores: 16, available: 9 * gib },
    { atOnce: 4, workers: 5, because: 'limited by memory' },
  ],
  ['auto', { waiting: 0, cores: 4, available: gib }, { atOnce: 1, because: 'all that is left' }],
  [
    1,
    { waiting: 10, cores: 16, available: 64 * gib, peak: gib },
    { atOnce: 1, because: 'parallelism is 1' },
  ],
  [
    6,
    { waiting: 10, cores: 4, available: gib, peak: gib },
    { atOnce: 6, workers: 2, because: 'parallelism is 6' },
  ],
  [
    6,
    { waiting: 2, cores: 4, available: gib, peak: gib },
    { atOnce: 2, because: 'parallelism is 6' },
  ],
])('with parallelism %j and %j: %j', (wish, facts, expected) => {
  expect(decideConcurrency(wish, facts)).toEqual(expected);
});

test.each([
  ['auto', 16 * gib, true],
  ['auto', 3 * gib, false],
  [1, 64 * gib, false],
  [2, gib, true],
] as const)(
  'with parallelism %s and %d bytes, a second one starts at once: %s',
  (wish, available, expected) => {
    expect(mayFillGaps(wish, available)).toBe(expected);
  },
);

test.each([
  ['nothing seen', [], undefined],
  ['nothing measured', [{ packages: 10, cached: 0 }], undefined],
  ['the most of those seen', [{ peakMemory: gib }, { peakMemory: 3 * gib }], 3 * gib],
  ['what a cold build needed', [{ peakMemory: gib / 2, packages: 10, cached: 2 }], gib / 2],
  ['more than a warm build needed', [{ peakMemory: gib / 8, packages: 10, cached: 10 }], gib],
  ['a warm build that needed much', [{ peakMemory: 4 * gib, packages: 10, cached: 10 }], 4 * gib],
])('the need of a target is judged by %s', (_what, seen, expected) => {
  expect(decidePeak(seen)).toBe(expected);
});
