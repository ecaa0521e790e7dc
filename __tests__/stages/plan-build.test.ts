import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BuildPlan } from '../../src/domain/build/plan.ts';
import { formatTarget } from '../../src/domain/target.ts';
import type { Processes } from '../../src/ports.ts';
import { tickingClock } from '../fakes/clock.ts';
import { testGo } from '../fakes/go.ts';
import type { With } from '../fakes/inputs.ts';
import { planModule } from '../fakes/plan.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { type Tree, writeTree } from '../fixtures/repository.ts';

const go = testGo();
afterAll(() => go[Symbol.dispose]());

const native = formatTarget(go.native);

let world: FakeWorld;
let work: string;
beforeEach(() => {
  world = fakeWorld({ runner: { platform: go.native } });
  work = `${world.folder}/work`;
});
afterEach(() => world[Symbol.dispose]());

const plan = (given: With = {}, dir = work): Promise<BuildPlan> =>
  planModule(world, go, { given, dir });

function programs({ builds }: BuildPlan): Record<string, readonly string[]> {
  const rows = builds.map(({ target, mains }) => [
    formatTarget(target),
    mains.map(({ importPath, binary }) => `${binary} of ${importPath}`),
  ]);
  return Object.fromEntries(rows) as Record<string, readonly string[]>;
}

const main = 'package main\n\nfunc main() {}\n';
const mod = { 'go.mod': 'module example.com/notes\n\ngo 1.21\n' };

test('all main packages of the module are built, and nothing else', async () => {
  writeTree(work, {
    ...mod,
    'main.go': 'package main\n\nimport _ "example.com/notes/store"\n\nfunc main() {}\n',
    'store/store.go': 'package store\n',
    'cmd/tool/v2/main.go': main,
    'cmd/tool/main_test.go': 'package main\n',
    'testdata/x/main.go': main,
    '_old/main.go': main,
    'other/go.mod': 'module example.com/other\n',
    'other/main.go': main,
  });
  expect(programs(await plan())).toEqual({
    [native]: ['notes of example.com/notes', 'tool of example.com/notes/cmd/tool/v2'],
  });
  expect(world.recorded.lines).toEqual([]);
});

describe('what `main` names is built', () => {
  const tree: Tree = {
    ...mod,
    'main.go': main,
    'cmd/app/main.go': main,
    'cmd/tool/main.go': main,
    'store/store.go': 'package store\n',
  };

  test.each([
    ['.', ['notes of example.com/notes']],
    ['./cmd/app/', ['app of example.com/notes/cmd/app']],
    ['./cmd/...', ['app of example.com/notes/cmd/app', 'tool of example.com/notes/cmd/tool']],
    ['example.com/notes/cmd/tool', ['tool of example.com/notes/cmd/tool']],
    [
      './cmd/app, ./cmd/..., ./cmd/app',
      ['app of example.com/notes/cmd/app', 'tool of example.com/notes/cmd/tool'],
    ],
  ])('%s', async (given, expected) => {
    writeTree(work, tree);
    expect(programs(await plan({ main: given }))).toEqual({ [native]: expected });
  });

  test.each([
    ['./cmd/nope', 'stat .*/work/cmd/nope: directory not found'],
    ['./store', ''],
    ['example.com/else/cmd', 'no required module provides package example.com/else/cmd'],
    ['./none/...', ''],
  ])('and %s, which is no program, is refused beside others', async (pattern, output) => {
    writeTree(work, tree);
    await expect(plan({ main: `./cmd/app,${pattern}` })).rejects.toThrow(
      new RegExp(
        `^looking for programs to build for ${native}: there is no main package in ${pattern} of example.com/notes\n[^]*${output}[^]*` +
          'Try: name the package in `main`, such as ./cmd/app, or the module in `working-directory`$',
      ),
    );
  });
});

test('a program for Windows only is built only there', async () => {
  writeTree(work, {
    ...mod,
    'cmd/app/main.go': main,
    'cmd/service/main.go': `//go:build windows\n\n${main}`,
    'cmd/agent/main_windows.go': main,
  });
  const app = 'app of example.com/notes/cmd/app';
  const windows = ['agent of example.com/notes/cmd/agent', app];
  windows.push('service of example.com/notes/cmd/service');
  const targets = `windows/amd64,${native}`;
  expect(programs(await plan({ targets }))).toEqual({ [native]: [app], 'windows/amd64': windows });
  const named = await plan({ targets, main: './cmd/app,./cmd/service' });
  expect(programs(named)).toEqual({
    [native]: [app],
    'windows/amd64': [app, 'service of example.com/notes/cmd/service'],
  });
});

