import { expect, test } from 'vitest';
import type { GoInfo } from '../../../../src/domain/binary/facts.ts';
import { parseModInfo } from '../../../../src/domain/binary/go/mod-info.ts';

test.each<[string, readonly string[], Omit<GoInfo, 'version'>]>([
  ['nothing', [], { deps: [], settings: new Map() }],
  [
    'modules with their replacements, and settings in their order',
    [
      'path\texample.com/notes/cmd/notes',
      'mod\texample.com/notes\tv1.2.3\th1:abc=',
      'dep\tgithub.com/gin-gonic/gin\tv1.10.0\th1:def=',
      'dep\tgithub.com/mattn/go-sqlite3\tv1.14.0',
      '=>\t../sqlite3\t(devel)\t',
      'dep\tgolang.org/x/net\tv0.30.0\th1:x=',
      '=>\texample.com/net\tv0.31.0\th1:y=',
      'build\t-buildmode=exe',
      'build\tCGO_ENABLED=0',
      'build\tvcs.modified=true',
    ],
    {
      path: 'example.com/notes/cmd/notes',
      main: { path: 'example.com/notes', version: 'v1.2.3', sum: 'h1:abc=' },
      deps: [
        { path: 'github.com/gin-gonic/gin', version: 'v1.10.0', sum: 'h1:def=' },
        {
          path: 'github.com/mattn/go-sqlite3',
          version: 'v1.14.0',
          replacedBy: { path: '../sqlite3', version: '(devel)' },
        },
        {
          path: 'golang.org/x/net',
          version: 'v0.30.0',
          sum: 'h1:x=',
          replacedBy: { path: 'example.com/net', version: 'v0.31.0', sum: 'h1:y=' },
        },
      ],
      settings: new Map([
        ['-buildmode', 'exe'],
        ['CGO_ENABLED', '0'],
        ['vcs.modified', 'true'],
      ]),
    },
  ],
  [
    'a main module that is replaced, and one without a version',
    ['mod\texample.com/a\t(devel)\t', '=>\texample.com/b\tv1.0.0\th1:z=', 'dep\texample.com/c'],
    {
      main: {
        path: 'example.com/a',
        version: '(devel)',
        replacedBy: { path: 'example.com/b', version: 'v1.0.0', sum: 'h1:z=' },
      },
      deps: [{ path: 'example.com/c', version: '' }],
      settings: new Map(),
    },
  ],
  [
    'quoted keys and values',
    [
      String.raw`build	-ldflags="-X main.version=\"1 2\""`,
      'build\t-tags=`a\tb`',
      String.raw`build	"odd=key"=value`,
      'build\tCGO_CFLAGS=',
      'build\tGOFLAGS=-mod=mod',
    ],
    {
      deps: [],
      settings: new Map([
        ['-ldflags', '-X main.version="1 2"'],
        ['-tags', 'a\tb'],
        ['odd=key', 'value'],
        ['CGO_CFLAGS', ''],
        ['GOFLAGS', '-mod=mod'],
      ]),
    },
  ],
  [
    'lines that make no sense',
    [
      '=>\texample.com/nothing-before-it\tv1.0.0\th1:z=',
      'build\tno-equals',
      'build\t=no-key',
      'build\t"open=value',
      'build\tx="open',
      'novelty\tof the future',
      'mod',
      '',
    ],
    {
      main: { path: '', version: '' },
      deps: [],
      settings: new Map([
        ['"open', 'value'],
        ['x', '"open'],
      ]),
    },
  ],
])('%s', (_, lines, expected) => {
  expect(parseModInfo(lines.map((line) => `${line}\n`).join(''))).toEqual(expected);
});
