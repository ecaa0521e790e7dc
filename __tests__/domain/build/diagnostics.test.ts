import { describe, expect, test } from 'vitest';
import {
  type Diagnostic,
  describeScope,
  parseDiagnostics,
  shareDiagnostics,
} from '../../../src/domain/build/diagnostics.ts';
import { repositoryPath } from '../../../src/domain/source/repository-path.ts';
import { projectOf } from '../../fixtures/repository.ts';

const inRoot = repositoryPath(projectOf('/work'));
const inSubfolder = repositoryPath(projectOf('/work', undefined, 'services/notes'));

test.each<[string, string, readonly Diagnostic[]]>([
  [
    'with line and column',
    '# example.com/notes\n./main.go:5:2: undefined: x\n',
    [{ file: 'main.go', line: 5, column: 2, message: 'undefined: x' }],
  ],
  ['without a column', 'main.go:5: too bad', [{ file: 'main.go', line: 5, message: 'too bad' }]],
  [
    'that goes on in indented lines',
    'a/b.go:4:22: too many arguments in call to h\n\thave (string, number)\n\twant (int)\nb.go:1:1: x',
    [
      {
        file: 'a/b.go',
        line: 4,
        column: 22,
        message: 'too many arguments in call to h\nhave (string, number)\nwant (int)',
      },
      { file: 'b.go', line: 1, column: 1, message: 'x' },
    ],
  ],
  [
    'of vet',
    '# example.com/notes\n# [example.com/notes]\nvet: ./main.go:5:52: cannot use 3 as string\n',
    [{ file: 'main.go', line: 5, column: 52, message: 'cannot use 3 as string' }],
  ],
  [
    'of vet on Windows, where it calls itself vet.exe',
    'vet.exe: .\\cmd\\app\\main.go:11:21: undefined: x\r\n',
    [{ file: 'cmd/app/main.go', line: 11, column: 21, message: 'undefined: x' }],
  ],
  [
    'with Windows line ends and slashes',
    '.\\cmd\\app\\main.go:3:1: syntax error\r\n\tmore\r\n',
    [{ file: 'cmd/app/main.go', line: 3, column: 1, message: 'syntax error\nmore' }],
  ],
  [
    'in go.mod',
    'go: errors parsing go.mod:\n/work/go.mod:3: unknown directive: foo',
    [{ file: 'go.mod', line: 3, message: 'unknown directive: foo' }],
  ],
  [
    'with colons and a path with spaces and other letters',
    './my app/笔记.go:1:2: a: b: c',
    [{ file: 'my app/笔记.go', line: 1, column: 2, message: 'a: b: c' }],
  ],
  [
    'outside the repository, which keeps its place in the text',
    '/root/go/pkg/mod/github.com/x/y@v1.0.0/z.go:7:2: no such thing\n../elsewhere/a.go:1:1: x',
    [
      { message: '/root/go/pkg/mod/github.com/x/y@v1.0.0/z.go:7: no such thing' },
      { message: '../elsewhere/a.go:1: x' },
    ],
  ],
  ['that are none', '# example.com/notes\ntoo many errors\n\tindented\nexit status 1\n', []],
])('reads diagnostics %s', (_what, output, expected) => {
  expect(parseDiagnostics(output, inRoot)).toEqual(expected);
});

test('paths on drives of Windows are read whole', () => {
  const found = parseDiagnostics('C:\\work\\a.go:1:2: x\nD:\\go\\b.go:3: y', (path) =>
    path.startsWith('C:') ? 'a.go' : undefined,
  );
  expect(found).toEqual([
    { file: 'a.go', line: 1, column: 2, message: 'x' },
    { message: 'D:\\go\\b.go:3: y' },
  ]);
});

test.each([
  ['./main.go:5:2: x', 'services/notes/main.go'],
  ['store/a.go:5:2: x', 'services/notes/store/a.go'],
  ['../../lib/a.go:5:2: x', 'lib/a.go'],
  ['/work/lib/a.go:5:2: x', 'lib/a.go'],
  ['/workshop/a.go:5:2: x', undefined],
])('from a module in a subfolder, %s is seen as %s', (output, file) => {
  expect(parseDiagnostics(output, inSubfolder)[0]?.file).toBe(file);
});

test('a diagnostic that several targets share is one', () => {
  const shared: Diagnostic = { file: 'a.go', line: 1, column: 2, message: 'x' };
  const windows: Diagnostic = { file: 'w.go', line: 1, column: 2, message: 'x' };
  expect(
    shareDiagnostics([
      { target: 'linux/amd64', diagnostics: [shared, shared] },
      { target: 'windows/386', diagnostics: [windows, shared] },
      { target: 'windows/amd64', diagnostics: [shared, windows] },
    ]),
  ).toEqual([
    { ...shared, targets: ['linux/amd64', 'windows/386', 'windows/amd64'] },
    { ...windows, targets: ['windows/386', 'windows/amd64'] },
  ]);
});

test('the same message at another place is another diagnostic', () => {
  const at = (line: number): Diagnostic => ({ file: 'a.go', line, message: 'x' });
  const shared = shareDiagnostics([
    { target: 'a/b', diagnostics: [at(1), at(2), { message: 'x' }] },
  ]);
  expect(shared).toHaveLength(3);
});

describe('the scope of a diagnostic', () => {
  const all = ['linux/amd64', 'linux/arm64', 'windows/386', 'windows/amd64', 'darwin/arm64'];
  test.each([
    [all, ''],
    [['windows/386', 'windows/amd64'], 'windows/* only'],
    [['darwin/arm64'], 'darwin/* only'],
    [['linux/amd64', 'linux/arm64', 'darwin/arm64'], 'linux/*, darwin/* only'],
    [['windows/386'], 'windows/386 only'],
    [
      ['linux/amd64', 'windows/386', 'windows/amd64'],
      'linux/amd64, windows/386, windows/amd64 only',
    ],
  ])('of %j is %j', (having, expected) => {
    expect(describeScope(having, all)).toBe(expected);
  });

  test('of the only target needs no word', () => {
    expect(describeScope(['linux/amd64'], ['linux/amd64'])).toBe('');
  });
});
