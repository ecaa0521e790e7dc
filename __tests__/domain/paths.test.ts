import { describe, expect, test } from 'vitest';
import {
  baseName,
  folderOf,
  isAbsolute,
  normalize,
  relativeTo,
  resolve,
} from '../../src/domain/paths.ts';

test.each([
  ['', '.'],
  ['.', '.'],
  ['/', '/'],
  ['a//b/./c/', 'a/b/c'],
  ['a/b/../c', 'a/c'],
  ['../../a', '../../a'],
  ['a/../..', '..'],
  ['/a/../../b', '/b'],
  ['C:\\a\\..\\b\\', 'C:/b'],
  ['c:/', 'c:/'],
  ['\\a\\b', '/a/b'],
  ['\\\\server\\share\\w\\', '//server/share/w'],
  ['//server/share/w', '//server/share/w'],
  ['\\\\server\\share\\..\\..', '//server/share'],
  ['//a', '/a'],
  ['/work/my notes/笔记', '/work/my notes/笔记'],
])('%j is normalized to %j', (path, expected) => {
  expect(normalize(path)).toBe(expected);
});

test.each([
  ['/a', true],
  ['C:/a', true],
  ['C:\\a', true],
  ['\\a', true],
  ['a', false],
  ['./a', false],
  ['C:a', false],
  ['', false],
])('whether %j is absolute: %s', (path, expected) => {
  expect(isAbsolute(path)).toBe(expected);
});

test.each([
  ['/work', '.', '/work'],
  ['/work', 'services/notes', '/work/services/notes'],
  ['/work', './services/../notes/', '/work/notes'],
  ['/work', '../other', '/other'],
  ['/work', '/abs/./x', '/abs/x'],
  ['C:/work', 'D:\\x', 'D:/x'],
  ['/', 'a/b', '/a/b'],
  ['C:/', 'a', 'C:/a'],
  ['//server/share/w', '../x', '//server/share/x'],
])('from %j, %j is %j', (base, to, expected) => {
  expect(resolve(base, to)).toBe(expected);
});

test.each([
  ['/work', '/work', '.'],
  ['/work', '/work/a/b', 'a/b'],
  ['/', '/a', 'a'],
  ['C:/', 'C:/a', 'a'],
  ['d:/work', 'D:/work/a', 'a'],
  ['D:/work', 'd:/work', '.'],
  ['//server/share', '//server/share/a', 'a'],
  ['/work', '/Work/a', undefined],
  ['/work', '/workshop/a', undefined],
  ['/work/a', '/work', undefined],
])('seen from %j, %j is %j', (base, path, expected) => {
  expect(relativeTo(base, path)).toBe(expected);
});

describe('a path taken apart', () => {
  test.each([
    ['/a/b', '/a', 'b'],
    ['/a', '/', 'a'],
    ['/', '/', ''],
    ['C:/a', 'C:/', 'a'],
    ['C:/', 'C:/', ''],
    ['//server/share/w', '//server/share', 'w'],
    ['//server/share', '//server/share', 'share'],
    ['a/b', 'a', 'b'],
    ['a', '.', 'a'],
  ])('%j lies in %j and is called %j', (path, folder, name) => {
    expect([folderOf(path), baseName(path)]).toEqual([folder, name]);
  });
});
