import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { buildSettings, filesIn, unpack } from '../action/archives.ts';
import { type Bench, createBench, createRepository, goMod, longAgo } from '../action/bench.ts';
import { group, groupTitles } from '../action/commands.ts';
import { git } from '../action/repository.ts';
import type { ActionEnded } from '../action/runner.ts';
import { type Tree, writeTree } from '../fixtures/repository.ts';

vi.setConfig({ testTimeout: 120_000 });

const program = `package main

import "fmt"

var version, commit, date = "dev", "none", "unknown"

func main() { fmt.Println(version, commit, date) }
`;

/** A program that prints what an expression gives. */
function printing(expression: string, ...imports: readonly string[]): string {
  const lines = ['fmt', ...imports].map((path) => `import "${path}"`);
  return `package main\n\n${lines.join('\n')}\n\nfunc main() { fmt.Println(${expression}) }\n`;
}

/** Unpacks the only archive of the run. */
function unpackOnly(bench: Bench, ended: ActionEnded): string {
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  const archives = JSON.parse(ended.outputs['archives'] ?? '[]') as { readonly path: string }[];
  expect(archives).toHaveLength(1);
  return unpack(join(bench.workspace, archives[0]?.path ?? ''), bench.folder);
}

function run(folder: string, name: string): string {
  return execFileSync(join(folder, name), { cwd: folder, encoding: 'utf8' }).trim();
}

describe('a module in a folder of a monorepo', () => {
  const tree: Tree = {
    LICENSE: 'all of it',
    'README.md': 'of the repository',
    'services/notes/go.mod': goMod('example.com/mono/services/notes'),
    'services/notes/main.go': program,
    'services/notes/README.md': 'of the service',
    'services/notes/config/prod.yaml': 'port: 80\n',
  };

  test('is found by working-directory, and takes its version from its own tag', async () => {
    using bench = createRepository(tree, { tag: 'services/notes/v1.2.0' });
    git(bench.workspace, 'tag', 'v9.9.9');
    const ended = await bench.ship({ 'working-directory': 'services/notes' });
    const folder = unpackOnly(bench, ended);
    expect(filesIn(folder)).toEqual([
      '644 LICENSE',
      '644 README.md',
      '644 config/prod.yaml',
      '755 notes',
    ]);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('of the service');
    expect(run(folder, 'notes')).toBe(`1.2.0 ${bench.hash} ${longAgo}`);
    expect(ended.outputs['manifest']).toBe('services/notes/dist/manifest.json');
    expect(ended.outputs['checksums']).toBe('services/notes/dist/SHA256SUMS');
    expect(group(ended.stdout, 'Plan')).toContain(
      'module: example.com/mono/services/notes in services/notes (input working-directory)',
    );
    expect(git(bench.workspace, 'status', '--porcelain')).toBe('');
  });
});

describe('several modules', () => {
  test('of a go.work, one of them replaced by a path, are built together', async () => {
    using bench = createRepository({
      'go.work': 'go 1.26\n\nuse (\n\t./app\n\t./lib\n)\n',
      'app/go.mod': goMod(
        'example.com/app',
        '',
        'require example.com/other v0.0.0',
        '',
        'replace example.com/other => ../other',
      ),
      'app/main.go': printing('lib.Word, other.Word', 'example.com/lib', 'example.com/other'),
      'lib/go.mod': goMod('example.com/lib'),
      'lib/lib.go': 'package lib\n\nconst Word = "from the workspace"\n',
      'other/go.mod': goMod('example.com/other'),
      'other/other.go': 'package other\n\nconst Word = "and replaced"\n',
    });
    const ended = await bench.ship({ 'working-directory': 'app' });
    expect(run(unpackOnly(bench, ended), 'app')).toBe('from the workspace and replaced');
    expect(group(ended.stdout, 'Plan')).toContain(
      `workspace: ${bench.workspace}/go.work (go.work)`,
    );
  });

  test('in vendor/ are taken from there, without any proxy', async () => {
    using bench = createRepository({
      'go.mod': goMod('example.com/app', '', 'require example.org/dep v1.2.3'),
      'main.go': printing('dep.Word', 'example.org/dep'),
      'vendor/modules.txt': '# example.org/dep v1.2.3\n## explicit; go 1.26\nexample.org/dep\n',
      'vendor/example.org/dep/dep.go': 'package dep\n\nconst Word = "vendored"\n',
    });
    const ended = await bench.ship({}, { env: { GOPROXY: 'off', GOFLAGS: undefined } });
    expect(run(unpackOnly(bench, ended), 'app')).toBe('vendored');
    expect(ended.stdout).toContain('modules: skipped, the module has a vendor folder');
  });
});

