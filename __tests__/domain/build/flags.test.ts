import { describe, expect, test } from 'vitest';
import {
  flagsForLooking,
  limitsWorkers,
  parseFlags,
  refusedInGoflags,
  splitQuoted,
  writesGoMod,
} from '../../../src/domain/build/flags.ts';

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
    ['-cover -coverpkg ./...', ['-cover', '-coverpkg', './...']],
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
    [
      '-mod=mod',
      ['-mod=mod lets a build change go.mod: run `go mod tidy`, commit it, and drop the flag'],
    ],
    [
      '--mod mod',
      ['-mod=mod lets a build change go.mod: run `go mod tidy`, commit it, and drop the flag'],
    ],
    [`"-race`, ['a quote is not closed']],
    ['-gcflags', ['-gcflags has no value']],
    ['-gcflags -gcflags -o', ['-o cannot be given here: gin-ship names the binaries']],
    ['-f={{.Name}}', ['-f is no flag of go build; `go help build` lists them']],
    ['-trimpaht', ['-trimpaht is no flag of go build (-trimpath?); `go help build` lists them']],
    ['-constructor', ['-constructor is no flag of go build; `go help build` lists them']],
  ])('%j', (text, problems) => {
    expect(parseFlags(text).problems).toEqual(problems);
  });
});

test.each<[string, string[]]>([
  ['', []],
  ['-mod=mod -trimpath -buildvcs=false', []],
  ['-toolexec=/tmp/evil', ['-toolexec']],
  [`-mod=mod '-toolexec=sh -c x' --overlay=o.json`, ['-toolexec', '--overlay']],
  ['-exec=x -vettool', ['-exec', '-vettool']],
  ['-modfile=/tmp/evil.mod', ['-modfile']],
  ['-toolexecutive=x', []],
  [`'-toolexec=x`, []],
])('of GOFLAGS %j these are refused: %j', (goflags, expected) => {
  expect(refusedInGoflags(goflags)).toEqual(expected);
});

test.each<[string[], string[]]>([
  [
    ['-trimpath', '-tags', 'a,b', '-race'],
    ['-trimpath', '-tags', 'a,b', '-race'],
  ],
  [['-cover', '-covermode=set', '-race'], ['-race']],
  [
    ['--coverpkg', './...', '-p', '2'],
    ['-p', '2'],
  ],
  [
    ['-tags', '-cover', '-v'],
    ['-tags', '-cover', '-v'],
  ],
])('of %j vet and list get %j', (flags, expected) => {
  expect(flagsForLooking(flags)).toEqual(expected);
});

test.each([
  ['', false],
  ['-mod=readonly -modcacherw', false],
  ['-mod=vendor', false],
  ['-trimpath -mod=mod', true],
  [`'--mod=mod'`, true],
  ['-modfile=mod', false],
])('whether GOFLAGS %j let builds write go.mod: %s', (goflags, expected) => {
  expect(writesGoMod(goflags)).toBe(expected);
});

test.each<[string[], boolean]>([
  [[], false],
  [['-p', '2'], true],
  [['-v', '-p=2'], true],
  [['--p=2'], true],
  [['-pgo=off', '-pkgdir', '/x'], false],
  [['-gcflags', '-p'], false],
])('whether %j limit how many compilers run at once: %s', (flags, expected) => {
  expect(limitsWorkers(flags)).toBe(expected);
});
