import { describe, expect, test } from 'vitest';
import { parseFlags, refusedInGoflags, splitQuoted } from '../../../src/domain/build/flags.ts';

test.each<[string, string[] | undefined]>([
  ['', []],
  [' \n\t', []],
  ['-a -b', ['-a', '-b']],
  ['-a\n\t-b\r\n', ['-a', '-b']],
  [`'-a b' "-c 'd'"`, ['-a b', `-c 'd'`]],
  [`-gcflags='all`, [`-gcflags='all`]],
  [`''`, ['']],
  [String.raw`-a\ b`, ['-a\\', 'b']],
  [`'-a`, undefined],
  [`-a "b`, undefined],
])('%j is split as Go does it', (text, expected) => {
  expect(splitQuoted(text)).toEqual(expected);
});

describe('flags that are taken', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['-race -v', ['-race', '-v']],
    ['--race', ['--race']],
    ['-gcflags=all=-N', ['-gcflags=all=-N']],
    ['-gcflags all=-N', ['-gcflags', 'all=-N']],
    [`'-asmflags=-D x'`, ['-asmflags=-D x']],
    ['-mod=vendor -buildvcs=false', ['-mod=vendor', '-buildvcs=false']],
    ['-buildmode=pie', ['-buildmode=pie']],
    ['-buildmode exe', ['-buildmode', 'exe']],
    ['-constructor', ['-constructor']],
  ])('%j', (text, flags) => {
    expect(parseFlags(text)).toEqual({ flags, problems: [] });
  });
});

describe('flags that are refused', () => {
  test.each<[string, string[]]>([
    ['-o x', ['-o cannot be given here: gin-ship names the binaries']],
    ['--o=x', ['-o cannot be given here: gin-ship names the binaries']],
    ['-C=sub', ['-C cannot be given here: give working-directory']],
    ['-ldflags -s', ['-ldflags cannot be given here: give ldflags as the input of that name']],
    ['-tags=a', ['-tags cannot be given here: give tags as the input of that name']],
    ['-json', ['-json cannot be given here: gin-ship reads the text that go prints']],
    ['-n', ['-n cannot be given here: it builds nothing']],
    ['-c', ['-c cannot be given here: it builds nothing']],
    ['./cmd/app', ['"./cmd/app" is no flag']],
    ['-race=true x', ['"x" is no flag']],
    ['-race ./cmd/app', ['"./cmd/app" is no flag']],
    ['-gcflags all=-N x', ['"x" is no flag']],
    ['-', ['"-" is no flag']],
    ['-buildmode=plugin', ['-buildmode=plugin gives no program; accepted: exe, pie, default']],
    [
      '-buildmode c-archive',
      ['-buildmode=c-archive gives no program; accepted: exe, pie, default'],
    ],
    ['-buildmode', ['-buildmode= gives no program; accepted: exe, pie, default']],
    [`"-race`, ['a quote is not closed']],
  ])('%j', (text, problems) => {
    expect(parseFlags(text).problems).toEqual(problems);
  });
});

test.each<[string, string[]]>([
  ['', []],
  ['-mod=mod -trimpath -buildvcs=false', []],
  ['-toolexec=/tmp/evil', ['-toolexec=/tmp/evil']],
  [`-mod=mod '-toolexec=sh -c x' --overlay=o.json`, ['-toolexec=sh -c x', '--overlay=o.json']],
  ['-exec=x -vettool=y', ['-exec=x', '-vettool=y']],
  ['-toolexecutive=x', []],
  [`'-toolexec=x`, []],
])('of GOFLAGS %j these are refused: %j', (goflags, expected) => {
  expect(refusedInGoflags(goflags)).toEqual(expected);
});
