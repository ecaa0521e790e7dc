import { mkdirSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  tellDelivered,
  tellPublished,
  tellToolchain,
  tellVersion,
} from '../../src/stages/outputs.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { projectOf } from '../fixtures/repository.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world[Symbol.dispose]());

test('version, timestamp and Go are told as soon as they are known', () => {
  tellVersion(world, projectOf('/work'));
  tellToolchain(world, {
    version: '1.26.8',
    go: '/go/bin/go',
    goroot: '/go',
    from: '',
    because: '',
    gotoolchain: 'local',
  });
  expect(world.recorded.outputs).toEqual({
    version: '1.4.0',
    timestamp: '20261122-1351',
    'go-version': '1.26.8',
  });
});

test('what was delivered is told with paths as seen from the workspace, a link as well', async () => {
  const work = `${world.folder}/real`;
  mkdirSync(work);
  symlinkSync('real', world.runner.workspace);
  const archive = {
    cgo: false,
    format: 'tar.gz' as const,
    bytes: 512,
    sha256: 'ab'.repeat(32),
    binaries: [],
    contents: [],
    measured: { startedAt: 0, wall: 1 },
  };
  const target = { os: 'linux', arch: 'arm', variant: '7' };
  await tellDelivered(world, {
    outputDir: `${work}/my dist`,
    archives: [
      { ...archive, target, file: 'a.tar.gz', path: `${work}/my dist/a.tar.gz` },
      { ...archive, target: { os: 'js', arch: 'wasm' }, file: 'b.tar.gz', path: '/out/b.tar.gz' },
    ],
    manifest: `${work}/my dist/manifest.json`,
    manifestDigest: 'cd'.repeat(32),
    checksums: `${work}/my dist/SHA256SUMS`,
    sarif: `${work}/my dist/inspect.sarif`,
  });
  const { archives = '', ...outputs } = world.recorded.outputs;
  const facts = { bytes: 512, sha256: 'ab'.repeat(32) };
  expect(JSON.parse(archives)).toEqual([
    { target: 'linux/arm/v7', file: 'a.tar.gz', path: 'my dist/a.tar.gz', ...facts },
    { target: 'js/wasm', file: 'b.tar.gz', path: '/out/b.tar.gz', ...facts },
  ]);
  expect(outputs).toEqual({
    manifest: 'my dist/manifest.json',
    'manifest-digest': 'cd'.repeat(32),
    checksums: 'my dist/SHA256SUMS',
    sarif: 'my dist/inspect.sarif',
  });
  expect(world.recorded.lines).toEqual([
    `info: ${'ab'.repeat(32)}  my dist/a.tar.gz`,
    `info: ${'ab'.repeat(32)}  /out/b.tar.gz`,
  ]);
});

test('without a SARIF file there is no output for it', async () => {
  mkdirSync(world.runner.workspace, { recursive: true });
  await tellDelivered(world, {
    outputDir: '/out',
    archives: [],
    manifest: '/out/manifest.json',
    manifestDigest: 'cd'.repeat(32),
    checksums: '/out/SHA256SUMS',
  });
  expect(world.recorded.outputs).toEqual({
    archives: '[]',
    manifest: '/out/manifest.json',
    'manifest-digest': 'cd'.repeat(32),
    checksums: '/out/SHA256SUMS',
  });
});

test('the artifact is told by name, number and address', () => {
  tellPublished(world, { name: 'notes', id: 7, url: 'https://example.com/7' });
  expect(world.recorded.outputs).toEqual({
    'artifact-name': 'notes',
    'artifact-id': '7',
    'artifact-url': 'https://example.com/7',
  });
});
