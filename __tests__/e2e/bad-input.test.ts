import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type Bench, createBench, createRepository, goMod } from '../action/bench.ts';
import { annotations, failures, groupTitles, warnings } from '../action/commands.ts';
import type { ActionEnded } from '../action/runner.ts';
import { smallDisk } from '../fixtures/small-disk.ts';
import type { Tree } from '../fixtures/repository.ts';

vi.setConfig({ testTimeout: 120_000 });

const hello = 'package main\n\nfunc main() { println("hello") }\n';
const fine: Tree = { 'go.mod': goMod('example.com/app'), 'main.go': hello };

/** The run ended red, told `expected` as its last failure, and left nothing behind. */
function expectFailure(bench: Bench, ended: ActionEnded, expected: readonly string[]): void {
  expect(failures(ended.stdout).at(-1)?.split('\n'), ended.stdout + ended.stderr).toEqual(expected);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toBe('');
  expectNothingLeft(bench);
}

function expectNothingLeft(bench: Bench): void {
  const made = readdirSync(bench.folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.tar\.gz$|\.zip$|\.partial$|SHA256SUMS$|manifest\.json$/.test(path),
  );
  expect(made).toEqual([]);
  expect(readdirSync(bench.temp)).toEqual([]);
}

function expectNothingBuilt({ stdout }: ActionEnded): void {
  expect(stdout).not.toContain(' go build ');
  expect(groupTitles(stdout)).not.toContain('Checking');
}

describe('a module that cannot be built', () => {
  test('because there is none is told with the folder that has one', async () => {
    using bench = createRepository({ 'README.md': '', 'api/go.mod': goMod('example.com/api') });
    const ended = await bench.ship();
    expectFailure(bench, ended, [
      'reading go.mod in the workspace: there is no go.mod',
      '  go.mod is in: api',
      'Try:',
      '  - working-directory: api',
      '  - run actions/checkout before this step',
    ]);
  });

  test('because working-directory is not there is told so', async () => {
    using bench = createRepository(fine);
    const ended = await bench.ship({ 'working-directory': 'servcie' });
    expectFailure(bench, ended, [
      'reading go.mod in servcie: there is no such folder',
      'Try:',
      '  - name the folder of go.mod in `working-directory`',
      '  - run actions/checkout before this step',
    ]);
  });

  test('because go.mod does not parse is told with the line', async () => {
    using bench = createRepository({ 'go.mod': 'modul example.com/app\n\ngo 1.26\n' });
    expectFailure(bench, await bench.ship(), [
      'reading go.mod in the workspace: it has no module line that can be read',
      'Try: run `go mod edit -json` in that folder; it names the line',
    ]);
  });

  test('because a later line of go.mod is wrong is told in the words of Go', async () => {
    using bench = createRepository({ ...fine, 'go.mod': `${goMod('example.com/app')}requir x\n` });
    const ended = await bench.ship();
    expect(ended.code).toBe(1);
    expect(failures(ended.stdout).at(-1)).toContain('go.mod:4: unknown directive: requir');
    expectNothingLeft(bench);
  });

  test('because it has no main package is told with what to name', async () => {
    using bench = createRepository({ ...fine, 'main.go': 'package app\n' });
    const ended = await bench.ship();
    expectFailure(bench, ended, [
      'looking for programs to build for linux/amd64: there is no main package in ./... of example.com/app',
      'Try: name the package in `main`, such as ./cmd/app, or the module in `working-directory`',
    ]);
    expectNothingBuilt(ended);
  });

  test('because two programs would have one name is told with both', async () => {
    using bench = createRepository({
      'go.mod': goMod('example.com/app'),
      'cmd/server/main.go': hello,
      'tools/server/main.go': hello,
    });
    const ended = await bench.ship();
    expectFailure(bench, ended, [
      'planning the build: it cannot be done',
      '  | example.com/app/cmd/server and example.com/app/tools/server would both give a program called server',
      'Try: name one of them in `main`, or rename a folder',
    ]);
    expectNothingBuilt(ended);
  });
});

