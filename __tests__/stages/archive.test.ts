import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPacker } from '../../src/adapters/packer.ts';
import type { Contents } from '../../src/domain/archive/contents.ts';
import type { ArchivePlan } from '../../src/domain/archive/plan.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Packer } from '../../src/ports.ts';
import { archiveTarget } from '../../src/stages/archive.ts';
import type { InspectedTarget } from '../../src/stages/inspect/inspect.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { inspectedOf, staticNeeds } from '../fixtures/inspected.ts';
import { type Tree, commitTree, gitEnv, projectOf, writeTree } from '../fixtures/repository.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world[Symbol.dispose]());

const target = { os: 'linux', arch: 'arm', variant: '7' };
const plan: ArchivePlan = { target, format: 'tar.gz', file: 'notes-linux-armv7.tar.gz' };

function inspected(of = target): InspectedTarget {
  writeTree(world.folder, { 'bin/notes': 'binary' });
  return inspectedOf({
    target: of,
    cgo: true,
    binaries: [
      { name: 'notes', package: 'example.com/notes', path: `${world.folder}/bin/notes`, size: 6 },
    ],
    measured: { startedAt: 0, wall: 0 },
  });
}

function contentsOf(...names: readonly string[]): Contents {
  const entries = names.map((name) => ({
    kind: 'file' as const,
    name,
    source: `${world.folder}/work/${name}`,
    executable: false,
  }));
  return { entries, leftOut: [], special: [], untracked: [], changed: [], crlf: [], twice: [] };
}

function recordingPacker(): Packer & { readonly jobs: unknown[] } {
  const jobs: unknown[] = [];
  return {
    jobs,
    async pack(job) {
      jobs.push(job);
      return { sha256: 'ab'.repeat(32), bytes: 42 };
    },
  };
}

test('a built target becomes one archive with its facts', async () => {
  const packer = recordingPacker();
  const project = projectOf('/repo');
  const archive = await archiveTarget(
    { ...world, packer },
    {
      inspected: inspected(),
      contents: contentsOf('config/a.yaml', 'LICENSE'),
      plan,
      project,
      staging: '/staging',
    },
  );
  expect(packer.jobs).toEqual([
    {
      format: 'tar.gz',
      mtimeSeconds: project.mtimeSeconds,
      to: '/staging/notes-linux-armv7.tar.gz',
      entries: [
        {
          kind: 'file',
          name: 'LICENSE',
          source: `${world.folder}/work/LICENSE`,
          executable: false,
        },
        { kind: 'folder', name: 'config' },
        {
          kind: 'file',
          name: 'config/a.yaml',
          source: `${world.folder}/work/config/a.yaml`,
          executable: false,
        },
        { kind: 'file', name: 'notes', source: `${world.folder}/bin/notes`, executable: true },
      ],
    },
  ]);
  expect(archive).toEqual({
    target,
    cgo: true,
    file: 'notes-linux-armv7.tar.gz',
    format: 'tar.gz',
    path: '/staging/notes-linux-armv7.tar.gz',
    bytes: 42,
    sha256: 'ab'.repeat(32),
    binaries: [
      {
        name: 'notes',
        package: 'example.com/notes',
        size: 6,
        sha256: createHash('sha256').update('binary').digest('hex'),
        needs: staticNeeds,
      },
    ],
    contents: ['LICENSE', 'config/a.yaml', 'notes'],
    measured: { startedAt: 1, wall: 1 },
  });
  expect(world.recorded.lines).toEqual([]);
});

test('names that Windows would lose are told for a target of Windows', async () => {
  const windows = { os: 'windows', arch: 'amd64', variant: 'v3' };
  await archiveTarget(
    { ...world, packer: recordingPacker() },
    {
      inspected: inspected(windows),
      contents: contentsOf('static/A.js', 'static/a.js'),
      plan: { target: windows, format: 'zip', file: 'notes.zip' },
      project: projectOf('/repo'),
      staging: '/staging',
    },
  );
  expect(world.recorded.lines).toEqual([
    'warning: windows/amd64/v3: static/A.js and static/a.js differ only in case: one overwrites the other',
  ]);
});

test('a file called as the binary is refused before anything is packed', async () => {
  const packer = recordingPacker();
  const request = {
    inspected: inspected(),
    plan,
    project: projectOf('/repo'),
    staging: '/staging',
  };
  const archiving = archiveTarget(
    { ...world, packer },
    { ...request, contents: contentsOf('notes') },
  );
  await expect(archiving).rejects.toThrow(Failure);
  expect(packer.jobs).toEqual([]);
});

test('an archive that cannot be written is a failure and leaves no trace', async () => {
  const packer = createPacker();
  const staging = `${world.folder}/staging`;
  fs.mkdirSync(staging);
  const request = { inspected: inspected(), plan, project: projectOf('/repo'), staging };
  const contents = contentsOf('static/that-is-gone-by-now');
  const archiving = archiveTarget({ ...world, packer }, { ...request, contents });
  await expect(archiving).rejects.toThrow(
    'packing notes-linux-armv7.tar.gz: a file or folder is not there',
  );
  expect(fs.readdirSync(staging)).toEqual([]);
});

const service: Tree = {
  'go.mod': 'module example.com/notes\n',
  'main.go': 'package main\n\nfunc main() {}\n'.repeat(1000),
  'config/prod.yaml': 'port: 8080\n',
  'static/app.js': 'let a = 1\n',
  'static/run.sh': { program: '#!/bin/sh\n' },
  'static/latest.js': { to: 'app.js' },
  'static/grüße.txt': 'hello\n',
  'docs/guide.md': 'guide\n',
  LICENSE: 'MIT\n',
};

test('two checkouts with other umask, time zone and place give the same bytes', () => {
  const origin = `${world.folder}/origin`;
  const hash = commitTree(origin, service);
  const driver = join(import.meta.dirname, '../fixtures/pack-driver.ts');
  const pack = (place: string, umask: string, TZ: string): readonly string[] => {
    const root = `${world.folder}/${place}`;
    const script = [
      `umask ${umask}`,
      `mkdir -p "${root}" && cd "${root}"`,
      `git clone -q "${origin}" repo`,
      'mkdir staging',
      `exec "${process.execPath}" "${driver}" "${root}/repo" ${hash} "${root}/staging" tar.gz zip`,
    ].join(' && ');
    const env = { ...gitEnv, TZ, TMPDIR: world.folder };
    const printed = execFileSync('sh', ['-c', script], { env, encoding: 'utf8' });
    return printed.split('\n').filter((line) => /^[0-9a-f]{64} /.test(line));
  };
  const one = pack('one', '022', 'UTC');
  const other = pack('a much/longer place', '077', 'America/St_Johns');
  expect(one).toHaveLength(2);
  expect(other).toEqual(one);
  for (const file of ['notes.tar.gz', 'notes.zip']) {
    const left = fs.readFileSync(`${world.folder}/one/staging/${file}`);
    const right = fs.readFileSync(`${world.folder}/a much/longer place/staging/${file}`);
    expect(left.equals(right)).toBe(true);
  }
});
