import { expect, test } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';

test('the clock tells the time, and how much of it passed', async () => {
  const clock = createClock();
  const [before, started] = [Date.now(), clock.elapsed()];
  await clock.pause(15);
  expect(clock.elapsed() - started).toBeGreaterThanOrEqual(14);
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(before);
});

test('a tick comes again and again until it is stopped', async () => {
  const clock = createClock();
  const { promise, resolve } = Promise.withResolvers<void>();
  let ticks = 0;
  const stop = clock.every(5, () => {
    ticks += 1;
    if (ticks === 3) resolve();
  });
  // a tick alone keeps no program alive, so something else has to
  const alive = setInterval(() => undefined, 1000);
  await promise;
  stop();
  const seen = ticks;
  await clock.pause(30);
  clearInterval(alive);
  expect(ticks).toBe(seen);
});
