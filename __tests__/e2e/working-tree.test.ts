import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildSettings, filesIn, unpackOnly } from '../action/archives.ts';
import { type Bench, createRepository } from '../action/bench.ts';
import { warnings } from '../action/commands.ts';
import { expectFailure } from '../action/expectations.ts';
import type { ActionEnded } from '../action/runner.ts';
import { asRoot } from '../fixtures/as-root.ts';
import { fine } from '../fixtures/programs.ts';
import { type Tree, git, writeTree } from '../fixtures/repository.ts';

/** A module whose test writes these files. */
function writing(files: Readonly<Record<string, string>>): Tree {
  const lines = Object.entries(files).map(
    ([path, text]) =>
      `\tif err := os.WriteFile(${JSON.stringify(path)}, []byte(${JSON.stringify(text)}), 0o644); err != nil {\n\t\tt.Fatal(err)\n\t}\n`,
  );
  const head =
    'package main\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestWrites(t *testing.T) {\n';
  return { ...fine, 'static/a.txt': 'a\n', 'main_test.go': `${head}${lines.join('')}}\n` };
}

/** Whether the version, the manifest and the program itself say that the working tree was dirty. */
function whatSaysDirty(bench: Bench, ended: ActionEnded, folder: string): readonly unknown[] {
  const manifest = JSON.parse(
    readFileSync(join(bench.workspace, 'dist/manifest.json'), 'utf8'),
  ) as {
    readonly commit?: { readonly dirty?: boolean };
  };
  return [
    ended.outputs['version'],
    JSON.stringify(manifest).includes('"dirty":true'),
    buildSettings(join(folder, 'app'))['vcs.modified'],
  ];
}

test('files that a test leaves are told, not packed, and make no program dirty', async () => {
  using bench = createRepository(writing({ 'left.db': '', 'static/left.txt': 'left' }), {
    tag: 'v1.4.0',
  });
  const ended = await bench.ship({ check: 'test' });
  const folder = unpackOnly(bench, ended);
  expect(whatSaysDirty(bench, ended, folder)).toEqual(['1.4.0', false, 'false']);
  expect(filesIn(folder)).toEqual(['755 app', '644 static/a.txt']);
  expect(warnings(ended.stdout)).toEqual([
    expect.stringMatching(
      /^not there when the project was read, and not in git: left\.db, static\/left\.txt; none of it is packed/,
    ),
  ]);
});

test('a test that changes a file of the commit fails the step before anything is built', async () => {
  using bench = createRepository(writing({ 'static/a.txt': 'changed' }), { tag: 'v1.4.0' });
  const ended = await bench.ship({ check: 'test' });
  expectFailure(bench, ended, [
    'looking at the working tree before the build: go test changed static/a.txt',
    'Try:',
    '  - let tests write to t.TempDir() only; `git diff` after `go test ./...` shows what they change',
    '  - `check: vet` builds without running them',
  ]);
  expect(ended.stdout).not.toContain(' go build ');
});

test('a build cache in the workspace makes nothing dirty', async () => {
  using bench = createRepository(fine, { tag: 'v1.4.0' });
  const env = { GOCACHE: join(bench.workspace, 'cache') };
  const ended = await bench.ship({ check: 'none' }, { env });
  const folder = unpackOnly(bench, ended);
  expect(whatSaysDirty(bench, ended, folder)).toEqual(['1.4.0', false, 'false']);
});

test('what was dirty at the start is dirty everywhere, also where git is set to hide it', async () => {
  using bench = createRepository(fine, { tag: 'v1.4.0' });
  writeTree(bench.workspace, { 'mine.txt': '' });
  git(bench.workspace, 'config', 'status.showUntrackedFiles', 'no');
  const ended = await bench.ship({ check: 'none' });
  const folder = unpackOnly(bench, ended);
  expect(whatSaysDirty(bench, ended, folder)).toEqual(['1.4.0+dirty', true, 'true']);
});

test('a checkout of another user is read, and its commit stamped, by a git before 2.38 too', async () => {
  using bench = createRepository(fine, { tag: 'v1.4.0' });
  const script = `#!/bin/sh\nunset GIT_CONFIG_COUNT\nPATH='${process.env['PATH']}' exec git "$@"\n`;
  writeTree(bench.folder, { 'bin/git': { program: script } });
  asRoot('chown', '-R', '65534:65534', join(bench.workspace, '.git'), bench.workspace);
  const env = { PATH: `${bench.folder}/bin:${process.env['PATH']}` };
  try {
    const ended = await bench.ship({ check: 'none' }, { env });
    const folder = unpackOnly(bench, ended);
    expect(ended.outputs['version']).toBe('1.4.0');
    expect(buildSettings(join(folder, 'app'))).toMatchObject({ 'vcs.revision': bench.hash });
    expect(readdirSync(bench.temp)).toEqual([]);
  } finally {
    const own = `${process.getuid?.()}:${process.getgid?.()}`;
    asRoot('chown', '-R', own, bench.workspace);
  }
});
