import { beforeEach, afterEach, expect, test } from 'vitest';
import type { ArchiveEntry } from '../../src/domain/archive/entry.ts';
import { Failure } from '../../src/domain/failure.ts';
import { gatherContents } from '../../src/stages/gather.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { type Tree, commitTree, gitEnv, projectOf, writeTree } from '../fixtures/repository.ts';

let world: FakeWorld;
let root = '';

beforeEach(() => {
  world = fakeWorld();
  root = `${world.folder}/work`;
});
afterEach(() => world[Symbol.dispose]());

/** Entries as short lines: `x name`, `- name`, `d name`, `l name -> to`. */
function short(entries: readonly ArchiveEntry[]): readonly string[] {
  return entries.map((entry) => {
    if (entry.kind === 'link') return `l ${entry.name} -> ${entry.to}`;
    if (entry.kind === 'folder') return `d ${entry.name}`;
    return `${entry.executable ? 'x' : '-'} ${entry.name}`;
  });
}

async function gather(
  options: { tree?: Tree; after?: Tree; include?: readonly string[]; subfolder?: string } = {},
): Promise<readonly string[]> {
  const hash = commitTree(root, options.tree ?? { 'go.mod': '' });
  writeTree(root, options.after ?? {});
  const project = projectOf(root, hash, options.subfolder);
  const outputDir = `${project.dir}/dist`;
  const request = { project, include: options.include ?? [], outputDir, git: gitEnv };
  return short((await gatherContents(world, request)).entries);
}

const service: Tree = {
  'go.mod': 'module example.com/notes\n',
  'main.go': 'package main\n',
  'config/prod.yaml': 'port: 8080\n',
  'templates/index.html': '<html>\n',
  'static/app.js': 'let a\n',
  'static/run.sh': { program: '#!/bin/sh\n' },
  'static/latest.js': { to: 'app.js' },
  'static/uploads/.gitkeep': '',
  'migrations/0001.sql': 'select 1;\n',
  'docs/guide.md': 'guide\n',
  LICENSE: 'MIT\n',
  'NOTICE.txt': 'notice\n',
  'README.md': '# notes\n',
  'license.go': 'package main\n',
};

test('the usual folders, licences and the readme of a service are packed', async () => {
  expect(await gather({ tree: service })).toEqual([
    '- LICENSE',
    '- NOTICE.txt',
    '- README.md',
    '- config/prod.yaml',
    '- migrations/0001.sql',
    '- static/app.js',
    'l static/latest.js -> app.js',
    'x static/run.sh',
    'd static/uploads',
    '- templates/index.html',
  ]);
  expect(world.recorded.lines).toEqual([
    'info: packed beside the binaries: config/ (1 file), migrations/ (1 file), static/ (3 files), templates/ (1 file), LICENSE, NOTICE.txt, README.md',
  ]);
});

test('a service without any of them packs nothing and says nothing', async () => {
  expect(await gather()).toEqual([]);
  expect(world.recorded.lines).toEqual([]);
});

test('a built front end that git does not know is packed and named', async () => {
  const after: Tree = { 'static/built/index.js': 'x\n', 'static/built/tool': { program: 'x\n' } };
  const packed = await gather({ tree: service, after });
  expect(packed).toContain('- static/built/index.js');
  expect(packed).toContain('x static/built/tool');
  expect(world.recorded.lines).toContain(
    'info: packed, though not in git: static/built/index.js, static/built/tool',
  );
});

test('state and private files are left out and named', async () => {
  const after: Tree = {
    'static/app.db': '',
    'static/app.db-wal': '',
    'config/.env': 'A=b\n',
    'config/tls/server.key': '',
  };
  const packed = await gather({ tree: service, after, include: ['config/**'] });
  const kept = packed.filter((line) => /app\.db|\.env|server\.key/.test(line));
  expect(kept).toEqual([]);
  expect(world.recorded.lines).toContain(
    'info: left out, since it looks like state: static/app.db, static/app.db-wal (an include line that names it packs it)',
  );
  expect(world.recorded.lines).toContain(
    'info: left out, since it looks private: config/.env, config/tls/server.key (an include line that names it packs it)',
  );
});

