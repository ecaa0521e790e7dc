import { expect, test } from 'vitest';
import {
  type CacheOutcome,
  describeBuild,
  describeModules,
  isCacheHit,
  isFit,
} from '../../../src/domain/cache/outcome.ts';

const fitting: CacheOutcome = { kind: 'restored', key: 'k-1', fits: true, took: 1234 };
const other: CacheOutcome = { ...fitting, fits: false };
const missed: CacheOutcome = { kind: 'missed' };
const refused: CacheOutcome = { kind: 'skipped', reason: 'cache is false', needless: false };
const needless: CacheOutcome = { kind: 'skipped', reason: 'there is no go.sum', needless: true };

test.each<[CacheOutcome, CacheOutcome, boolean]>([
  [fitting, fitting, true],
  [needless, fitting, true],
  [other, fitting, false],
  [fitting, other, false],
  [fitting, missed, false],
  [missed, fitting, false],
  [refused, fitting, false],
  [needless, needless, false],
])('modules %o and build objects %o make a cache hit: %s', (modules, build, hit) => {
  expect(isCacheHit(modules, build)).toBe(hit);
});

const plan = { use: true, path: '/x', key: 'k-a-1', prefixes: ['k-a-', 'k-'] } as const;

test.each([
  ['modules', 'k-a-1', true],
  ['modules', 'k-a-0', false],
  ['build', 'k-a-1', true],
  ['build', 'k-a-0', true],
  ['build', 'k-b-0', false],
] as const)('for %s the entry %s fits: %s', (part, key, fits) => {
  expect(isFit(plan, part, key)).toBe(fits);
});

test.each([
  [describeModules(fitting), 'modules: restored k-1 (the same go.sum) in 1.2 s'],
  [
    describeBuild({ ...other, totals: { entries: 12, bytes: 2048 } }),
    'build objects: restored k-1 (other settings, the same Go, 12 entries, 2.0 KiB) in 1.2 s',
  ],
  [describeBuild(missed), 'build objects: no entry yet'],
  [describeModules(refused), 'modules: not restored: cache is false'],
])('%s', (line, expected) => {
  expect(line).toBe(expected);
});