describe('code that is wrong', () => {
  test('is annotated once for all targets that share the error, with its targets where they are few', async () => {
    using bench = createRepository({
      'svc/go.mod': goMod('example.com/svc'),
      'svc/main.go': `${hello}\nvar shared int = "no number"\n`,
      'svc/sys_windows.go': 'package main\n\nvar handle uintptr = missing\n',
    });
    const ended = await bench.ship({
      'working-directory': 'svc',
      check: 'none',
      targets: 'linux/amd64, windows/amd64, windows/386',
    });
    expect(annotations(ended.stdout)).toEqual([
      'error svc/main.go:5:18 (go build): cannot use "no number" (untyped string constant) as int value in variable declaration',
      'error svc/sys_windows.go:3:22 (go build): undefined: missing (windows/* only)',
    ]);
    expectFailure(bench, ended, [
      'building: 3 of 3 targets failed: linux/amd64, windows/amd64, windows/386',
      '  | svc/main.go:5: cannot use "no number" (untyped string constant) as int value in variable declaration',
      '  | svc/sys_windows.go:3: undefined: missing (windows/* only)',
      'Try: correct the errors; the group of each target above has all that go printed',
    ]);
  });

  test('of a target alone fails the run, and no archive of the others is delivered', async () => {
    using bench = createRepository({
      ...fine,
      'sys_windows.go': 'package main\n\nvar handle uintptr = missing\n',
    });
    const ended = await bench.ship({ check: 'none', targets: 'linux/amd64, windows/amd64' });
    expect(annotations(ended.stdout)).toEqual([
      'error sys_windows.go:3:22 (go build): undefined: missing (windows/* only)',
    ]);
    expect(failures(ended.stdout).at(-1)).toContain('1 of 2 targets failed: windows/amd64');
    expect(ended.code).toBe(1);
    expectNothingLeft(bench);
    expect(ended.summary).toContain('## app 0.0.0-20240506070809-');
    expect(ended.summary).toContain(' failed\n');
  });

  test('is found by vet before anything is built', async () => {
    using bench = createRepository({
      ...fine,
      'main.go': 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Printf("%d\\n", "x") }\n',
    });
    const ended = await bench.ship();
    expect(annotations(ended.stdout)).toEqual([
      'error main.go:5:27 (go vet): fmt.Printf format %d has arg "x" of wrong type string',
    ]);
    expectFailure(bench, ended, [
      'checking with go vet: 1 findings',
      '  | main.go:5: fmt.Printf format %d has arg "x" of wrong type string',
      'Try:',
      '  - correct what vet found',
      '  - `check: none` builds without it',
    ]);
    expect(ended.stdout).not.toContain(' go build ');
  });

  test('is found by a test before anything is built', async () => {
    using bench = createRepository({
      ...fine,
      'sub/sum.go': 'package sub\n\nfunc Sum(a, b int) int { return a - b }\n',
      'sub/sum_test.go': `package sub

import "testing"

func TestSum(t *testing.T) {
	if got := Sum(1, 2); got != 3 {
		t.Errorf("1 + 2 is %d", got)
	}
}
`,
    });
    const ended = await bench.ship({ check: 'test' });
    expect(annotations(ended.stdout)).toEqual([
      'error sub/sum_test.go:7 (go test): TestSum: 1 + 2 is -1',
    ]);
    const told = failures(ended.stdout).at(-1) ?? '';
    expect(told.split('\n')[0]).toBe('checking with go test: example.com/app/sub.TestSum failed');
    expect(told).toContain('sum_test.go:7: 1 + 2 is -1');
    expect(ended.code).toBe(1);
    expect(ended.stdout).not.toContain(' go build ');
    expectNothingLeft(bench);
  });
});

describe('a hostile tag', () => {
  const tagged = (name: string): { env: Record<string, string> } => ({
    env: { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: name, GITHUB_REF: `refs/tags/${name}` },
  });

  test.each([
    ['v1.0/$(touch x)', '1.0-touch-x'],
    ['v1.0`touch x`;touch x', '1.0-touch-x-touch-x'],
    ['--output=x', 'output-x'],
    ['-rf', 'rf'],
    ['../../../x', 'x'],
    ['v1.0\n::set-output name=version::2', '1.0-set-output-name-version-2'],
    ['v1.0\nversion<<x\n2\nx', '1.0-version-x-2-x'],
    ['v1.0 -X main.version=2', '1.0--X-main.version-2'],
    ["v1.0' -extld=x '", '1.0--extld-x'],
  ])('%j becomes the version %s', async (tag, version) => {
    using bench = createRepository(fine);
    const ended = await bench.ship({ check: 'none' }, tagged(tag));
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    expect(ended.outputs['version']).toBe(version);
    expect(Object.keys(ended.outputs).toSorted()).toEqual([
      'archives',
      'cache-hit',
      'checksums',
      'go-version',
      'manifest',
      'manifest-digest',
      'timestamp',
      'version',
    ]);
    expect(bench.list()).toContain(`app-${version}-20240506-0708-linux-amd64.tar.gz`);
    expect(bench.list('.')).toEqual(['.git', 'dist', 'go.mod', 'main.go']);
    expect(readdirSync(bench.temp)).toEqual([]);
  });

  test('of 250 characters is refused with what to do', async () => {
    using bench = createRepository(fine);
    const ended = await bench.ship({}, tagged(`v${'1'.repeat(250)}`));
    expectFailure(bench, ended, [
      'finding the version: the tag gives a version of 250 characters; 100 are the most',
      'Try: give the input `version`, or use a shorter tag',
    ]);
    expectNothingBuilt(ended);
  });
});

