import { writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { GoSetting } from '../../src/domain/build/environment.ts';
import type { BuildPlan } from '../../src/domain/build/plan.ts';
import { formatTarget } from '../../src/domain/target.ts';
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

const plan = (given: With, env: Readonly<Record<string, string>>): Promise<BuildPlan> =>
  planModule(world, go, { given, env, dir: work });

/** A module that is a known stub without cgo, from a folder beside. */
const tree: Tree = {
  'go.mod':
    'module example.com/notes\n\ngo 1.21\n\nrequire github.com/mattn/go-sqlite3 v1.14.0\n\n' +
    'replace github.com/mattn/go-sqlite3 => ./driver\n',
  'main.go': 'package main\n\nimport _ "github.com/mattn/go-sqlite3"\n\nfunc main() {}\n',
  'driver/go.mod': 'module github.com/mattn/go-sqlite3\n',
  'driver/a.go': 'package sqlite3\n\nimport "C"\n',
  'driver/b.go': '//go:build !cgo\n\npackage sqlite3\n',
};
const everywhere = { targets: `${native},darwin/arm64` };

/** A PATH with Go's own folder and these compilers only. */
function pathWith(...compilers: readonly string[]): Record<string, string> {
  writeTree(world.folder, { 'bin/none': '' });
  for (const name of compilers) {
    writeFileSync(`${world.folder}/bin/${name}`, '#!/bin/sh\n', { mode: 0o755 });
  }
  return { PATH: `${go.toolchain.goroot}/bin:${world.folder}/bin` };
}

const modes = ({ builds }: BuildPlan): unknown =>
  builds.map(({ env }) => [env['GOOS'], env['CGO_ENABLED'], env['CC']]);

test('cgo is on where a module needs it and a compiler is there, and its lack is a warning', async () => {
  writeTree(work, tree);
  expect(modes(await plan(everywhere, pathWith('gcc')))).toEqual([
    [go.native.os, '1', undefined],
    ['darwin', '0', undefined],
  ]);
  expect(world.recorded.lines).toEqual([
    expect.stringMatching(
      /^warning: darwin\/arm64: github\.com\/mattn\/go-sqlite3 needs cgo and there is no C compiler for darwin\/arm64 on PATH/,
    ),
  ]);
});

test('cgo is off where no module needs it, whatever compilers there are', async () => {
  writeTree(work, {
    'go.mod': 'module example.com/notes\n\ngo 1.21\n',
    'main.go': 'package main\n\nfunc main() {}\n',
  });
  expect(modes(await plan({}, pathWith('gcc')))).toEqual([[go.native.os, '0', undefined]]);
});

test('cgo takes the compiler that build-env names', async () => {
  writeTree(work, tree);
  const given = { 'build-env': 'CC=zig cc' };
  expect(modes(await plan(given, pathWith()))).toEqual([[go.native.os, '1', undefined]]);
});

test('a CC of the environment is left as it is, though another compiler is there', async () => {
  writeTree(work, tree);
  const env = { ...pathWith('clang'), CC: '/opt/own/cc' };
  expect(modes(await plan(everywhere, env))).toEqual([
    [go.native.os, '1', undefined],
    ['darwin', '0', undefined],
  ]);
  expect(modes(await plan({}, pathWith('clang')))).toEqual([[go.native.os, '1', 'clang']]);
});

test("so is one of the user's own settings of Go, and a -p there is told from ours", async () => {
  writeTree(work, tree);
  const changed = (name: string, value: string): GoSetting => ({ name, value, from: 'go env -w' });
  const settings = [changed('CC', '/opt/own/cc'), changed('GOFLAGS', '-p=1')];
  const dir = work;
  const made = await planModule(world, go, { dir, env: pathWith('clang'), changed: settings });
  expect([modes(made), made.workersGiven]).toEqual([[[go.native.os, '1', undefined]], true]);
  const without = await planModule(world, go, { dir, env: { GOFLAGS: '-v' }, changed: settings });
  expect(without.workersGiven).toBe(false);
});

test('cgo: on is refused for every target without a compiler', async () => {
  writeTree(work, tree);
  await expect(plan({ ...everywhere, cgo: 'on' }, pathWith())).rejects.toThrow(
    'planning the build: 2 things are in the way\n' +
      `  | cgo: on, but there is no C compiler for ${native} on PATH; install gcc\n` +
      '  | cgo: on, but there is no C compiler for darwin/arm64 on PATH; build it on a darwin runner\n' +
      'Try: install the compiler in a step before, or use `cgo: auto`',
  );
});
