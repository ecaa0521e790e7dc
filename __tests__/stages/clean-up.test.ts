import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Files } from '../../src/ports.ts';
import { digestOf } from '../../src/stages/cache-keys.ts';
import { cleanUp } from '../../src/stages/clean-up.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';

function refusing(world: FakeWorld, error: Error): Pick<FakeWorld, 'files' | 'log'> {
  const files: Files = { ...world.files, remove: () => Promise.reject(error) };
  return { files, log: world.log };
}

const busy = Object.assign(new Error('EBUSY: rm'), { code: 'EBUSY' });
const left =
  'and stays until the runner empties its temporary folder; ' +
  'where it is in the way, end the program that uses it and remove it by hand';

test('what can be removed is removed in silence', async () => {
  using world = fakeWorld();
  const folder = await world.files.makeTemp('x');
  await cleanUp(world, folder);
  expect(existsSync(folder)).toBe(false);
  expect(world.recorded.lines).toEqual([]);
});

test.each([
  [busy, 'EBUSY'],
  [new Error('no\n::error::x'), 'Error: no\\u000a::error::x'],
])('what cannot be removed is one warning: %s', async (error, why) => {
  using world = fakeWorld();
  await cleanUp(refusing(world, error), '/temp/x');
  expect(world.recorded.lines).toEqual([`warning: /temp/x could not be removed (${why}) ${left}`]);
});

test('a digest is had also where its temporary file cannot be removed', async () => {
  using world = fakeWorld();
  expect(await digestOf({ ...world, ...refusing(world, busy) }, 'abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  expect(world.recorded.lines).toEqual([expect.stringContaining('could not be removed (EBUSY)')]);
});
