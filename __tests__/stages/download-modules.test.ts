import * as fs from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPacker } from '../../src/adapters/packer.ts';
import type { Project } from '../../src/domain/source/project.ts';
import type { StageResult } from '../../src/domain/stage-result.ts';
import { downloadModules } from '../../src/stages/download-modules.ts';
import { testGo } from '../fakes/go.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { type Tree, projectOf, writeTree } from '../fixtures/repository.ts';

const go = testGo();
afterAll(() => go[Symbol.dispose]());

let world: FakeWorld;
let work: string;
let proxy: string;
beforeEach(() => {
  world = fakeWorld();
  work = `${world.folder}/work`;
});
afterEach(() => world[Symbol.dispose]());

/** A module proxy as a folder (`go help goproxy`) that offers example.com/far v1.0.0. */
beforeAll(async () => {
  proxy = `${go.env['HOME']}/proxy/example.com/far/@v`;
  const mod = 'module example.com/far\n\ngo 1.21\n';
  writeTree(proxy, { list: 'v1.0.0\n', 'v1.0.0.mod': mod, 'v1.0.0.info': '{"Version":"v1.0.0"}' });
  writeTree(`${proxy}/src`, { 'go.mod': mod, 'far.go': 'package far\n' });
  await createPacker().pack({
    format: 'zip',
    entries: ['far.go', 'go.mod'].map((name) => ({
      kind: 'file' as const,
      name: `example.com/far@v1.0.0/${name}`,
      source: `${proxy}/src/${name}`,
      executable: false,
    })),
    mtimeSeconds: 1_700_000_000,
    to: `${proxy}/v1.0.0.zip`,
  });
});

function download(project: Project): Promise<StageResult<number>> {
  const own = { GOPROXY: `file://${go.env['HOME']}/proxy`, GONOSUMDB: '*', GOFLAGS: '-modcacherw' };
  return downloadModules(world, { project, toolchain: go.toolchain, env: { ...go.env, ...own } });
}

const done = { done: true, value: expect.any(Number) as number };
const fetched = (): boolean => fs.existsSync(`${go.env['GOPATH']}/pkg/mod/example.com/far@v1.0.0`);
const requires = '\n\ngo 1.21\n\nrequire example.com/far v1.0.0\n';
const module: Tree = {
  'go.mod': `module example.com/notes${requires}`,
  'main.go': 'package main\n\nimport _ "example.com/far"\n\nfunc main() {}\n',
};

/** All files of the working tree. */
function lookAt(root = work): Record<string, string> {
  const names = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
  const plain = names.filter((name) => fs.statSync(`${root}/${name}`).isFile()).sort();
  return Object.fromEntries(
    plain.map((name) => [name, fs.readFileSync(`${root}/${name}`, 'utf8')]),
  );
}

test('with a vendor folder nothing is downloaded', async () => {
  const project = { ...projectOf(work), vendored: true };
  const result = await downloadModules(world, {
    project,
    toolchain: { ...go.toolchain, go: '/none/go' },
    env: go.env,
  });
  expect(result).toEqual({ done: false, reason: 'the module has a vendor folder' });
});

test('modules are there afterwards, and no file of the working tree has changed', async () => {
  writeTree(work, { ...module, 'go.sum': '' });
  const before = lookAt();
  expect(await download(projectOf(work))).toEqual(done);
  expect([fetched(), lookAt()]).toEqual([true, before]);
});

describe('go.mod, go.work and their sums are left as they were', () => {
  /** A Go that writes what a real one may write. */
  function goThatWrites(...names: readonly string[]): Project {
    const script = names.map((name) => `echo changed > '${work}/${name}'`).join('\n');
    writeTree(world.folder, { go: { program: `#!/bin/sh\n${script}\n` } });
    return projectOf(`${work}/svc`);
  }

  test.each<[string, Tree]>([
    [
      'where all were there',
      { 'svc/go.mod': 'm\n', 'svc/go.sum': 'a\n', 'go.work.sum': 'b\n', 'go.work': 'w\n' },
    ],
    ['where there were no sums', { 'svc/go.mod': '', 'go.work': '' }],
  ])('%s', async (_what, tree) => {
    writeTree(work, tree);
    const before = lookAt();
    fs.mkdirSync(`${work}/svc`, { recursive: true });
    const project = {
      ...goThatWrites('svc/go.mod', 'svc/go.sum', 'go.work', 'go.work.sum'),
      workspaceFile: `${work}/go.work`,
    };
    const toolchain = { ...go.toolchain, go: `${world.folder}/go` };
    const result = await downloadModules(world, { project, toolchain, env: go.env });
    expect([result, lookAt()]).toEqual([done, before]);
  });

  test('by a real Go in a workspace', async () => {
    writeTree(work, {
      'go.work': 'go 1.21\n\nuse (\n\t./svc\n\t./lib\n)\n',
      'svc/go.mod': `module example.com/notes${requires}`,
      'svc/main.go': 'package main\n\nimport _ "example.com/far"\n\nfunc main() {}\n',
      'lib/go.mod': 'module example.com/lib\n\ngo 1.21\n',
    });
    const before = lookAt();
    const project = { ...projectOf(`${work}/svc`), workspaceFile: `${work}/go.work` };
    expect(await download(project)).toEqual(done);
    expect(lookAt()).toEqual(before);
  });
});

test('what cannot be had is told with what Go said and what to try', async () => {
  const unknown = 'module example.com/notes\n\ngo 1.21\n\nrequire example.com/none v1.0.0\n';
  writeTree(work, { ...module, 'go.mod': unknown });
  await expect(download(projectOf(work))).rejects.toThrow(
    /^downloading modules: go mod download failed: it ended with exit code 1\n[^]*example\.com\/none@v1\.0\.0: [^]*Try:\n {2}- run `go mod tidy`[^]*GOPRIVATE[^]*run the job again/,
  );
});