test('include adds folders, patterns and state that it names, and takes out what ! names', async () => {
  const after: Tree = {
    'data/seed.db': '',
    'data/other.sqlite': '',
    'data/words.txt': '',
    'static/app.js.map': '',
    'docs/deep/more.md': '',
    '.env.prod': '',
  };
  const include = ['docs', 'data/*', 'data/seed.db', './.env.prod', '!static/**/*.map'];
  const packed = await gather({
    tree: { 'go.mod': '', 'static/app.js': '', 'docs/a.md': '' },
    after,
    include,
  });
  expect(packed).toEqual([
    '- .env.prod',
    '- data/seed.db',
    '- data/words.txt',
    '- docs/a.md',
    '- docs/deep/more.md',
    '- static/app.js',
  ]);
});

test('a module in a subfolder takes the licence of the repository and names others from its top', async () => {
  const tree: Tree = {
    LICENSE: 'MIT\n',
    'README.md': 'all\n',
    'shared/schema.json': '{}\n',
    'services/notes/go.mod': '',
    'services/notes/config/prod.yaml': 'a: 1\n',
    'services/notes/static/run': { program: '' },
  };
  const include = ['../../shared/*.json'];
  expect(await gather({ tree, include, subfolder: 'services/notes' })).toEqual([
    '- LICENSE',
    '- config/prod.yaml',
    '- shared/schema.json',
    'x static/run',
  ]);
});

test('a licence that is a link into the repository is packed as what it points to', async () => {
  const tree: Tree = {
    LICENSE: 'MIT\n',
    'app/go.mod': '',
    'app/LICENSE': { to: '../LICENSE' },
    'app/README.md': { to: '/etc/hostname' },
  };
  expect(await gather({ tree, subfolder: 'app' })).toEqual(['- LICENSE']);
});

test('a folder that is a link is a link in the archive, where what it points to is there', async () => {
  const tree: Tree = { 'go.mod': '', 'web/dist/app.js': '', static: { to: 'web/dist' } };
  expect(await gather({ tree, include: ['web/**'] })).toEqual([
    'l static -> web/dist',
    '- web/dist/app.js',
  ]);
});

test('a pattern that goes through a link packs the link', async () => {
  const tree: Tree = { 'go.mod': '', 'a/x.txt': '', b: { to: 'a' } };
  expect(await gather({ tree, include: ['b/*.txt', 'a/x.txt'] })).toEqual([
    '- a/x.txt',
    'l b -> a',
  ]);
});

test.each([
  [
    'a link out of the archive',
    { 'static/x': { to: '../../../etc/passwd' } },
    'static/x -> ../../../etc/passwd points out of the archive',
  ],
  [
    'a link to an absolute path',
    { 'static/x': { to: '/etc/passwd' } },
    'static/x -> /etc/passwd is an absolute path',
  ],
  [
    'a link to nothing',
    { 'static/x': { to: 'gone' } },
    'static/x -> gone points at what is not in the archive',
  ],
  [
    'a folder that is a link to what is not packed',
    { 'web/a': '', static: { to: 'web' } },
    'static -> web points at what is not in the archive',
  ],
  [
    'a name that no archive takes',
    { 'static/a\\b': '' },
    '"static/a\\\\b" holds a backslash or a control character',
  ],
])('%s is refused', async (_, tree, output) => {
  const failure = await gather({ tree: { 'go.mod': '', ...tree } }).catch(
    (error: unknown) => error,
  );
  expect(failure instanceof Failure && [failure.facts.output, failure.facts.code]).toEqual([
    output,
    'contents',
  ]);
});

test('two files for one name in the archive are refused with both', async () => {
  const tree: Tree = { 'app/go.mod': '', 'shared/a': '', 'app/shared/a': '' };
  const include = ['shared/a', '../shared/a'];
  await expect(gather({ tree, include, subfolder: 'app' })).rejects.toThrow(
    'two files would be shared/a from app/shared/a and shared/a',
  );
});

test('patterns that match nothing are told all at once', async () => {
  await expect(gather({ tree: service, include: ['doc/**', 'docs', 'a.txt'] })).rejects.toThrow(
    'looking for what include names: nothing matches doc/**, a.txt',
  );
});

test('output-dir and the folders of the runner are never packed', async () => {
  const after: Tree = { 'dist/old.zip': '', 'b.txt': '' };
  const packed = await gather({ tree: { 'a.txt': '' }, after, include: ['**/*'] });
  expect(packed).toEqual(['- a.txt', '- b.txt']);
});
