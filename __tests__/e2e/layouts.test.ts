import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSettings, filesIn, run, unpackOnly } from '../action/archives.ts';
import { createBench, createRepository, longAgo } from '../action/bench.ts';
import { group } from '../action/commands.ts';
import { git } from '../action/repository.ts';
import { goMod, printing, stamped } from '../fixtures/programs.ts';
import { type Tree, writeTree } from '../fixtures/repository.ts';

describe('a module in a folder of a monorepo', () => {
  const tree: Tree = {
    LICENSE: 'all of it',
    'README.md': 'of the repository',
    'services/notes/go.mod': goMod('example.com/mono/services/notes'),
    'services/notes/main.go': stamped,
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
      expect.stringMatching(
        / example\.com\/both\/v2\/cmd\/api example\.com\/both\/v2\/cmd\/worker$/,
      ),
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
  const tree: Tree = { 'go.mod': goMod('example.com/app'), 'main.go': stamped };

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
    writeTree(bench.workspace, { 'main.go': `${stamped}\n// changed\n` });
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
