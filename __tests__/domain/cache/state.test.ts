import { expect, test } from 'vitest';
import {
  type CacheState,
  formatCacheState,
  parseCacheState,
} from '../../../src/domain/cache/state.ts';
import { Failure } from '../../../src/domain/failure.ts';

const modules = { path: '/m', key: 'k', sums: ['/w/go.sum'] };
const build = { path: '/b', key: 'k-1' };

test.each<[CacheState]>([
  [{ modules, build }],
  [
    {
      modules: { ...modules, restored: 'k' },
      build: { ...build, restored: { entries: 3, bytes: 4, mark: 5 } },
    },
  ],
  [{ modules: { reason: 'vendor/' }, build: { reason: 'cache is false' } }],
])('%o comes back as it was', (state) => {
  expect(parseCacheState(formatCacheState(state))).toEqual(state);
});

test.each([
  'no json',
  'null',
  '[]',
  '{}',
  JSON.stringify({ modules, build: [] }),
  JSON.stringify({ modules: { ...modules, path: '' }, build }),
  JSON.stringify({ modules: { ...modules, sums: '/w/go.sum' }, build }),
  JSON.stringify({ modules: { ...modules, restored: 7 }, build }),
  JSON.stringify({ modules, build: { ...build, restored: { entries: 1, bytes: 2 } } }),
  JSON.stringify({ modules: { reason: 3 }, build }),
])('%s is refused', (text) => {
  expect(() => parseCacheState(text)).toThrow(Failure);
});