describe('several programs', () => {
  const tree: Tree = {
    'go.mod': goMod('example.com/both/v2'),
    'cmd/api/main.go': `package main

import (
	_ "embed"
	"fmt"
)

//go:embed page.html
var page string

func main() { fmt.Print(page) }
`,
    'cmd/api/page.html': 'embedded\n',
    'cmd/worker/main.go': printing('"works"'),
    'internal/tool.go': 'package internal\n',
  };

  test('go into one archive, from one go build', async () => {
    using bench = createRepository(tree);
    const ended = await bench.ship();
    const folder = unpackOnly(bench, ended);
    expect(filesIn(folder)).toEqual(['755 api', '755 worker']);
    expect(run(folder, 'api')).toBe('embedded');
    expect(run(folder, 'worker')).toBe('works');
    expect(ended.stdout.match(/ go build .*/g)).toEqual([
      expect.stringMatching(/ example\.com\/both\/v2\/cmd\/api example\.com\/both\/v2\/cmd\/worker$/),
    ]);
    expect(ended.outputs['archives']).toContain('"file":"both-0.0.0-20240506070809-');
  });

  test('are fewer where main names some', async () => {
    using bench = createRepository(tree);
    const ended = await bench.ship({ main: './cmd/worker' });
    expect(filesIn(unpackOnly(bench, ended))).toEqual(['755 worker']);
    expect(group(ended.stdout, 'Plan')).toContain(
      'programs: example.com/both/v2/cmd/worker (input main)',
    );
  });
});

describe('what is checked out', () => {
  const tree: Tree = { 'go.mod': goMod('example.com/app'), 'main.go': program };

  test('without history and tags gets a pseudo-version, and the log says how to get another', async () => {
    using origin = createRepository(tree, { tag: 'v1.0.0' });
    using bench = createBench();
    const from = `file://${origin.workspace}`;
    git(bench.workspace, 'clone', '--quiet', '--depth=1', '--no-tags', from, '.');
    const ended = await bench.ship();
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    const version = `0.0.0-20240506070809-${origin.hash.slice(0, 12)}`;
    expect(ended.outputs['version']).toBe(version);
    expect(group(ended.stdout, 'Plan')).toContain(
      `version: ${version} (pseudo-version: the clone is shallow and has no tag; \`fetch-depth: 0\` of actions/checkout brings them)`,
    );
  });

  test('after a tag is named by git describe', async () => {
    using bench = createRepository(tree, { tag: 'v1.0.0' });
    git(bench.workspace, 'commit', '--quiet', '--allow-empty', '--message', 'more');
    const hash = git(bench.workspace, 'rev-parse', 'HEAD').trim();
    const ended = await bench.ship();
    expect(ended.outputs['version']).toBe(`1.0.0-1-g${hash.slice(0, 12)}`);
  });

  test('with changes is shipped as dirty, with a warning', async () => {
    using bench = createRepository(tree, { tag: 'v1.0.0' });
    writeTree(bench.workspace, { 'main.go': `${program}\n// changed\n` });
    const ended = await bench.ship();
    const folder = unpackOnly(bench, ended);
    expect(ended.outputs['version']).toBe('1.0.0+dirty');
    expect(buildSettings(join(folder, 'app'))['vcs.modified']).toBe('true');
    expect(ended.stdout).toMatch(/^::warning::the working tree differs from its commit.*main\.go/m);
  });

  test('lies in no repository at all and is shipped all the same', async () => {
    using bench = createBench(tree);
    const ended = await bench.ship({ version: '3.0.0-rc.1' });
    expect(run(unpackOnly(bench, ended), 'app')).toMatch(/^3\.0\.0-rc\.1 none 20\d\d-/);
  });

  test('at a path with spaces and Chinese characters works like any other', async () => {
    const name = '工作 区/我的 服务';
    using bench = createRepository(
      { ...tree, 'static/图 片.txt': 'picture' },
      { called: name, tag: 'v1.0.0' },
    );
    const ended = await bench.ship({ check: 'test' });
    const folder = unpackOnly(bench, ended);
    expect(filesIn(folder)).toEqual(['755 app', '644 static/图 片.txt']);
    expect(buildSettings(join(folder, 'app'))).toMatchObject({ 'vcs.modified': 'false' });
  });
});

