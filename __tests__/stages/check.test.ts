import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { CgoChoice } from '../../src/domain/build/cgo.ts';
import { type BuildWish, planBuild } from '../../src/domain/build/plan.ts';
import type { StageResult } from '../../src/domain/stage-result.ts';
import { type Checked, check } from '../../src/stages/check.ts';
import { testGo } from '../fakes/go.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { type Tree, commitTree, git, projectOf } from '../fixtures/repository.ts';

// the first use of testing compiles it, and all below, into an empty cache
const go = testGo();
afterAll(() => go[Symbol.dispose]());

let world: FakeWorld;
let work: string;
beforeEach(() => {
  world = fakeWorld();
  work = `${world.folder}/work`;
});
afterEach(() => world[Symbol.dispose]());

const aNumber: unknown = expect.any(Number);
const off: CgoChoice = { on: false, env: {} };

/** Checks the module in `services/notes` of a repository that holds just this. */
async function run(
  how: 'none' | 'vet' | 'test',
  tree: Tree,
  tags: readonly string[] = [],
  more: Partial<BuildWish> = {},
): Promise<StageResult<Checked>> {
  const inFolder = Object.entries(tree).map(([name, what]) => [`services/notes/${name}`, what]);
  const module = { 'services/notes/go.mod': 'module example.com/notes\n\ngo 1.21\n' };
  const hash = commitTree(work, { ...module, ...(Object.fromEntries(inFolder) as Tree) });
  const project = projectOf(work, hash, 'services/notes');
  const native = go.native;
  const wish = { targets: [], native, nativeCgo: off, tags, flags: [], ldflags: '', project };
  const plan = planBuild({ ...wish, ...more });
  const request = { check: how, plan, project, toolchain: go.toolchain, env: go.env };
  try {
    return await check(world, request);
  } finally {
    expect(git(work, 'status', '--porcelain')).toBe('');
  }
}

const errors = (): string[] => world.recorded.lines.filter((line) => line.startsWith('error'));
const infos = (): string[] =>
  world.recorded.lines
    .filter((line) => line.startsWith('info'))
    .map((line) => line.replace(/(?:\d+ min )?[\d.]+ m?s$/, 'TIME'));

const sub = { 'sub/sub.go': 'package sub\n\nfunc Add(a, b int) int { return a + b }\n' };
const passing = `package sub

import "testing"

func TestAdd(t *testing.T) {
	if Add(1, 2) != 3 {
		t.Fatal("no")
	}
}
`;

test('check: none runs nothing', async () => {
  const processes = { ...world.processes, run: () => Promise.reject(new Error('ran')) };
  const request = { check: 'none' as const, plan: undefined, project: undefined };
  const result = await check({ ...world, processes }, {
    ...request,
    toolchain: go.toolchain,
    env: {},
  } as never);
  expect(result).toEqual({ done: false, reason: 'check: none' });
});

test('what is right is told in one line, and vet alone runs no test', async () => {
  const failing = passing.replace('!= 3', '== 3');
  const result = await run('vet', { ...sub, 'sub/sub_test.go': failing });
  expect(result).toMatchObject({ done: true, value: { vet: aNumber } });
  expect(infos()).toEqual([
    'info: go vet -trimpath ./...',
    'info: go vet ./...: nothing found, TIME',
  ]);
  expect(errors()).toEqual([]);
});

test('a finding of vet is an annotation at its line, as seen from the repository', async () => {
  const tree = {
    'main.go': 'package main\n\nfunc main() {}\n',
    'sub/sub.go': 'package sub\n\nfunc Same(x int) {\n\tx = x\n}\n',
  };
  await expect(run('vet', tree)).rejects.toThrow(
    'checking with go vet: there is 1 finding\n' +
      '  | services/notes/sub/sub.go:4: self-assignment of x\n' +
      'Try:\n  - correct what vet found\n  - `check: none` builds without it',
  );
  expect(errors()).toEqual(['error services/notes/sub/sub.go:4:2: self-assignment of x']);
});

test('so is what does not compile, in tests too and with the tags of the build', async () => {
  const tree = {
    ...sub,
    'sub/bad_test.go': '//go:build extra\n\npackage sub\n\nvar _ int = "x"\n',
  };
  await expect(run('vet', tree, ['extra'])).rejects.toThrow(
    'checking with go vet: there is 1 finding',
  );
  expect(errors()).toEqual([
    'error services/notes/sub/bad_test.go:5:13: cannot use "x" (untyped string constant) as int value in variable declaration',
  ]);
});

test('a package of C code alone, which cgo off leaves without files, is answered with `cgo: on`', async () => {
  const tree = {
    'main.go': 'package main\n\nimport "example.com/notes/c"\n\nfunc main() { println(c.One) }\n',
    'c/c.go': 'package c\n\nimport "C"\n\nconst One = 1\n',
  };
  await expect(run('vet', tree)).rejects.toThrow(
    /: build constraints exclude all Go files in [^]*Try:\n {2}- give `cgo: on` where C code is wanted: [^\n]*\n {2}- correct what vet found\n/,
  );
  const constrained = { ...tree, 'c/c.go': '//go:build none\n\npackage c\n\nconst One = 1\n' };
  const nativeCgo = { on: true, env: {} };
  await expect(run('vet', constrained, [], { nativeCgo })).rejects.toThrow(
    /: build constraints exclude all Go files in [^]*Try:\n {2}- correct what vet found\n/,
  );
});

