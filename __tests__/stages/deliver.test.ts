import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Archive } from '../../src/domain/archive/archive.ts';
import { parseManifest } from '../../src/domain/archive/parse-manifest.ts';
import { Failure } from '../../src/domain/failure.ts';
import { formatSarif } from '../../src/domain/inspect/sarif.ts';
import type { World } from '../../src/ports.ts';
import { deliver } from '../../src/stages/deliver.ts';
import { checkOutputDir } from '../../src/stages/output-dir.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { commitTree, git, projectOf } from '../fixtures/repository.ts';
import { smallDisk } from '../fixtures/small-disk.ts';

let world: FakeWorld;
let outputDir = '';
let root = '';

beforeEach(() => {
  world = fakeWorld();
  root = `${world.folder}/work`;
  fs.mkdirSync(root);
  outputDir = `${root}/dist`;
});
afterEach(() => world[Symbol.dispose]());

const facts = { go: '1.26.8', ldflags: '-s -w', flags: [], tags: [], environment: [] };
const sarif = formatSarif([], '1.0.0');
const fixed = { build: facts, sarif };

function staged(
  file: string,
  content: string | Buffer,
  folder = `${world.folder}/staging`,
): Archive {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(`${folder}/${file}`, content);
  return {
    target: { os: 'linux', arch: 'amd64' },
    cgo: false,
    file,
    format: 'zip',
    path: `${folder}/${file}`,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    binaries: [],
    contents: [],
    measured: { startedAt: 0, wall: 0 },
  };
}

/** All that lies in output-dir with these archives. */
const setOf = (...archives: readonly string[]): readonly string[] => [
  '.gitignore',
  'SHA256SUMS',
  ...archives,
  'inspect.sarif',
  'manifest.json',
];

const digest = (path: string): string =>
  createHash('sha256').update(fs.readFileSync(path)).digest('hex');

test('the set is moved in with checksums, manifest and a .gitignore', async () => {
  const archives = [staged('b.zip', 'bbb'), staged('a.zip', 'aaa')];
  const delivered = await deliver(world, {
    project: projectOf(root),
    ...fixed,
    archives,
    outputDir,
  });
  expect(fs.readdirSync(outputDir)).toEqual(setOf('a.zip', 'b.zip'));
  expect(delivered).toEqual({
    outputDir,
    archives: [
      { ...archives[1], path: `${outputDir}/a.zip` },
      { ...archives[0], path: `${outputDir}/b.zip` },
    ],
    manifest: `${outputDir}/manifest.json`,
    manifestDigest: digest(`${outputDir}/manifest.json`),
    checksums: `${outputDir}/SHA256SUMS`,
    sarif: `${outputDir}/inspect.sarif`,
  });
  expect(fs.readdirSync(`${world.folder}/staging`)).toEqual([]);
  execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {
    cwd: outputDir,
    stdio: 'ignore',
  });
  const manifest = parseManifest(fs.readFileSync(`${outputDir}/manifest.json`, 'utf8'));
  expect('manifest' in manifest && manifest.manifest.archives.map(({ file }) => file)).toEqual([
    'a.zip',
    'b.zip',
  ]);
});

test('git sees nothing of the set', async () => {
  const hash = commitTree(root, { 'go.mod': '' });
  const archives = [staged('a.zip', 'aaa')];
  await deliver(world, { project: projectOf(root, hash), ...fixed, archives, outputDir });
  expect(git(root, 'status', '--porcelain')).toBe('');
});

test('a .gitignore of others is left as it is', async () => {
  fs.mkdirSync(outputDir);
  fs.writeFileSync(`${outputDir}/.gitignore`, '*.zip\n');
  await deliver(world, {
    project: projectOf(root),
    ...fixed,
    archives: [staged('a.zip', 'a')],
    outputDir,
  });
  expect(fs.readFileSync(`${outputDir}/.gitignore`, 'utf8')).toBe('*.zip\n');
});

test('the set of an earlier run goes when the next one comes', async () => {
  const request = { project: projectOf(root), ...fixed, outputDir };
  await deliver(world, { ...request, archives: [staged('a.zip', 'a'), staged('b.zip', 'b')] });
  await deliver(world, { ...request, archives: [staged('b.zip', 'B'), staged('c.zip', 'c')] });
  expect(fs.readdirSync(outputDir)).toEqual(setOf('b.zip', 'c.zip'));
  expect(fs.readFileSync(`${outputDir}/b.zip`, 'utf8')).toBe('B');
});