describe('an archive', () => {
  const tree: Tree = {
    'go.mod': goMod('example.com/app'),
    'main.go': program,
    'docs/guide/start.md': 'start',
    'docs/draft.md': 'draft',
    'scripts/migrate': { program: '#!/bin/sh\n' },
    'data/seed.db': 'seed',
    'static/local.db': 'state',
    '.env': 'SECRET=1',
  };

  test('has the name, the format and the files that the inputs ask for', async () => {
    using bench = createRepository(tree, { tag: 'v1.0.0' });
    const started = new Date();
    const ended = await bench.ship({
      name: 'other',
      include: 'docs/**\n!docs/draft.md\nscripts/*\ndata/seed.db',
      'name-template': '{name}_{version}_{os}_{arch}_{commit}_{timestamp}',
      timestamp: 'now',
      formats: 'zip',
      'output-dir': 'out/of/it',
    });
    const folder = unpackOnly(bench, ended);
    expect(filesIn(folder)).toEqual([
      '755 app',
      '644 data/seed.db',
      '644 docs/guide/start.md',
      '755 scripts/migrate',
    ]);
    const { timestamp = '' } = ended.outputs;
    const minute = (date: Date): string =>
      date.toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');
    expect([minute(started), minute(new Date())]).toContain(timestamp);
    const file = `other_1.0.0_linux_amd64_${bench.hash.slice(0, 12)}_${timestamp}.zip`;
    expect(bench.list('out/of/it')).toEqual(['.gitignore', 'SHA256SUMS', 'manifest.json', file]);
    expect(run(folder, 'app')).toBe(`1.0.0 ${bench.hash} ${longAgo}`);
    expect(ended.stdout).toContain('left out, since it looks like state: static/local.db');
  });

  test('of a second run takes the place of the first', async () => {
    using bench = createRepository(tree, { tag: 'v1.0.0' });
    await bench.ship({ version: '1.0.0' });
    const ended = await bench.ship({ version: '2.0.0' });
    expect(ended.code, ended.stdout).toBe(0);
    expect(bench.list()).toEqual([
      '.gitignore',
      'SHA256SUMS',
      'app-2.0.0-20240506-0708-linux-amd64.tar.gz',
      'manifest.json',
    ]);
  });
});

describe('a build', () => {
  const tree: Tree = {
    'go.mod': goMod('example.com/app'),
    'main.go': printing('version, greeting, extra'),
    'vars.go': 'package main\n\nvar version, greeting, extra = "dev", "none", "none"\n',
    'extra.go': '//go:build extra\n\npackage main\n\nfunc init() { extra = "tagged" }\n',
    'main_test.go': `package main

import (
	"os"
	"testing"
)

func TestTagged(t *testing.T) {
	if extra != "tagged" {
		t.Fatal("the tag of the build is not that of the test")
	}
	if os.Getenv("WORDS") != "on two\\nlines" {
		t.Fatal("the environment of the build is not that of the test")
	}
}
`,
  };

  test('takes environment, flags, tags and ldflags, and tests run with the same', async () => {
    using bench = createRepository(tree, { tag: 'v1.0.0' });
    const ended = await bench.ship({
      'build-env': 'GOFLAGS=-buildvcs=false\nWORDS<<END\non two\nlines\nEND',
      flags: "-gcflags=-N '-asmflags=-I dir'",
      tags: 'extra, other',
      ldflags: '-X main.greeting=hello',
      check: 'test',
      command: 'build',
    });
    const folder = unpackOnly(bench, ended);
    expect(run(folder, 'app')).toBe('1.0.0 hello tagged');
    const settings = buildSettings(join(folder, 'app'));
    expect(settings).toMatchObject({
      '-gcflags': '-N',
      '-tags': 'extra,other',
      '-trimpath': 'true',
    });
    expect(Object.keys(settings)).not.toContain('vcs.revision');
    expect(group(ended.stdout, 'Checking').join('\n')).toMatch(/^ok\s+example\.com\/app/m);
    expect(group(ended.stdout, 'Plan')).toContain(
      'build-env: GOFLAGS, WORDS (input build-env, values not shown)',
    );
  });

  test('without checks passes what vet would find', async () => {
    using bench = createRepository({
      'go.mod': goMod('example.com/app'),
      'main.go': 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Printf("%d\\n", "x") }\n',
    });
    const ended = await bench.ship({ check: 'none' });
    expect(ended.code, ended.stdout).toBe(0);
    expect(ended.stdout).toContain('check: skipped, check: none');
    expect(groupTitles(ended.stdout)).toContain('Checking');
  });

  const withC = `package main

// static int answer(void) { return 42; }
import "C"

import "fmt"

func main() { fmt.Println(C.answer()) }
`;

  test('with cgo on runs the C compiler', async () => {
    using bench = createRepository({ 'go.mod': goMod('example.com/app'), 'main.go': withC });
    const ended = await bench.ship({ cgo: 'on' });
    const folder = unpackOnly(bench, ended);
    expect(run(folder, 'app')).toBe('42');
    expect(buildSettings(join(folder, 'app'))).toMatchObject({ CGO_ENABLED: '1' });
    expect(group(ended.stdout, 'Plan')).toContain('cgo: on for linux/amd64 (input cgo)');
    rmSync(folder, { recursive: true });
  });

  test('with cgo on for a system without a compiler is refused before it starts', async () => {
    using bench = createRepository({ 'go.mod': goMod('example.com/app'), 'main.go': withC });
    const ended = await bench.ship({ cgo: 'on', targets: 'linux/amd64, darwin/arm64' });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain(
      'cgo: on, but there is no C compiler for darwin/arm64 on PATH; build it on a darwin runner',
    );
    expect(bench.list()).toEqual([]);
  });
});
