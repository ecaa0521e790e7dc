import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Failure } from '../src/domain/failure.ts';
import type { Files, World } from '../src/ports.ts';
import { run } from '../src/run.ts';
import { inputsOf } from './fakes/inputs.ts';
import { type FakeWorld, fakeWorld } from './fakes/world.ts';

/** As where a program still has a file of it open, or where something is mounted on it. */
function busy(world: FakeWorld): World {
  const files: Files = {
    ...world.files,
    remove: (path) =>
      Promise.reject(Object.assign(new Error(`EBUSY: rm '${path}'`), { code: 'EBUSY' })),
  };
  return { ...world, files };
}

test('where it fails before any server is begun with, that is an outcome', async () => {
  using world = fakeWorld();
  mkdirSync(world.runner.workspace);
  const cancelled = new Promise<string>(() => undefined);
  const order = { readInputs: () => inputsOf(), version: '1.0.0', cancelled };
  await expect(run(world, order)).rejects.toThrow('there is no go.mod');
  expect(world.recorded.outputs).toEqual({ outcome: 'skipped' });
});

test('a temporary folder that cannot be removed hides neither the failure nor the summary', async () => {
  using world = fakeWorld();
  mkdirSync(world.runner.workspace);
  const cancelled = new Promise<string>(() => undefined);
  const order = { readInputs: () => inputsOf(), version: '1.0.0', cancelled };
  const thrown: unknown = await run(busy(world), order).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Failure);
  expect(thrown).toMatchObject({ facts: { code: 'no-go-mod' } });
  expect(world.recorded.summary).toMatch(
    /^## gin-ship failed\n\n```\nreading go\.mod in the workspace: there is no go\.mod\n/,
  );
  const [folder = ''] = await world.files.list(world.runner.temp);
  expect(folder).toMatch(/^gin-ship-/);
  expect(world.recorded.lines.filter((line) => line.startsWith('warning'))).toEqual([
    `warning: ${world.runner.temp}/${folder} could not be removed (EBUSY) and stays until the runner empties its temporary folder; ` +
      'where it is in the way, end the program that uses it and remove it by hand',
  ]);
});
