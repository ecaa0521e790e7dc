import { expect, test } from 'vitest';
import { fakeCache } from '../fakes/cache.ts';
import { tickingClock } from '../fakes/clock.ts';
import { fakeWorld } from '../fakes/world.ts';
import { restorePart } from '../../src/stages/restore-part.ts';
import { tellStill } from '../../src/stages/progress.ts';

test('what is long says every 15 s that it still goes on, and no more once it is over', async () => {
  const { clock, tick, running } = tickingClock();
  using world = fakeWorld({ clock });
  const { promise, resolve } = Promise.withResolvers<number>();
  const told = tellStill(world, 'downloading modules', () => promise);
  expect(running()).toEqual([15_000]);
  tick();
  tick();
  resolve(7);
  expect(await told).toBe(7);
  expect(running()).toEqual([]);
  expect(world.recorded.lines).toEqual([
    'info: still downloading modules after 15.0 s',
    'info: still downloading modules after 30.0 s',
  ]);
});

test('what fails says nothing any more', async () => {
  const { clock, running } = tickingClock();
  using world = fakeWorld({ clock });
  const failing = tellStill(world, 'saving', () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(running()).toEqual([]);
});

test('a cache that takes long to restore is told by its part', async () => {
  const { clock, tick } = tickingClock();
  const { promise, resolve } = Promise.withResolvers<string>();
  const cache = fakeCache({ restore: () => promise });
  using world = fakeWorld({ clock, cache });
  const plan = { use: true, path: `${world.folder}/mod`, key: 'k', prefixes: [] } as const;
  const restoring = restorePart(world, plan, 'modules');
  tick();
  resolve('k');
  await restoring;
  expect(world.recorded.lines).toEqual(['info: still restoring modules after 15.0 s']);
});
