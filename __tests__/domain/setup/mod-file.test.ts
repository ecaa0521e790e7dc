import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { parseModFile } from '../../../src/domain/setup/mod-file.ts';

describe('what is read', () => {
  test.each([
    [
      'an ordinary go.mod',
      'module example.com/notes\n\ngo 1.26.3\n\ntoolchain go1.26.8\n\nrequire (\n\tgo.uber.org/zap v1.27.0 // indirect\n)\n',
      { module: 'example.com/notes', go: '1.26.3', toolchain: '1.26.8', use: [] },
    ],
    [
      'odd spacing, comments and CRLF',
      '// go 1.1\r\nmodule "example.com/a" // module of x\r\n\t go \t 1.26//here\r\ntoolchain   go1.27rc1   // why\r\n',
      { module: 'example.com/a', go: '1.26', toolchain: '1.27rc1', use: [] },
    ],
    ['a prerelease language line', 'module a\ngo 1.27rc1', { module: 'a', go: '1.27rc1', use: [] }],
    [
      'toolchain default',
      'module a\ngo 1.21\ntoolchain default',
      { module: 'a', go: '1.21', use: [] },
    ],
    [
      "a builder's toolchain",
      'module a\ntoolchain go1.24.0-custom',
      { module: 'a', toolchain: '1.24.0', use: [] },
    ],
    ['no go line at all', 'module a', { module: 'a', use: [] }],
    ['an empty file', '', { use: [] }],
    [
      'go and toolchain only where they begin a line of their own',
      'module a\nrequire (\n\tgo 1.2\n\ttoolchain go1.3\n)\nretract [v1.0.0, v1.9.0] // go 1.5\n',
      { module: 'a', use: [] },
    ],
    [
      'directives of the future',
      'module a\ngo 1.26\nignore ./web\ntool example.com/gen\nnovelty (\n x\n)\n',
      { module: 'a', go: '1.26', use: [] },
    ],
    [
      'go.work with both forms of use',
      'go 1.26.1\nuse .\nuse (\n\t./services/notes // main\n\t"./with space"\n\t`./raw`\n)\nuse ()\n',
      { go: '1.26.1', use: ['.', './services/notes', './with space', './raw'] },
    ],
  ])('%s', (_, text, expected) => {
    expect(parseModFile(text, 'go.mod')).toEqual(expected);
  });
});

describe('what does not parse names its line', () => {
  test.each([
    ['module a\n\ngo 1.26.x', 'line 3 does not parse: "1.26.x" is no Go version such as 1.26.0'],
    ['go v1.26', 'line 1 does not parse: "v1.26" is no Go version such as 1.26.0'],
    ['go "1.26"', 'line 1 does not parse: ""1.26"" is no Go version such as 1.26.0'],
    ['go', 'line 1 does not parse: "go" takes exactly one version'],
    ['go 1.26 1.27', 'line 1 does not parse: "go" takes exactly one version'],
    ['go (\n1.26\n)', 'line 1 does not parse: "go" takes one version, not a block'],
    ['go 1.26\ngo 1.26', 'line 2 does not parse: "go" is there twice'],
    ['toolchain 1.26.0', 'line 1 does not parse: "1.26.0" is no toolchain such as go1.26.0'],
    ['toolchain gone', 'line 1 does not parse: "gone" is no toolchain such as go1.26.0'],
    ['module a\nrequire (\n x v1.0.0\n', 'line 2 does not parse: "require (" is never closed'],
    ['<<<<<<< HEAD\ngo 1.26', 'line 1 does not parse: "<<<<<<<" begins no directive'],
    ['/* old */', 'line 1 does not parse: comments begin with //, not with /*'],
    [
      '\uFEFFmodule a\n',
      'line 1 does not parse: it begins with a byte order mark; save the file as UTF-8 without BOM',
    ],
    ['module "a', 'line 1 does not parse: there is an unclosed "'],
  ])('%j', (text, happened) => {
    let thrown: unknown;
    try {
      parseModFile(text, 'services/go.mod');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Failure);
    expect(thrown).toMatchObject({
      facts: { doing: 'reading services/go.mod', happened, code: 'mod-file' },
    });
  });
});