describe('a disk', () => {
  test('that is read-only where the output goes is told before anything is built', async () => {
    using bench = createRepository(fine);
    using disk = smallDisk('1m');
    disk.makeReadOnly();
    const ended = await bench.ship({ 'output-dir': `${disk.folder}/dist` });
    expectFailure(bench, ended, [
      `looking at output-dir: ${disk.folder}/dist cannot be written to (EROFS)`,
      'Try: let the runner write there, or give another output-dir',
    ]);
    expectNothingBuilt(ended);
  });

  const large: Tree = { ...fine, 'static/large.bin': noise(5 * 1024 * 1024) };

  test('that is full while archives are packed leaves none', async () => {
    using bench = createRepository(large);
    using disk = smallDisk('4m');
    const ended = await bench.ship({}, { env: { RUNNER_TEMP: disk.folder } });
    expect(ended.code, ended.stdout + ended.stderr).toBe(1);
    const told = failures(ended.stdout).at(-1)?.split('\n') ?? [];
    expect(told[0]).toMatch(/^packing app-0\.0\.0-.*-linux-amd64\.tar\.gz: the disk is full$/);
    expect(told).toContain('Try: free space there, or build fewer targets in one job');
    expect(readdirSync(disk.folder)).toEqual([]);
    expect(bench.list()).toEqual([]);
  });

  test('that is full while archives are delivered leaves none', async () => {
    using bench = createRepository(large);
    using disk = smallDisk('4m');
    const dist = join(disk.folder, 'dist');
    const ended = await bench.ship({ 'output-dir': dist });
    expect(ended.code, ended.stdout + ended.stderr).toBe(1);
    const told = failures(ended.stdout).at(-1)?.split('\n') ?? [];
    expect(told[0]).toBe('moving the finished archives to output-dir: the disk is full');
    expect(readdirSync(dist).filter((name) => !name.startsWith('.'))).toEqual([]);
    expect(readdirSync(bench.temp)).toEqual([]);
  });
});

describe('targets', () => {
  test.each([
    ['', 'targets: is empty; name at least one, as linux/amd64, or drop the line'],
    [
      'linux/amd64/v9',
      'targets: "linux/amd64/v9" has a variant that Go does not know; accepted for amd64: v1, v2, v3, v4',
    ],
    [
      'linux/x86_64',
      'targets: "linux/x86_64" is no target; write linux/amd64; accepted: linux/amd64, linux/arm/v7, linux/*',
    ],
  ])('%j is refused with the other inputs', async (targets, problem) => {
    using bench = createRepository(fine);
    const ended = await bench.ship({ targets });
    expectFailure(bench, ended, [
      'reading the inputs: one is not right',
      `  | ${problem}`,
      'Try: correct them under `with:` in the workflow',
    ]);
    expectNothingBuilt(ended);
  });

  test.each([
    ['plan8/*', 'plan8/*: the wildcard matches no target that this Go can build'],
    ['linux/foo', 'linux/foo: this Go cannot build it; the nearest that exists is linux/amd64'],
  ])('%j is refused before anything is built', async (targets, problem) => {
    using bench = createRepository(fine);
    const ended = await bench.ship({ targets: `linux/amd64\n${targets}` });
    expectFailure(bench, ended, [
      'planning the build: it cannot be done',
      `  | ${problem}`,
      'Try: correct `targets`; `go tool dist list` prints what Go can build',
    ]);
    expectNothingBuilt(ended);
  });

  test('that are named twice are built once, with a warning', async () => {
    using bench = createRepository(fine);
    const ended = await bench.ship({ targets: 'linux/amd64\nlinux_amd64', check: 'none' });
    expect(ended.code, ended.stdout).toBe(0);
    expect(warnings(ended.stdout)).toEqual([
      'targets: linux/amd64 (as linux/amd64 and linux_amd64) is named twice; it is built once',
    ]);
    expect(ended.stdout.match(/ go build /g)).toHaveLength(1);
  });
});

