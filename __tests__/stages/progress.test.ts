import { expect, test } from 'vitest';
import { fakeCache } from '../fakes/cache.ts';
import { fakeWorld } from '../fakes/world.ts';
import { restorePart } from '../../src/stages/restore-part.ts';
import { tellStill } from '../../src/stages/progress.ts';
import type { Clock } from '../../src/ports.ts';

/** A clock whose ticks the test makes; each is 15 s. */
function tickingClock(): { clock: Clock; tick: () => void; running: () => number } {
  const ticks = new Set<() => void>();
  const clock: Clock = {
    now: () => new Date(0),
    elapsed: () => 0,
    every(ms, tick) {
      expect(ms).toBe(15_000);
      ticks.add(tick);
      return () => ticks.delete(tick);
    },
    pause: () => Promise.resolve(),
  };
  const tick = (): void => {
    for (const one of ticks) one();
  };
  return { clock, tick, running: () => ticks.size };
}

test('what is long says every 15 s that it still goes on, and no more once it is over', async () => {
  const { clock, tick, running } = tickingClock();
  using world = fakeWorld({ clock });
  const { promise, resolve } = Promise.withResolvers<number>();
  const told = tellStill(world, 'downloading modules', () => promise);
  tick();
  tick();
  resolve(7);
  expect(await told).toBe(7);
  expect(running()).toBe(0);
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
  expect(running()).toBe(0);
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
