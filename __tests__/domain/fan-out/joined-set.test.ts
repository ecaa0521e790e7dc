import { expect, test } from 'vitest';
import { projectOf } from '../../../src/domain/fan-out/joined-set.ts';
import { manifestFor } from './parts.ts';

const manifest = manifestFor('linux/amd64');

test.each([
  ['v1.4.0', '1.4.0'],
  ['v1.4.0', 'v1.4.0'],
  ['v1.4.0', '1.4.0+dirty'],
  ['v1.4.0+build', '1.4.0+build.dirty'],
  ['services/notes/v1.4.0', '1.4.0'],
  ['release/v1.4.0', 'release-v1.4.0'],
  ['services/notes/release/v1.4.0', 'release-v1.4.0'],
])('the tag %s says the version %s of the archives', (refName, version) => {
  expect(projectOf({ ...manifest, version }, { refType: 'tag', refName }).tagOfOther).toBe(
    undefined,
  );
});

test.each([
  ['services/other/v1.3.0', '1.4.0'],
  ['v1.4.0', '0.0.0-20261122135100-0123456789ab'],
  ['services/other/v4.1.4.0', '1.4.0'],
])('the tag %s does not say the version %s', (refName, version) => {
  expect(projectOf({ ...manifest, version }, { refType: 'tag', refName }).tagOfOther).toBe(
    'version',
  );
});

test('a branch says none', () => {
  const event = { refType: 'branch', refName: 'main' };
  expect(projectOf(manifest, event)).not.toHaveProperty('tagOfOther');
});
