import { describe, expect, test } from 'vitest';
import {
  describeFlags,
  foldersOfTag,
  isOwnTag,
  withoutFolder,
} from '../../../src/domain/source/module-tags.ts';

describe('a tag is of the module in a folder, and what is left of it:', () => {
  test.each<[string, string, boolean, string]>([
    ['v1.2.0', '.', true, 'v1.2.0'],
    ['notes/v1.2.0', '.', false, 'notes/v1.2.0'],
    ['services/notes/v1.2.0', 'services/notes', true, 'v1.2.0'],
    ['services/notes/v1.2.0-3-gabc', 'services/notes', true, 'v1.2.0-3-gabc'],
    ['services/notes/sub/v2.0.0', 'services/notes', false, 'sub/v2.0.0'],
    ['services/notes2/v2.0.0', 'services/notes', false, 'services/notes2/v2.0.0'],
    ['services/notes', 'services/notes', false, 'services/notes'],
    ['v1.2.0', 'services/notes', false, 'v1.2.0'],
    ['notes/v2.1.0', 'notes/v2', true, 'v2.1.0'],
    ['notes/v2/v2.1.0', 'notes/v2', true, 'v2.1.0'],
    ['notes/v2.1.0', 'notes/v1', false, 'notes/v2.1.0'],
    ['notes/v20.1.0', 'notes/v2', false, 'notes/v20.1.0'],
    ['notes/v1.1.0', 'notes/v2', false, 'notes/v1.1.0'],
    ['notes/v12.1.0', 'notes/v12', true, 'v12.1.0'],
    ['v2.1.0', 'v2', false, 'v2.1.0'],
    ['', 'services/notes', false, ''],
  ])('%s in %s', (tag, subfolder, own, left) => {
    expect([isOwnTag(tag, subfolder), withoutFolder(tag, subfolder)]).toEqual([own, left]);
  });
});

test.each<[string, readonly string[]]>([
  ['services/notes', ['--match', 'services/notes/*', '--exclude', 'services/notes/*/*']],
  ['a[b]*?\\', ['--match', 'a\\[b]\\*\\?\\\\/*', '--exclude', 'a\\[b]\\*\\?\\\\/*/*']],
  [
    'notes/v2',
    [
      ...['--match', 'notes/v2/*', '--exclude', 'notes/v2/*/*'],
      ...['--match', 'notes/v2.*', '--exclude', 'notes/v2.*/*'],
    ],
  ],
])('git describe sees the tags of %s alone', (subfolder, flags) => {
  expect(describeFlags(subfolder)).toEqual(flags);
});

test.each<[string, readonly string[]]>([
  ['v1.2.0', []],
  ['release/1.4.0', ['release']],
  ['services/notes/v1.2.0', ['services/notes', 'services']],
  ['services/notes/v2.0.0', ['services/notes/v2', 'services/notes', 'services']],
  ['notes/v2', ['notes/v2', 'notes']],
  ['notes/v1.2.0', ['notes']],
  ['notes/v0.2.0', ['notes']],
  ['/a//v1', ['/a/', '/a', '']],
  ['', []],
])('the tag %s may be of a module in %j', (tag, folders) => {
  expect(foldersOfTag(tag)).toEqual(folders);
});
