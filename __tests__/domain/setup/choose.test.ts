import { describe, expect, test } from 'vitest';
import { createVersions } from '../../../src/adapters/versions.ts';
import { chooseVersion, nearestVersions } from '../../../src/domain/setup/choose.ts';
import type { VersionRequest } from '../../../src/domain/setup/request.ts';

const rules = createVersions();
const listed = [
  '1.28beta1',
  '1.27rc2',
  '1.27rc1',
  '1.26.10',
  '1.26.9',
  '1.26.0',
  '1.26rc1',
  '1.25.11',
  '1.24.0',
  '1.20.1',
  '1.20',
];

const range = (text: string): VersionRequest => ({ kind: 'range', range: text, because: '' });
const floor = (version: string): VersionRequest => ({ kind: 'floor', version, because: '' });
const alias = (word: 'stable' | 'oldstable'): VersionRequest => ({
  kind: 'alias',
  alias: word,
  because: '',
});

describe('the newest that fits', () => {
  test.each<[string, VersionRequest, string | undefined]>([
    ['an exact version', { kind: 'exact', version: '1.26.9', because: '' }, '1.26.9'],
    ['an exact prerelease', { kind: 'exact', version: '1.27rc1', because: '' }, '1.27rc1'],
    [
      'an exact version that is missing',
      { kind: 'exact', version: '1.26.8', because: '' },
      undefined,
    ],
    ['a minor', range('1.26'), '1.26.10'],
    ['a minor before 1.21', range('1.20.x'), '1.20.1'],
    ['a caret, up to the next major', range('^1.25'), '1.26.10'],
    ['a span', range('>=1.24 <1.26'), '1.25.11'],
    ['anything', range('*'), '1.26.10'],
    ['no prerelease, even where a range names one', range('>=1.27.0-rc.1'), undefined],
    ['the language version of go.mod', floor('1.26'), '1.26.10'],
    ['a patch of go.mod', floor('1.26.9'), '1.26.10'],
    ['a patch that is not out yet', floor('1.26.11'), undefined],
    ['another minor never fits a line of go.mod', floor('1.23'), undefined],
    ['a line that names a prerelease takes the newest one', floor('1.27rc1'), '1.27rc2'],
    ['a line that names a prerelease prefers the release', floor('1.26rc1'), '1.26.10'],
    ['a line that names none takes none', floor('1.27'), undefined],
    ['stable', alias('stable'), '1.26.10'],
    ['oldstable', alias('oldstable'), '1.25.11'],
  ])('%s', (_, request, expected) => {
    expect(chooseVersion(request, listed, rules)).toBe(expected);
  });
});

test.each([
  ['1.26.5', ['1.26rc1', '1.26.0', '1.26.9', '1.26.10']],
  ['1.99.0', ['1.27rc2', '1.28beta1']],
  ['1.1', ['1.20', '1.20.1']],
])('the nearest of %s are %j', (missing, expected) => {
  expect(nearestVersions(missing, listed)).toEqual(expected);
});