const windows: BuildWish['targets'] = [
  { target: { os: 'windows', arch: 'amd64' }, cgo: off, mains: [] },
];

test('where no package is for the runner, vet looks at a target, and tests say why they are not run', async () => {
  const tree = { 'main_windows.go': 'package main\n\nfunc main() {}\n' };
  const result = await run('test', tree, [], { targets: windows });
  const untested = `no package is for ${go.native.os}/${go.native.arch}`;
  expect(result).toMatchObject({ done: true, value: { vet: aNumber, untested } });
  expect(infos()).toEqual([
    'info: go vet -trimpath ./...',
    `info: ${untested}; go vet looks at windows/amd64 instead, and no test is run`,
    'info: go vet -trimpath ./...',
    'info: go vet ./...: nothing found, TIME',
  ]);
});

test('what vet finds there is told, and a finding for the runner is not looked for elsewhere', async () => {
  const wrong = 'package main\n\nfunc main() {\n\tx := 1\n\tx = x\n}\n';
  const found = 'checking with go vet: there is 1 finding';
  const elsewhere = run('vet', { 'main_windows.go': wrong }, [], { targets: windows });
  await expect(elsewhere).rejects.toThrow(found);
  expect(errors()).toEqual(['error services/notes/main_windows.go:5:2: self-assignment of x']);
  await expect(run('vet', { 'main.go': wrong }, [], { targets: windows })).rejects.toThrow(found);
  expect(infos().filter((line) => line.includes('instead'))).toHaveLength(1);
});

test('flags that vet does not take are for the tests alone', async () => {
  const tree = { ...sub, 'sub/sub_test.go': passing };
  await run('test', tree, [], { flags: ['-cover', '-covermode', 'set'] });
  expect(infos()[0]).toBe('info: go vet -trimpath ./...');
  expect(infos()[2]).toBe('info: go test -json -vet=off -trimpath -cover -covermode set ./...');
});

test('tests that pass are counted, and run with the flags of the build', async () => {
  const tree = {
    ...sub,
    'sub/sub_test.go': `//go:build extra\n\n${passing}`,
    'a/a.go': 'package a\n',
  };
  const result = await run('test', tree, ['extra']);
  const value = { vet: aNumber, test: aNumber, packages: 2 };
  expect(result).toMatchObject({ done: true, value });
  expect(infos()[2]).toBe('info: go test -json -vet=off -trimpath -tags extra ./...');
  expect(world.recorded.lines.at(-1)).toMatch(
    /^verbatim: \?\s+example\.com\/notes\/a\t\[no test files\]\nok\s+example\.com\/notes\/sub\t[\d.]+s$/,
  );
});

test('each failure of a test is an annotation at its line, as seen from the repository', async () => {
  const header = 'import "testing"\n\n';
  const tree: Tree = {
    ...sub,
    'root_test.go': `package notes_test\n\n${header}func TestRoot(t *testing.T) { t.Error("top") }\n`,
    'sub/sub_test.go':
      `package sub\n\n${header}func TestAdd(t *testing.T) {\n` +
      '\tt.Run("small", func(t *testing.T) {\n\t\tt.Error("first\\nsecond")\n\t})\n' +
      '\tt.Run("ok", func(t *testing.T) { t.Log("quiet") })\n}\n',
    'panics/p_test.go':
      `package panics\n\n${header}func TestPanics(t *testing.T) {\n` +
      '\tvar m map[string]int\n\tm["a"] = 1\n}\n',
    'exits/e_test.go':
      'package exits\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestExits(t *testing.T) {\n' +
      '\tos.Stdout.WriteString("about to exit\\n")\n\tos.Exit(3)\n}\n',
    // vet would find what does not compile, so this is something that only the linker misses
    'links/l.go': 'package links\n\nfunc Missing()\n',
    'links/l.s': '',
    'links/l_test.go': `package links\n\n${header}func TestLinks(t *testing.T) { Missing() }\n`,
  };
  const failure = await run('test', tree).catch((error: Error) => error.message);
  expect(errors()).toEqual([
    'error services/notes/root_test.go:5: TestRoot: top',
    'error services/notes/panics/p_test.go:7: TestPanics: panic: assignment to entry in nil map [recovered, repanicked]',
    'error services/notes/sub/sub_test.go:7: TestAdd/small: first\nsecond',
  ]);
  expect(failure).toMatch(
    /^checking with go test: example\.com\/notes\.TestRoot, example\.com\/notes\/exits\.TestExits, example\.com\/notes\/links, example\.com\/notes\/panics\.TestPanics, example\.com\/notes\/sub\.TestAdd\/small failed\n/,
  );
  const said = world.recorded.lines.find((line) => line.startsWith('verbatim: #'));
  expect(said).toContain('about to exit\n');
  expect(said).toContain('relocation target example.com/notes/links.Missing not defined');
});