test('a target without a program is refused', async () => {
  writeTree(work, { ...mod, 'main_windows.go': main });
  await expect(plan({ targets: `windows/amd64,${native}` })).rejects.toThrow(
    `looking for programs to build for ${native}: there is no main package in ./... of example.com/notes\n` +
      'Try: name the package in `main`',
  );
  expect(programs(await plan({ targets: 'windows/amd64' }))).toEqual({
    'windows/amd64': ['notes of example.com/notes'],
  });
});

test('a module without any program is refused', async () => {
  writeTree(work, { ...mod, 'store.go': 'package store\n' });
  await expect(plan({ targets: `${native},windows/amd64` })).rejects.toThrow(
    `for ${native}, windows/amd64: there is no main package in ./... of example.com/notes`,
  );
});

describe('two programs of one name', () => {
  const tree: Tree = { ...mod, 'a/app/main.go': main, 'b/App/main_windows.go': main };

  test('are refused where both are built', async () => {
    writeTree(work, { ...tree, 'c/app/main.go': main });
    await expect(plan({ targets: `${native},windows/amd64` })).rejects.toThrow(
      'planning the build: 2 things are in the way\n' +
        '  | example.com/notes/a/app and example.com/notes/c/app would both give a program called app\n' +
        '  | example.com/notes/a/app and example.com/notes/b/App and example.com/notes/c/app would both give a program called app\n' +
        'Try: name one of them in `main`, or rename a folder',
    );
  });

  test('are no matter where only one of them is built', async () => {
    writeTree(work, tree);
    expect(programs(await plan())).toEqual({ [native]: ['app of example.com/notes/a/app'] });
  });
});

test('tags decide what is a program, and are part of the flags', async () => {
  writeTree(work, { ...mod, 'main.go': `//go:build extra && go1.21\n\n${main}` });
  await expect(plan()).rejects.toThrow('there is no main package');
  const { sharedFlags } = await plan({ tags: 'extra', flags: '-v -gcflags=all=-N' });
  expect(sharedFlags).toEqual(['-trimpath', '-tags', 'extra', '-v', '-gcflags=all=-N']);
});

test('a module of a workspace is built with its neighbours, and a replaced one from its folder', async () => {
  writeTree(work, {
    'go.work': 'go 1.21\n\nuse (\n\t./svc\n\t./lib\n)\n',
    'svc/go.mod':
      'module example.com/svc\n\ngo 1.21\n\nrequire example.com/far v1.0.0\n\nreplace example.com/far => ../far\n',
    'svc/main.go':
      'package main\n\nimport (\n\t_ "example.com/far"\n\t_ "example.com/lib"\n)\n\nfunc main() {}\n',
    'lib/go.mod': 'module example.com/lib\n\ngo 1.21\n',
    'lib/lib.go': 'package lib\n',
    'lib/cmd/x/main.go': main,
    'far/go.mod': 'module example.com/far\n\ngo 1.21\n',
    'far/far.go': 'package far\n',
  });
  expect(programs(await plan({}, `${work}/svc`))).toEqual({
    [native]: ['svc of example.com/svc'],
  });
});

test('a module with a vendor folder is read from it', async () => {
  writeTree(work, {
    'go.mod': 'module example.com/notes\n\ngo 1.21\n\nrequire example.com/far v1.0.0\n',
    'main.go': 'package main\n\nimport _ "example.com/far"\n\nfunc main() {}\n',
    'vendor/modules.txt': '# example.com/far v1.0.0\n## explicit; go 1.21\nexample.com/far\n',
    'vendor/example.com/far/far.go': 'package far\n',
  });
  expect(programs(await plan())).toEqual({ [native]: ['notes of example.com/notes'] });
});

test('a go.mod that Go does not take is told with what Go says', async () => {
  writeTree(work, { 'go.mod': 'module example.com/notes\n\nfoo bar\n', 'main.go': main });
  await expect(plan()).rejects.toThrow(
    /^listing the packages of the module: go list failed with exit code 1\n[^]*go\.mod:3: unknown directive: foo\nTry: run `go list/,
  );
});

test('a listing that takes long says that it goes on', async () => {
  const { clock, tick, running } = tickingClock();
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const processes: Processes = {
    ...world.processes,
    async run() {
      begun.resolve();
      await end.promise;
      return { code: 1, stdout: '', stderr: 'enough', took: 0 };
    },
  };
  const planning = planModule({ ...world, clock, processes }, go, { dir: work });
  await begun.promise;
  tick();
  end.resolve();
  await expect(planning).rejects.toThrow('go list failed with exit code 1\n  | enough\n');
  expect(world.recorded.lines).toEqual(['info: still listing packages after 15.0 s']);
  expect(running()).toEqual([]);
});
