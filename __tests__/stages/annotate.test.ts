import { expect, test } from 'vitest';
import { annotate } from '../../src/stages/annotate.ts';
import { fakeWorld } from '../fakes/world.ts';

test('a finding with a place is an annotation there, another is an error of the step', () => {
  using world = fakeWorld();
  const places: unknown[] = [];
  const log = { ...world.log, error: (message: string, at?: object) => places.push([message, at]) };
  annotate(
    log,
    [
      { file: 'a.go', line: 3, column: 7, message: 'x' },
      { file: 'a.go', line: 3, message: 'y' },
      { file: 'a.go', message: 'z' },
      { message: 'w' },
    ],
    'go build',
  );
  expect(places).toEqual([
    ['x', { file: 'a.go', line: 3, column: 7, title: 'go build' }],
    ['y', { file: 'a.go', line: 3, title: 'go build' }],
    ['z', { file: 'a.go', title: 'go build' }],
    ['w', undefined],
  ]);
});
