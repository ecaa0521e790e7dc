import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBomWriter } from '../../src/adapters/bom-writer.ts';
import type { Archive } from '../../src/domain/archive/archive.ts';
import type { GoInfo } from '../../src/domain/binary/go-facts.ts';
import { parseManifest } from '../../src/domain/archive/parse-manifest.ts';
import { deliver } from '../../src/stages/deliver.ts';
import { describeArchives } from '../../src/stages/describe.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { cycloneDxProblems } from '../fixtures/cyclonedx.ts';
import { staticNeeds } from '../fixtures/inspected.ts';
import { projectOf } from '../fixtures/repository.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld({ boms: createBomWriter() });
});
afterEach(() => world[Symbol.dispose]());

const info: GoInfo = {
  version: 'go1.26.8',
  main: { path: 'example.com/notes', version: 'v1.4.0' },
  deps: [{ path: 'github.com/gin-gonic/gin', version: 'v1.12.0', sum: 'h1:gin=' }],
  settings: new Map(),
};

async function staged(file: string, go: GoInfo | undefined = info): Promise<Archive> {
  const path = `${world.folder}/staging/${file}`;
  await world.files.makeFolder(`${world.folder}/staging`);
  await world.files.writeText(path, file);
  const binary = { name: 'notes', package: 'example.com/notes', size: 1, needs: staticNeeds };
  return {
    target: { os: 'linux', arch: 'amd64' },
    cgo: false,
    file,
    format: 'zip',
    path,
    bytes: file.length,
    sha256: await world.files.sha256(path),
    binaries: [{ ...binary, sha256: 'ab'.repeat(32), ...(go === undefined ? {} : { go }) }],
    contents: ['notes'],
    measured: { startedAt: 0, wall: 0 },
  };
}

async function described(...archives: readonly Archive[]): Promise<readonly Archive[]> {
  const project = projectOf(world.folder, 'ab'.repeat(20));
  const staging = `${world.folder}/staging`;
  return describeArchives(world, { archives, project, staging, version: '1.0.0' });
}

async function delivered(archives: readonly Archive[]): ReturnType<typeof deliver> {
  return deliver(world, {
    project: projectOf(world.folder),
    build: { go: '1.26.8', ldflags: '', flags: [], tags: [], environment: [] },
    archives,
    sarif: undefined,
    outputDir: `${world.folder}/dist`,
  });
}

test('each archive gets a bill of materials beside it, which goes with it', async () => {
  const set = await delivered(await described(await staged('b.zip'), await staged('a.zip')));
  const { outputDir } = set;
  expect(fs.readdirSync(outputDir)).toEqual([
    '.gitignore',
    'SHA256SUMS',
    'a.zip',
    'a.zip.cdx.json',
    'b.zip',
    'b.zip.cdx.json',
    'manifest.json',
  ]);
  expect(set.archives.map(({ bom }) => bom?.path)).toEqual([
    `${outputDir}/a.zip.cdx.json`,
    `${outputDir}/b.zip.cdx.json`,
  ]);
  const text = fs.readFileSync(`${outputDir}/a.zip.cdx.json`, 'utf8');
  expect(cycloneDxProblems(text)).toEqual([]);
  const sums = execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {
    cwd: outputDir,
    encoding: 'utf8',
  });
  expect(sums.trim().split('\n')).toHaveLength(4);
  expect(fs.readdirSync(`${world.folder}/staging`)).toEqual([]);
});

test('the manifest names it with its digest, so that a digest of the manifest covers it', async () => {
  const set = await delivered(await described(await staged('a.zip')));
  const parsed = parseManifest(fs.readFileSync(set.manifest, 'utf8'));
  const sha256 = await world.files.sha256(`${set.outputDir}/a.zip.cdx.json`);
  expect('manifest' in parsed && parsed.manifest.archives[0]?.sbom).toEqual({
    file: 'a.zip.cdx.json',
    sha256,
  });
});

test('a run without it removes those of the run before', async () => {
  await delivered(await described(await staged('a.zip')));
  const { outputDir } = await delivered([await staged('a.zip')]);
  expect(fs.readdirSync(outputDir)).toEqual(['.gitignore', 'SHA256SUMS', 'a.zip', 'manifest.json']);
});

test('a delivery that fails takes them back, too', async () => {
  const [archive] = await described(await staged('a.zip'));
  fs.rmSync(archive?.bom?.path ?? '');
  await expect(delivered(archive === undefined ? [] : [archive])).rejects.toThrow('output-dir');
  expect(fs.readdirSync(`${world.folder}/dist`)).toEqual(['.gitignore']);
});

test('a program without build info is told', async () => {
  const archive = await staged('a.zip');
  const binaries = archive.binaries.map(({ go: _go, ...binary }) => binary);
  await described({ ...archive, binaries });
  expect(world.recorded.lines).toEqual([
    'warning: a.zip: notes: no build info of Go, so no modules are listed',
    'info: a.zip.cdx.json: 1 component',
  ]);
});
