import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { foreseeRelease } from '../../../src/stages/release/foresee.ts';
import { inputsOf } from '../../fakes/inputs.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { projectOf } from '../../fixtures/repository.ts';

const commit = { hash: 'c0ffee1234'.repeat(4), timeSeconds: 0, dirty: true };
const differences = ['go.sum', 'a\nb'].map((path) => ({ path, tracked: true, gone: false }));
const dirty = { ...projectOf('/work'), commit, differences };
const tag = { refType: 'tag', refName: 'v1.4.0' };

function foresee(
  project = dirty,
  given: Record<string, string> = {},
  event: object = tag,
): unknown {
  using world = fakeWorld();
  const runner = { ...world.runner, event: { ...world.runner.event, ...event } };
  try {
    foreseeRelease(
      { ...world, runner },
      inputsOf({ release: 'true', token: 'canary', ...given }),
      project,
    );
    return undefined;
  } catch (error) {
    return error instanceof Failure ? error.facts : error;
  }
}

test('a dirty tree is not released, and its files are named', () => {
  expect(foresee()).toMatchObject({
    code: 'release-dirty',
    doing: 'making the release v1.4.0',
    details: { files: String.raw`go.sum, a\u000ab` },
  });
  expect(foresee(dirty, { version: '7' })).toMatchObject({ code: 'release-dirty' });
});

test('nothing is refused where there is no release, or the tree is clean', () => {
  expect([
    foresee(dirty, { release: 'false' }),
    foresee(dirty, {}, { refType: 'branch', refName: 'main' }),
    foresee({ ...dirty, commit: { ...commit, dirty: false }, differences: [] }),
    foresee({ ...dirty, tagOfOther: 'module' } as typeof dirty),
  ]).toEqual([undefined, undefined, undefined, undefined]);
});

test('a missing token is told before anything is built', () => {
  const clean = { ...dirty, commit: { ...commit, dirty: false }, differences: [] };
  const none = { token: '' };
  expect(foresee(clean, none)).toMatchObject({ code: 'release-token' });
  expect([
    foresee(clean, none, { refType: 'branch', refName: 'main' }),
    foresee(clean, none, { ...tag, repository: '' }),
    foresee(clean, { ...none, 'dry-run': 'true' }),
  ]).toEqual([undefined, undefined, undefined]);
});