test('what came there while we built is not touched, and neither is anything else', async () => {
  const request = { project: projectOf(root), ...fixed, outputDir };
  await deliver(world, { ...request, archives: [staged('a.zip', 'a')] });
  fs.writeFileSync(`${outputDir}/stranger.txt`, '');
  const before = fs.readdirSync(outputDir);
  const again = deliver(world, { ...request, archives: [staged('b.zip', 'b')] });
  await expect(again).rejects.toThrow(
    `${outputDir} holds files that gin-ship did not make: stranger.txt`,
  );
  expect(fs.readdirSync(outputDir)).toEqual(before);
});

/** A world in which the n-th change of files fails as on a machine that is switched off. */
function dyingWorld(after: number): World {
  let left = after;
  const survive = (): void => {
    left -= 1;
    if (left < 0) throw new Error('switched off');
  };
  const { files } = world;
  return {
    ...world,
    files: {
      ...files,
      async makeFolder(path) {
        survive();
        await files.makeFolder(path);
      },
      async writeText(path, text) {
        survive();
        await files.writeText(path, text);
      },
      async move(from, to) {
        survive();
        await files.move(from, to);
      },
      async remove(path) {
        survive();
        await files.remove(path);
      },
    },
  };
}

test('wherever a delivery is cut off, there is no manifest without its set, and the next run cleans up', async () => {
  const request = { project: projectOf(root), ...fixed, outputDir };
  let cut = 0;
  for (let whole = false; !whole; cut += 1) {
    fs.rmSync(outputDir, { recursive: true, force: true });
    await deliver(world, {
      ...request,
      archives: [staged('a.zip', 'old'), staged('b.zip', 'old')],
    });
    const next = (): readonly Archive[] => [staged('b.zip', 'new'), staged('c.zip', 'new')];
    whole = await deliver(dyingWorld(cut), { ...request, archives: next() }).then(
      () => true,
      () => false,
    );
    if (fs.existsSync(`${outputDir}/manifest.json`)) {
      execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {
        cwd: outputDir,
        stdio: 'ignore',
      });
    }
    await deliver(world, { ...request, archives: [staged('d.zip', 'newer')] });
    expect(fs.readdirSync(outputDir)).toEqual(setOf('d.zip'));
  }
  expect(cut).toBeGreaterThan(8);
});

test('a first delivery that is cut off is cleaned up by the next run, too', async () => {
  const request = { project: projectOf(root), ...fixed, outputDir };
  let cut = 0;
  for (let whole = false; !whole; cut += 1) {
    fs.rmSync(outputDir, { recursive: true, force: true });
    const archives = [staged('a.zip', 'a'), staged('b.zip', 'b')];
    whole = await deliver(dyingWorld(cut), { ...request, archives }).then(
      () => true,
      () => false,
    );
    await deliver(world, { ...request, archives: [staged('c.zip', 'c')] });
    expect(fs.readdirSync(outputDir)).toEqual(setOf('c.zip'));
  }
  expect(cut).toBeGreaterThan(5);
});

test('a full disk under output-dir leaves nothing of the set', async () => {
  using disk = smallDisk('512k');
  const full = `${disk.folder}/dist`;
  const archives = [
    staged('a.zip', Buffer.alloc(200_000, 'a')),
    staged('b.zip', Buffer.alloc(900_000, 'b')),
  ];
  const request = { project: projectOf(root), ...fixed, archives, outputDir: full };
  const failure = await deliver(world, request).catch((error: unknown) => error);
  expect(failure instanceof Failure && [failure.facts.code, failure.message]).toEqual([
    'ENOSPC',
    expect.stringMatching(
      /^moving the finished archives to output-dir: the disk is full\n {2}folder: /,
    ),
  ]);
  expect(fs.readdirSync(full)).toEqual(['.gitignore']);
});

test('a set is moved to another file system whole', async () => {
  using disk = smallDisk('1m');
  const away = `${disk.folder}/dist`;
  const archives = [staged('a.zip', 'aaa')];
  await deliver(world, { project: projectOf(root), ...fixed, archives, outputDir: away });
  expect(fs.readdirSync(away)).toEqual(setOf('a.zip'));
  expect(fs.readdirSync(`${world.folder}/staging`)).toEqual([]);
});

test('what was delivered passes the check before the next build', async () => {
  const request = {
    project: projectOf(root),
    ...fixed,
    outputDir,
    archives: [staged('a.zip', 'a')],
  };
  await deliver(world, request);
  const before = fs.readdirSync(outputDir);
  const asked = { project: projectOf(root), outputDir: 'dist' };
  expect(await checkOutputDir(world, asked)).toBe(outputDir);
  expect(fs.readdirSync(outputDir)).toEqual(before);
});
