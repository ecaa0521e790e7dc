import { afterEach, beforeEach, expect, test } from 'vitest';
import { rebaseReplayed } from '../../src/stages/replayed-paths.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { projectOf, writeTree } from '../fixtures/repository.ts';

let world: FakeWorld;

beforeEach(() => {
  world = fakeWorld();
  writeTree(world.folder, {
    'repo/main.go': '',
    'repo/svc/main.go': '',
    'repo/svc/api/api.go': '',
  });
});
afterEach(() => world[Symbol.dispose]());

test.each([
  ['of this module stays', './main.go:5:2: unused', './main.go:5:2: unused'],
  ['of another module of this repository stays', '../main.go:5:2: x', '../main.go:5:2: x'],
  [
    'of another checkout becomes ours',
    '/elsewhere/repo/svc/api/api.go:5:2: x',
    'api/api.go:5:2: x',
  ],
  ['of a neighbour becomes ours', '../../other/svc/api/api.go:5:2: x', 'api/api.go:5:2: x'],
  [
    'of a checkout on Windows becomes ours',
    'vet: D:\\a\\svc\\main.go:5:2: x',
    'vet: main.go:5:2: x',
  ],
  [
    'that vet.exe names becomes ours',
    'vet.exe: D:\\a\\svc\\main.go:5:2: x',
    'vet.exe: main.go:5:2: x',
  ],
  ['that we do not have stays', '/elsewhere/repo/gone.go:5:2: x', '/elsewhere/repo/gone.go:5:2: x'],
  ['of the module cache stays', '/mod/dep@v1.0.0/main.go:5:2: x', '/mod/dep@v1.0.0/main.go:5:2: x'],
])('a path %s', async (_, said, expected) => {
  const project = projectOf(`${world.folder}/repo`, undefined, 'svc');
  const around = (line: string): string => `# example.com/notes\n${line}\n`;
  expect(await rebaseReplayed(world, around(said), project)).toBe(around(expected));
});