describe('inputs', () => {
  test('that do not exist are all told at once, with what replaces them', async () => {
    using bench = createRepository(fine);
    const ended = await bench.ship({
      target: 'linux/amd64',
      host: 'example.com',
      script: 'systemctl restart app',
      'chek-latest': 'true',
      'ssh-key': 'PRIVATE',
      cache: 'maybe',
      command: 'deploy',
    });
    const told = failures(ended.stdout).at(-1)?.split('\n') ?? [];
    expect(told.slice(0, -1)).toEqual([
      'reading the inputs: 7 are not right',
      expect.stringMatching(/ target: .* scp-action; .*targets: linux\/amd64/),
      expect.stringMatching(/ host: .* ssh-action .*deploy-hosts: user@host:port/),
      expect.stringMatching(/ script: .* ssh-action/),
      expect.stringMatching(/ chek-latest: .*did you mean check-latest\?/),
      expect.stringMatching(/ ssh-key: .*this version does not have yet/),
      expect.stringMatching(/ command: "deploy" .*accepted: ship, build/),
      expect.stringMatching(/ cache: "maybe" .*accepted: true, false/),
    ]);
    expect(ended.code).toBe(1);
    expectNothingBuilt(ended);
    expectNothingLeft(bench);
    expect(ended.stdout).not.toContain('PRIVATE');
  });
});

describe('surroundings', () => {
  test('with a clock before the commit give a warning and the time of the commit', async () => {
    using bench = createRepository(fine, { date: '2099-01-02T03:04:05Z' });
    const ended = await bench.ship({ timestamp: 'now', check: 'none', version: '1.0.0' });
    expect(ended.code, ended.stdout).toBe(0);
    expect(warnings(ended.stdout)).toEqual([
      expect.stringMatching(
        /^the runner's clock \(20.*Z\) is before the commit \(2099-01-02T03:04:05Z\); timestamp: now takes the time of the commit instead; check the clock/,
      ),
    ]);
    expect(bench.list()).toContain('app-1.0.0-20990102-0304-linux-amd64.tar.gz');
  });

  test('with GOFLAGS that run another program are refused, and it is not run', async () => {
    using bench = createRepository(fine);
    const tool = join(bench.folder, 'tool');
    writeFileSync(tool, `#!/bin/sh\ntouch ${bench.folder}/ran\nexec "$@"\n`, { mode: 0o755 });
    const ended = await bench.ship({}, { env: { GOFLAGS: `-toolexec=${tool}` } });
    expectFailure(bench, ended, [
      `reading GOFLAGS from the environment: -toolexec=${tool} would run other programs or swap sources in every build`,
      'Try: unset GOFLAGS, or give the flag where it can be seen: the input `flags`',
    ]);
    expect(existsSync(join(bench.folder, 'ran'))).toBe(false);
  });

  test('with files of others in output-dir are refused, and these stay', async () => {
    using bench = createRepository({ ...fine, '.gitignore': 'dist\n' });
    mkdirSync(join(bench.workspace, 'dist/docs'), { recursive: true });
    writeFileSync(join(bench.workspace, 'dist/thesis.txt'), 'years of work');
    const ended = await bench.ship();
    expectFailure(bench, ended, [
      `looking at output-dir: ${bench.workspace}/dist is not empty, and no manifest shows that gin-ship made what is there: docs/, thesis.txt`,
      'Try:',
      '  - move them away',
      '  - or give another output-dir',
    ]);
    expectNothingBuilt(ended);
    expect(bench.list()).toEqual(['docs', 'thesis.txt']);
    expect(readFileSync(join(bench.workspace, 'dist/thesis.txt'), 'utf8')).toBe('years of work');
  });

  test('without go.mod and without git still end in one clear sentence', async () => {
    using bench = createBench();
    expectFailure(bench, await bench.ship(), [
      'reading go.mod in the workspace: there is no go.mod',
      'Try:',
      '  - name the folder of go.mod in `working-directory`',
      '  - run actions/checkout before this step',
    ]);
  });
});

/** Text that does not compress well, the same every time. */
function noise(bytes: number): string {
  const text = Buffer.alloc(bytes);
  let state = 1;
  for (let at = 0; at < bytes; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    text[at] = 33 + ((state >> 16) % 94);
  }
  return text.toString('latin1');
}
