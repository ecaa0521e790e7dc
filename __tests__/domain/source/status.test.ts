import { expect, test } from 'vitest';
import { listPaths, parseDifferences } from '../../../src/domain/source/status.ts';

test.each<[string, [path: string, tracked: boolean][]]>([
  ['', []],
  [
    ' M main.go\0R? no.go\0D  Renamed old\0A  C new\0',
    [
      ['main.go', true],
      ['no.go', true],
      ['Renamed old', true],
      ['C new', true],
    ],
  ],
  [
    '?? left.db\0?? static/\0UU -f\0?? ?? a\nb\0',
    [
      ['left.db', false],
      ['static/', false],
      ['-f', true],
      ['?? a\nb', false],
    ],
  ],
])('%j', (text, expected) => {
  expect(parseDifferences(text)).toEqual(expected.map(([path, tracked]) => ({ path, tracked })));
});

test.each([
  [['a'], 'a'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c, d, e'],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more'],
])('%j are told as %j', (paths, told) => {
  expect(listPaths(paths)).toBe(told);
});
