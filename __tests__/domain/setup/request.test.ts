import { describe, expect, test } from 'vitest';
import { createVersions } from '../../../src/adapters/versions.ts';
import {
  parseVersionFile,
  parseVersionRequest,
  requestOf,
} from '../../../src/domain/setup/request.ts';

const rules = createVersions();

describe('a version that somebody writes', () => {
  test.each([
    ['1.26.8', { kind: 'exact', version: '1.26.8' }],
    ['go1.26.8', { kind: 'exact', version: '1.26.8' }],
    ['1.27rc1', { kind: 'exact', version: '1.27rc1' }],
    ['1.27.0-rc.1', { kind: 'exact', version: '1.27rc1' }],
    ['1.20.0', { kind: 'exact', version: '1.20' }],
    ['1.26', { kind: 'range', range: '1.26' }],
    ['go1.26', { kind: 'range', range: '1.26' }],
    ['1.26.x', { kind: 'range', range: '1.26.x' }],
    ['1', { kind: 'range', range: '1' }],
    ['^1.25', { kind: 'range', range: '^1.25' }],
    ['>=1.25 <1.27', { kind: 'range', range: '>=1.25 <1.27' }],
    ['*', { kind: 'range', range: '*' }],
    ['stable', { kind: 'alias', alias: 'stable' }],
    ['oldstable', { kind: 'alias', alias: 'oldstable' }],
  ])('%s', (text, expected) => {
    const because = `input go-version: ${text}`;
    expect(parseVersionRequest(text, 'input go-version', rules)).toEqual({ ...expected, because });
  });

  test.each(['latest', '', 'tip', '1.26.8.9', 'golang-1.26'])('%j is refused', (text) => {
    expect(() => parseVersionRequest(text, 'input go-version', rules)).toThrow(
      `finding out which Go is wanted: "${text}" of input go-version is no version of Go\n` +
        'Try: write 1.26.8, 1.26, ^1.25, ">=1.25 <1.27", 1.27rc1, stable or oldstable',
    );
  });
});

test('a line of go.mod asks for the newest patch of its minor', () => {
  expect(requestOf({ floor: { version: '1.26.3', place: 'go.mod: go 1.26.3' } })).toEqual({
    kind: 'floor',
    version: '1.26.3',
    because: 'go.mod: go 1.26.3 (newest patch)',
  });
});

describe('a version file', () => {
  test.each([
    ['.go-version', '1.26.8\n', '1.26.8'],
    ['.go-version', '# which Go\n\n  go1.26.8  \r\n', 'go1.26.8'],
    ['versions/go', '1.26', '1.26'],
    ['.tool-versions', 'nodejs 24.1.0\ngolang 1.26.8 1.25.1 # first of them\n', '1.26.8'],
    ['sub/.tool-versions', 'python 3.13\ngo\t1.27rc1\r\n', '1.27rc1'],
  ])('%s holding %j', (name, text, version) => {
    expect(parseVersionFile(text, name)).toBe(version);
  });

  test.each([
    ['.go-version', ' \n# 1.26', 'reading .go-version: it names no version'],
    ['.tool-versions', 'gohugo 1.2', 'reading .tool-versions: it has no golang line'],
  ])('%s without one is refused', (name, text, message) => {
    expect(() => parseVersionFile(text, name)).toThrow(message);
  });
});
