import { basename } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBomWriter } from '../src/adapters/bom-writer.ts';
import type { Archive } from '../src/domain/archive/archive.ts';
import { handOver } from '../src/hand-over.ts';
import { describeArchives } from '../src/stages/describe.ts';
import { createReport } from '../src/stages/report.ts';
import { createStageRunner } from '../src/stages/stage.ts';
import { inputsOf } from './fakes/inputs.ts';
import { type ReleaseStore, createReleaseStore, tagged } from './fakes/release-store.ts';
import { fakeReleases } from './fakes/releases.ts';
import { type FakeWorld, fakeWorld } from './fakes/world.ts';
import { projectOf } from './fixtures/repository.ts';

let world: FakeWorld;
let store: ReleaseStore;
let uploaded: string[];
let signatures = 0;

beforeEach(() => {
  store = createReleaseStore();
  uploaded = [];
  world = fakeWorld({
    boms: createBomWriter(),
    attestor: {
      unavailable: () => undefined,
      hasIdentity: () => true,
      attest: () => {
        signatures += 1;
        return Promise.resolve({
          bundle: `{"signature":${signatures}}`,
          url: 'https://x.example/7',
        });
      },
    },
    artifacts: {
      unavailable: () => undefined,
      upload({ files }) {
        uploaded = files.map((path) => basename(path));
        return Promise.resolve({ id: 5, bytes: 42, url: 'https://x.example/5' });
      },
      find: () => Promise.reject(new Error('nothing is looked for')),
      download: () => Promise.reject(new Error('nothing is fetched')),
    },
    releases: fakeReleases(store),
    runner: {
      event: {
        name: 'push',
        ref: 'refs/tags/v1.4.0',
        refName: 'v1.4.0',
        refType: 'tag',
        repository: 'someone/notes',
        runId: '9001',
        runAttempt: '1',
        workflow: '',
        actor: '',
      },
    },
  });
});
afterEach(() => world[Symbol.dispose]());

async function handOverOne(): Promise<void> {
  const staging = `${world.folder}/staging`;
  const path = `${staging}/notes.zip`;
  await world.files.makeFolder(staging);
  await world.files.makeFolder(world.runner.workspace);
  await world.files.writeText(path, 'an archive');
  const archive: Archive = {
    target: { os: 'linux', arch: 'amd64' },
    cgo: false,
    file: 'notes.zip',
    format: 'zip',
    path,
    bytes: 10,
    sha256: await world.files.sha256(path),
    binaries: [],
    contents: [],
    measured: { startedAt: 0, wall: 0 },
  };
  const project = projectOf(world.folder, tagged);
  const request = { archives: [archive], project, staging, version: '1.0.0' };
  const report = createReport(world);
  await handOver(
    world,
    inputsOf({ sbom: 'true', attest: 'true', release: 'true', token: 'canary' }),
    {
      report,
      stages: createStageRunner(world, report.spans),
      project,
      build: { go: '1.26.8', ldflags: '', flags: [], tags: [], environment: [] },
      archives: await describeArchives(world, request),
      sarif: undefined,
      outputDir: `${world.folder}/dist`,
      deploys: false,
    },
  );
}

const beside = ['notes.zip.cdx.json', 'provenance.sigstore.json', 'sbom.sigstore.jsonl'];

test('bills of materials and signatures go with the archives, into the artifact and the release', async () => {
  await handOverOne();
  expect(uploaded).toEqual(['manifest.json', 'SHA256SUMS', 'notes.zip', ...beside]);
  const [release] = store.releases;
  expect(release?.draft).toBe(false);
  expect(release?.assets.map(({ name }) => name).sort()).toEqual(
    ['SHA256SUMS', 'manifest.json', 'notes.zip', ...beside].sort(),
  );
});

test('a second run finds its release done, though its signatures differ', async () => {
  await handOverOne();
  const before = store.done.length;
  await handOverOne();
  expect(store.done).toHaveLength(before);
});
