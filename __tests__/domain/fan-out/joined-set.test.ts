import { expect, test } from 'vitest';
import { projectOf } from '../../../src/domain/fan-out/joined-set.ts';
import type { OtherTag } from '../../../src/domain/source/project.ts';
import { manifestFor } from './parts.ts';

const manifest = manifestFor('linux/amd64');

function otherOf(
  refName: string,
  version: string,
  { module, folder = '.' }: { readonly module: string; readonly folder?: string },
): OtherTag | undefined {
  const event = { refType: 'tag', refName, repository: 'someone/mono' };
  return projectOf({ ...manifest, module, version }, event, { folder }).tagOfOther;
}

const notes = 'example.com/mono/services/notes';

test.each([
  ['v1.4.0', '1.4.0', notes],
  ['v1.4.0', 'v1.4.0', notes],
  ['v1.4.0', '1.4.0+dirty', notes],
  ['v1.4.0+build', '1.4.0+build.dirty', notes],
  ['app-v1.4.0', 'app-v1.4.0', notes],
  ['app-v1.4.0', '1.4.0', notes],
  ['app-1.4.0', '1.4.0', notes],
  ['services/notes/v1.4.0', '1.4.0', notes],
  ['services/notes/app-v1.4.0', '1.4.0', notes],
  ['services/notes/v2.4.0', '2.4.0', `${notes}/v2`],
  ['services/v1.4.0', '1.4.0', 'example.com/mono/services'],
  ['release/v1.4.0', 'release-v1.4.0', notes],
  ['services/notes/release/v1.4.0', 'release-v1.4.0', notes],
])('the tag %s says the version %s of %s', (refName, version, module) => {
  expect(otherOf(refName, version, { module })).toBe(undefined);
});

test.each([
  ['services/shop/v1.0.0', '1.0.0', notes],
  ['shop/v1.0.0', '1.0.0', 'github.com/someone/mono/notes'],
  ['shop/v1.3.0', '1.4.0', 'example.com/notes'],
  ['services/other/v4.1.4.0', '1.4.0', notes],
])('the tag %s is of another module than %s of %s', (refName, version, module) => {
  expect(otherOf(refName, version, { module })).toBe('module');
});

test.each([
  ['v1.4.0', '0.0.0-20261122135100-0123456789ab', notes],
  ['v1.4.0', '4.0', notes],
  ['v4.1.4.0', '1.4.0', notes],
  ['services/notes/v1.4.0', '2.0.0', notes],
])('the tag %s is of another version than %s of %s', (refName, version, module) => {
  expect(otherOf(refName, version, { module })).toBe('version');
});

test.each([
  ['services/shop/v1.0.0', '1.0.0', 'example.com/mono/services'],
  ['shop/v1.0.0', '1.0.0', 'example.com/notes'],
  ['release/v1.4.0', '1.4.0', 'github.com/someone/mono'],
  ['services/notes/v1.4.0', '1.4.0', 'example.com/app'],
])('the tag %s may be of %s of %s or not', (refName, version, module) => {
  expect(otherOf(refName, version, { module })).toBe('unclear');
});

test.each([
  ['services/notes/v1.4.0', 'services/notes', undefined],
  ['services/notes/v1.4.0', 'checkout/services/notes', undefined],
  ['services/notes/v1.5.0', 'services/notes', 'version'],
  ['services/shop/v1.4.0', 'services/notes', 'module'],
])('the tag %s with working-directory %s: %s', (refName, folder, other) => {
  expect(otherOf(refName, '1.4.0', { module: 'example.com/app', folder })).toBe(other);
});

test('a branch says none', () => {
  const event = { refType: 'branch', refName: 'main', repository: 'someone/mono' };
  expect(projectOf(manifest, event, { folder: '.' })).not.toHaveProperty('tagOfOther');
});
