import { expect, test } from 'vitest';
import { type ReleaseQuestion, decideRelease } from '../../../src/domain/release/decide-release.ts';
import type { ReleaseInputs } from '../../../src/domain/inputs/release.ts';

const inputs: ReleaseInputs = {
  release: true,
  draft: false,
  prerelease: 'auto',
  generateNotes: true,
  makeLatest: 'auto',
};
const event = { refType: 'tag', refName: 'v1.4.0' };
const question: ReleaseQuestion = {
  inputs,
  event,
  dryRun: false,
  version: '1.4.0',
};

test.each([
  ['1.4.0', false],
  ['1.4.0-rc.1', true],
  ['1.4-beta', true],
  ['1.4.0+build.7', false],
  ['0.3.0', false],
  ['nightly-2026', false],
  ['2026-11-22', false],
])('by its version alone, %s is a prerelease: %s', (version, prerelease) => {
  expect(decideRelease({ ...question, version })).toEqual({
    done: true,
    value: { tag: 'v1.4.0', prerelease, makeLatest: prerelease ? 'false' : 'legacy' },
  });
});

test.each<[string, Partial<ReleaseQuestion>]>([
  ['release is false', { inputs: { ...inputs, release: false } }],
  [
    'a release is of a tag, and this run is not (12/merge)',
    { event: { refType: 'branch', refName: '12/merge' } },
  ],
  ['a release is of a tag, and this run is not', { event: { refType: '', refName: '' } }],
  ['dry-run is true', { dryRun: true }],
  ['the tag v1.4.0 is of another module', { tagOfOther: 'module' }],
  ['dry-run is true', { dryRun: true, tagOfOther: 'version' }],
])('skipped: %s', (reason, other) => {
  expect(decideRelease({ ...question, ...other })).toEqual({ done: false, reason });
});

test.each(['version', 'unclear'] as const)('archives of another version fail: %s', (tagOfOther) => {
  const decide = (): unknown => decideRelease({ ...question, version: '9.9.9', tagOfOther });
  expect(decide).toThrow(/making the release v1\.4\.0[^]*the archives have the version 9\.9\.9, /);
});
