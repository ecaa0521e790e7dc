import { expect, test } from 'vitest';
import type { Span } from '../../src/domain/report/timeline.ts';
import { createStageRunner } from '../../src/stages/stage.ts';
import { fakeWorld } from '../fakes/world.ts';

test('a stage has a group, its time in the log, and its span', async () => {
  using world = fakeWorld();
  const spans: Span[] = [];
  const { grouped, open } = createStageRunner(world, spans);
  expect(await grouped('Checking', () => Promise.resolve(7))).toBe(7);
  expect(await open('Building', () => Promise.resolve(8))).toBe(8);
  expect(world.recorded.lines).toEqual([
    'group: Checking',
    'info: Checking: 1 ms',
    'info: Building: 1 ms',
  ]);
  expect(spans).toEqual([
    { section: 'stages', title: 'Checking', startedAt: 1, wall: 1 },
    { section: 'stages', title: 'Building', startedAt: 3, wall: 1 },
  ]);
});

test('a stage that fails has its time and its span all the same', async () => {
  using world = fakeWorld();
  const spans: Span[] = [];
  const { grouped } = createStageRunner(world, spans);
  const failing = grouped('Checking', () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(spans).toEqual([{ section: 'stages', title: 'Checking', startedAt: 1, wall: 1 }]);
  expect(world.recorded.lines).toEqual(['group: Checking', 'info: Checking: 1 ms']);
});

test('what the system refuses is told with the stage that it was in', async () => {
  using world = fakeWorld();
  const { grouped } = createStageRunner(world, []);
  const reading = grouped('Setting up Go', () => world.files.readText(world.folder));
  await expect(reading).rejects.toThrow(
    `setting up Go: a folder is where a file should be\n  path: ${world.folder}\n  error: EISDIR`,
  );
});
