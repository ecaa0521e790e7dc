import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Archive } from '../../src/domain/archive/archive.ts';
import { formatSarif } from '../../src/domain/inspect/sarif.ts';
import { deliver } from '../../src/stages/deliver.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { projectOf } from '../fixtures/repository.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world[Symbol.dispose]());

function staged(): Archive {
  const path = `${world.folder}/staging/a.zip`;
  mkdirSync(`${world.folder}/staging`, { recursive: true });
  writeFileSync(path, 'aaa');
  return {
    target: { os: 'linux', arch: 'amd64' },
    cgo: false,
    file: 'a.zip',
    format: 'zip',
    path,
    bytes: 3,
    sha256: createHash('sha256').update('aaa').digest('hex'),
    binaries: [],
    contents: [],
    measured: { startedAt: 0, wall: 0 },
  };
}

test('where inspect is off there is no SARIF file, nor that of an earlier run', async () => {
  const outputDir = `${world.folder}/dist`;
  const build = { go: '1.26.8', ldflags: '-s -w', flags: [], tags: [], environment: [] };
  const request = { project: projectOf(world.folder), build, outputDir };
  await deliver(world, { ...request, sarif: formatSarif([], '1.0.0'), archives: [staged()] });
  expect(readdirSync(outputDir)).toContain('inspect.sarif');
  const delivered = await deliver(world, { ...request, sarif: undefined, archives: [staged()] });
  expect(readdirSync(outputDir)).toEqual(['.gitignore', 'SHA256SUMS', 'a.zip', 'manifest.json']);
  expect(delivered).not.toHaveProperty('sarif');
});
