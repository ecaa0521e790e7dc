import { describe, expect, test } from 'vitest';
import { type With, inputsOf, problemsOf } from '../../fakes/inputs.ts';

describe('accepted', () => {
  test.each<[With, object]>([
    [{ name: 'a' }, { name: 'a' }],
    [{ name: 'notes-2' }, { name: 'notes-2' }],
    [{ name: `a${'b'.repeat(23)}` }, { name: `a${'b'.repeat(23)}` }],
    [{ main: './cmd/app' }, { main: ['./cmd/app'] }],
    [{ main: '.\n./cmd/...,../other' }, { main: ['.', './cmd/...', '../other'] }],
    [{ main: 'example.com/notes/cmd/app' }, { main: ['example.com/notes/cmd/app'] }],
    [{ main: './cmd/программа' }, { main: ['./cmd/программа'] }],
    [{ main: './my app' }, { main: ['./my app'] }],
    [{ check: 'none' }, { check: 'none' }],
    [{ check: 'test' }, { check: 'test' }],
    [{ check: 'false' }, { check: 'none' }],
    [{ check: 'true' }, { check: 'vet' }],
    [{ cgo: 'on' }, { cgo: 'on' }],
    [{ cgo: 'true' }, { cgo: 'on' }],
    [{ cgo: 'False' }, { cgo: 'off' }],
    [{ ldflags: '-X main.mode=release' }, { ldflags: '-X main.mode=release' }],
    [{ ldflags: '' }, { ldflags: '' }],
    [{ flags: '-race' }, { flags: ['-race'] }],
    [{ flags: `-v '-gcflags=all=-N -l'` }, { flags: ['-v', '-gcflags=all=-N -l'] }],
    [{ flags: '-buildmode pie' }, { flags: ['-buildmode', 'pie'] }],
    [{ tags: 'nomsgpack,go1.26' }, { tags: ['nomsgpack', 'go1.26'] }],
    [{ tags: 'a b\nc' }, { tags: ['a', 'b', 'c'] }],
    [{ 'build-env': 'CC=zig cc\nGOPRIVATE=*' }, { buildEnv: { CC: 'zig cc', GOPRIVATE: '*' } }],
    [{ 'build-env': 'A<<END\n1\n2\nEND' }, { buildEnv: { A: '1\n2' } }],
    [{ version: '1.4.0' }, { version: '1.4.0' }],
    [{ version: 'v1.4.0-rc.1+b5' }, { version: '1.4.0-rc.1+b5' }],
    [{ version: 'vnext' }, { version: 'vnext' }],
    [{ version: 'x'.repeat(100) }, { version: 'x'.repeat(100) }],
    [{ parallelism: 'auto' }, { parallelism: 'auto' }],
    [{ parallelism: '1' }, { parallelism: 1 }],
    [{ parallelism: '64' }, { parallelism: 64 }],
    [
      { targets: 'linux/arm/v7, windows_amd64\n# not yet: darwin/*\nfreebsd/*' },
      {
        targets: [
          { os: 'linux', arch: 'arm', variant: '7', text: 'linux/arm/v7' },
          { os: 'windows', arch: 'amd64', text: 'windows_amd64' },
          { os: 'freebsd', arch: '*', text: 'freebsd/*' },
        ],
      },
    ],
  ])('%j', (given, expected) => {
    expect(inputsOf(given).build).toEqual({ ...inputsOf().build, ...expected });
  });
});

describe('refused', () => {
  const name = 'a small letter, then up to 23 small letters, digits and -';
  const version = 'up to 100 letters, digits and . + _ -, as 1.4.0';
  const target = 'accepted: linux/amd64, linux/arm/v7, linux/*';
  test.each<[With, string[]]>([
    [{ name: 'Notes' }, [`name: "Notes" is not accepted; accepted: ${name}`]],
    [{ name: '2notes' }, [`name: "2notes" is not accepted; accepted: ${name}`]],
    [{ name: 'a/b' }, [`name: "a/b" is not accepted; accepted: ${name}`]],
    [{ name: 'a'.repeat(25) }, [`name: "${'a'.repeat(25)}" is not accepted; accepted: ${name}`]],
    [
      { main: './cmd/app/main.go' },
      ['main: "./cmd/app/main.go" is a file; name its package, the folder: ./cmd/app'],
    ],
    [{ main: '-o=x' }, ['main: "-o=x" is no package; accepted: ., ./cmd/app, ./cmd/...']],
    [{ main: 'cmd;id' }, ['main: "cmd;id" is no package; accepted: ., ./cmd/app, ./cmd/...']],
    [{ targets: '' }, ['targets: is empty; name at least one, as linux/amd64, or drop the line']],
    [
      { targets: ',\n#x' },
      ['targets: is empty; name at least one, as linux/amd64, or drop the line'],
    ],
    [{ targets: 'linux amd64' }, [`targets: "linux amd64" is no target; ${target}`]],
    [
      { targets: 'linux/x86_64, macos_aarch64' },
      [`targets: "linux/x86_64" is no target; write linux/amd64; ${target}`],
    ],
    [{ check: 'tests' }, ['check: "tests" is not known (test?); accepted: none, vet, test']],
    [{ cgo: '1' }, ['cgo: "1" is not known; accepted: auto, on, off']],
    [{ flags: `-gcflags='all` }, []],
    [{ flags: `'-race` }, ['flags: a quote is not closed']],
    [
      { flags: '-o=x ./cmd -buildmode=c-shared' },
      [
        'flags: -o cannot be given here: gin-ship names the binaries',
        'flags: "./cmd" is no flag',
        'flags: -buildmode=c-shared gives no program; accepted: exe, pie, default',
      ],
    ],
    [{ tags: 'a&b, c' }, ['tags: "a&b" is no build tag; accepted: letters, digits, _ and .']],
    [{ ldflags: `-X 'main.mode=a b` }, ['ldflags: a quote is not closed']],
    [
      { 'build-env': 'GOWORK=off\nPath=/x\nGIT_CONFIG_COUNT=1' },
      ['GOWORK', 'Path', 'GIT_CONFIG_COUNT'].map(
        (key) =>
          `build-env: ${key} comes too late here, gin-ship has read it before; set it in the job's \`env:\``,
      ),
    ],
    [{ 'build-env': 'oops' }, ['build-env: line 1 is not KEY=VALUE and not KEY<<END']],
    [{ version: '-1' }, [`version: "-1" is not accepted; accepted: ${version}`]],
    [{ version: '1.0/../x' }, [`version: "1.0/../x" is not accepted; accepted: ${version}`]],
    [
      { version: '1.0\n2' },
      [String.raw`version: "1.0\u000a2" is not accepted; accepted: ${version}`],
    ],
    [
      { version: 'x'.repeat(101) },
      [`version: "${'x'.repeat(77)}..." is not accepted; accepted: ${version}`],
    ],
    [{ parallelism: '0' }, ['parallelism: "0" is not accepted; accepted: auto, 1 to 64']],
    [{ parallelism: '65' }, ['parallelism: "65" is not accepted; accepted: auto, 1 to 64']],
    [{ parallelism: '1.5' }, ['parallelism: "1.5" is not accepted; accepted: auto, 1 to 64']],
  ])('%j', (given, problems) => {
    expect(problemsOf(given)).toEqual(problems);
  });
});
