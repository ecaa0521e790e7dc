/** A run of a pull request, and the run of a workflow that follows one, with what they find. */

import { createArchiveReader } from '../../../src/adapters/archive-reader.ts';
import { formatManifest } from '../../../src/domain/archive/manifest.ts';
import type { Event } from '../../../src/domain/runner.ts';
import { formatPreviewNote } from '../../../src/domain/comment/preview-file.ts';
import { type ArtifactScript, type FakeArtifacts, fakeArtifacts } from '../../fakes/artifacts.ts';
import { type FakePulls, type PullsScript, fakePulls } from '../../fakes/pulls.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { makeZip } from '../../fixtures/zip-maker.ts';
import { archiveOf } from '../../domain/deploy/server-answers.ts';

export const workflow = 'someone/notes/.github/workflows/pr.yml';

export const manifest = {
  schema: 'gin-ship/manifest/v1',
  name: 'notes',
  version: '1.4.0',
  timestamp: '20261122-1351',
  module: 'example.org/notes',
  build: { go: '1.26.8', ldflags: '', flags: [], tags: [], environment: [] },
  archives: [archiveOf({ file: 'notes-linux-amd64.tar.gz', bytes: 2 * 1024 * 1024 })],
} as const;

export const pull = { number: 7, action: 'synchronize', headSha: 'c0ffee01', baseRef: 'main' };

export const followed = {
  id: '9001',
  path: '.github/workflows/pr-preview.yml',
  event: 'pull_request',
  conclusion: 'success',
  headSha: 'c0ffee01',
  headBranch: 'fix',
};

/** What the small artifact of a build has. */
export function artifactOf(parts: { manifest?: string; preview?: string } = {}): Buffer {
  return makeZip([
    { name: 'manifest.json', content: parts.manifest ?? formatManifest(manifest) },
    {
      name: 'preview.json',
      content: parts.preview ?? formatPreviewNote({ pullRequest: 7, survival: 'survived' }),
    },
  ]);
}

export interface Setting {
  readonly world: FakeWorld;
  readonly pulls: FakePulls;
  readonly artifacts: FakeArtifacts;
}

export function settingOf(
  event: Partial<Event>,
  script: PullsScript = {},
  stored: Partial<ArtifactScript> = {},
): Setting {
  const pulls = fakePulls(script);
  const artifacts = fakeArtifacts({ zips: [artifactOf()], ...stored });
  const world = fakeWorld({ pulls, artifacts, archives: createArchiveReader() });
  const whole = { ...world.runner.event, workflow, job: 'preview', ...event };
  return {
    world: { ...world, runner: { ...world.runner, event: whole } },
    pulls,
    artifacts,
  };
}
