import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSettings, filesIn, run, unpackOnly } from '../action/archives.ts';
import { createRepository, longAgo } from '../action/bench.ts';
import { group, groupTitles } from '../action/commands.ts';
import { goMod, printing, stamped } from '../fixtures/programs.ts';
import type { Tree } from '../fixtures/repository.ts';

describe('an archive', () => {
  const tree: Tree = {
    'go.mod': goMod('example.com/app'),
    'main.go': stamped,
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
    expect(bench.list('out/of/it')).toEqual([
      '.gitignore',
      'SHA256SUMS',
      'inspect.sarif',
      'manifest.json',
      file,
    ]);
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
      'inspect.sarif',
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

  test('tells the settings of Go that the environment brings, in the plan and in the manifest', async () => {
    using bench = createRepository({ 'go.mod': goMod('example.com/app'), 'main.go': stamped });
    const env = { GOFLAGS: '-buildvcs=false', GOPRIVATE: 'example.com/*', CGO_LDFLAGS: '-lm' };
    const ended = await bench.ship(
      { 'build-env': 'CGO_CFLAGS=-DKEY=hunter2', check: 'none' },
      { env },
    );
    expect(group(ended.stdout, 'Plan')).toEqual(
      expect.arrayContaining([
        'GOFLAGS: -buildvcs=false (environment)',
        'GOPRIVATE: example.com/* (environment)',
        'CGO_LDFLAGS: -lm (environment)',
      ]),
    );
    const manifest = readFileSync(join(bench.workspace, 'dist/manifest.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({
      build: { environment: ['CGO_CFLAGS', 'CGO_LDFLAGS=-lm', 'GOFLAGS=-buildvcs=false'] },
    });
  });

  test('for another system alone is vetted for that system, and says why no test ran', async () => {
    using bench = createRepository({
      'go.mod': goMod('example.com/app'),
      'main_windows.go': 'package main\n\nfunc main() {}\n',
    });
    const ended = await bench.ship({ targets: 'windows/amd64', check: 'test' });
    expect(ended.code, ended.stdout).toBe(0);
    expect(ended.summary).toMatch(
      /- check: go vet .*, tests not run: no package is for linux\/amd64/,
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
  });

  test('with C code and without cgo says how to turn it on, whatever the environment says', async () => {
    using bench = createRepository({ 'go.mod': goMod('example.com/app'), 'main.go': withC });
    const ended = await bench.ship({ check: 'none' }, { env: { CGO_ENABLED: '1' } });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain(
      '::warning::CGO_ENABLED=1 of the environment is not used: the input cgo decides, and it is off for linux/amd64; `cgo: on` turns it on\n',
    );
    expect(ended.stdout).toContain('Try:%0A  - give `cgo: on` where C code is wanted: ');
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
