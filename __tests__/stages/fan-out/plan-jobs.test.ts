import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createVersions } from '../../../src/adapters/versions.ts';
import { parseMatrix } from '../../../src/domain/fan-out/matrix.ts';
import { run } from '../../../src/run.ts';
import { testGo } from '../../fakes/go.ts';
import { type With, inputsOf } from '../../fakes/inputs.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { type Tree, commitTree, gitEnv } from '../../fixtures/repository.ts';

const go = testGo();
afterAll(() => go[Symbol.dispose]());

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld({
    versions: createVersions(),
    toolCache: {
      list: () => Promise.resolve([]),
      unpack: () => Promise.reject(new Error('nothing is unpacked')),
      keep: () => Promise.reject(new Error('nothing is kept')),
    },
    runner: { platform: go.native, env: { ...go.env, ...gitEnv } },
  });
});
afterEach(() => world[Symbol.dispose]());

/** A module that is a known stub without cgo, from a folder beside; on Windows it is not used. */
const tree: Tree = {
  'go.mod':
    'module example.com/notes\n\ngo 1.21\n\nrequire github.com/mattn/go-sqlite3 v1.14.0\n\n' +
    'replace github.com/mattn/go-sqlite3 => ./driver\n',
  'main.go': 'package main\n\nfunc main() {}\n',
  'store.go': '//go:build !windows\n\npackage main\n\nimport _ "github.com/mattn/go-sqlite3"\n',
  'driver/go.mod': 'module github.com/mattn/go-sqlite3\n',
  'driver/a.go': 'package sqlite3\n\nimport "C"\n',
  'driver/b.go': '//go:build !cgo\n\npackage sqlite3\n',
};
const targets = 'linux/amd64,linux/arm64,windows/amd64,darwin/*';

async function plan(given: With = {}): Promise<readonly string[]> {
  commitTree(world.runner.workspace, tree);
  const { version } = go.toolchain;
  await run(world, {
    readInputs: () => inputsOf({ command: 'plan', targets, 'go-version': version, ...given }),
    version: '1.0.0',
    cancelled: new Promise<string>(() => undefined),
  });
  const read = parseMatrix(world.recorded.outputs['matrix'] ?? '');
  if ('problem' in read) throw new Error(read.problem);
  return read.jobs.map((job) => `${job.artifactName} ${job.runner}: ${job.targets.join(' ')}`);
}

test('what needs cgo goes to a runner of its own system, the rest to Linux', async () => {
  expect(await plan()).toEqual([
    'notes-part-1 ubuntu-latest: linux/amd64 windows/amd64',
    'notes-part-2 ubuntu-24.04-arm: linux/arm64',
    'notes-part-3 macos-latest: darwin/amd64',
    'notes-part-4 macos-latest: darwin/arm64',
  ]);
  const { outputs, summary, state } = world.recorded;
  expect(Object.keys(outputs)).toEqual(['version', 'timestamp', 'go-version', 'matrix']);
  expect(summary).toMatch(/^## notes \S+: plan\n\n\| Targets \| Runner \| Artifact \|\n/);
  expect(state).toEqual({});
  expect(await world.files.list(world.runner.temp)).toEqual([]);
});

test('without cgo one runner does for all, if there is to be one', async () => {
  expect(
    await plan({ cgo: 'off', 'max-jobs': '1', 'artifact-name': '{name}-{timestamp}' }),
  ).toEqual([
    'notes-20261122-1351-part-1 ubuntu-latest: linux/amd64 linux/arm64 windows/amd64 darwin/amd64 darwin/arm64',
  ]);
});

test.each<[what: string, given: With, told: RegExp]>([
  ['a target that does not exist', { targets: 'linux/amd65' }, /linux\/amd65.*linux\/amd64/],
  ['a program that does not exist', { main: './cmd/none' }, /there is no main package in/],
  ['two archives of one name', { 'name-template': 'notes' }, /"notes\.tar\.gz" is the name for/],
  ['more systems than jobs', { 'max-jobs': '2' }, /needs 3 kinds of runners, and max-jobs is 2/],
])('%s fails here, before any job is started', async (_what, given, told) => {
  await expect(plan(given)).rejects.toThrow(told);
  expect(world.recorded.outputs).not.toHaveProperty('matrix');
  expect(world.recorded.outputs).not.toHaveProperty('outcome');
});
