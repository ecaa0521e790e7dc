import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ArchiveEntry } from '../../src/domain/archive/entry.ts';
import { gatherContents } from '../../src/stages/gather.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { commitTree, git, gitEnv, projectOf, writeTree } from '../fixtures/repository.ts';

let world: FakeWorld;
let root = '';

beforeEach(() => {
  world = fakeWorld();
  root = `${world.folder}/work`;
});
afterEach(() => world[Symbol.dispose]());

function short(entries: readonly ArchiveEntry[]): readonly string[] {
  return entries.map((entry) => {
    if (entry.kind === 'link') return `l ${entry.name} -> ${entry.to}`;
    if (entry.kind === 'folder') return `d ${entry.name}`;
    return `${entry.executable ? 'x' : '-'} ${entry.name}`;
  });
}

test('a tracked file that differs from its commit, or is gone, is named', async () => {
  const hash = commitTree(root, {
    'config/prod.yaml': 'port: 8080\n',
    'templates/index.html': '<html>\n',
    'main.go': 'package main\n',
  });
  writeTree(root, { 'config/prod.yaml': 'port: 9\n', 'main.go': 'package main // x\n' });
  fs.rmSync(`${root}/templates/index.html`);
  const project = projectOf(root, hash);
  const request = { project, include: [], outputDir: `${root}/dist`, git: gitEnv };
  await gatherContents(world, request);
  expect(world.recorded.lines).toContain(
    'warning: differs from the commit, and is packed as it is in the working tree: config/prod.yaml, templates/index.html',
  );
});

test('files that git checked out with CRLF are named', async () => {
  const hash = commitTree(root, { 'config/a.yaml': 'a: 1\nb: 2\n', 'config/b.yaml': 'a: 1\r\n' });
  git(root, 'config', 'core.autocrlf', 'true');
  fs.rmSync(`${root}/config`, { recursive: true });
  git(root, 'checkout', '-q', '--', '.');
  const project = projectOf(root, hash);
  await gatherContents(world, { project, include: [], outputDir: `${root}/dist`, git: gitEnv });
  const said = world.recorded.lines.filter((line) => line.startsWith('warning'));
  expect(said).toEqual([
    expect.stringContaining('archive differs from one made on Linux: config/a.yaml. Put'),
  ]);
});

test('where links cannot be made, what git checked out as a file is a link in the archive', async () => {
  const hash = commitTree(root, { 'config/a': 'a\n', 'config/now': { to: 'a' } });
  git(root, 'config', 'core.symlinks', 'false');
  fs.rmSync(`${root}/config/now`);
  git(root, 'checkout', '-q', '--', '.');
  expect(fs.lstatSync(`${root}/config/now`).isFile()).toBe(true);
  const project = projectOf(root, hash);
  const request = { project, include: [], outputDir: `${root}/dist`, git: gitEnv };
  expect(short((await gatherContents(world, request)).entries)).toEqual([
    '- config/a',
    'l config/now -> a',
  ]);
});

test("a submodule's files are packed as files that git does not know", async () => {
  commitTree(`${world.folder}/theme`, { 'theme.css': '', '.gitignore': '' });
  commitTree(root, { 'go.mod': '' });
  git(
    root,
    '-c',
    'protocol.file.allow=always',
    'submodule',
    '--quiet',
    'add',
    `${world.folder}/theme`,
    'static/theme',
  );
  git(root, 'commit', '-q', '-m', 'theme');
  const project = projectOf(root, git(root, 'rev-parse', 'HEAD'));
  const request = { project, include: [], outputDir: `${root}/dist`, git: gitEnv };
  expect(short((await gatherContents(world, request)).entries)).toEqual([
    'd static/theme',
    '- static/theme/theme.css',
  ]);
  expect(world.recorded.lines).toContain('info: packed, though not in git: static/theme/theme.css');
});

test('sockets and pipes are left out with a warning', async () => {
  const hash = commitTree(root, { 'static/a': '' });
  execFileSync('mkfifo', [`${root}/static/pipe`]);
  const project = projectOf(root, hash);
  const request = { project, include: [], outputDir: `${root}/dist`, git: gitEnv };
  expect(short((await gatherContents(world, request)).entries)).toEqual(['- static/a']);
  expect(world.recorded.lines).toContain(
    'warning: neither a file nor a link, and left out: static/pipe',
  );
});

test('without a repository modes come from the files, and git is not missed', async () => {
  writeTree(root, { 'static/a': '', 'static/run': { program: '' } });
  const request = { project: projectOf(root), include: [], outputDir: `${root}/dist`, git: {} };
  expect(short((await gatherContents(world, request)).entries)).toEqual([
    '- static/a',
    'x static/run',
  ]);
  expect(world.recorded.lines).toEqual(['info: packed beside the binaries: static/ (2 files)']);
});

test('a repository whose git does not answer is a failure, since modes would be guessed', async () => {
  const hash = commitTree(root, { 'static/a': '' });
  fs.rmSync(`${root}/.git/HEAD`);
  const request = {
    project: projectOf(root, hash),
    include: [],
    outputDir: `${root}/dist`,
    git: gitEnv,
  };
  await expect(gatherContents(world, request)).rejects.toThrow(
    'asking git for the modes of the files to pack: it gave no answer\n  | fatal: not a git repository',
  );
});
