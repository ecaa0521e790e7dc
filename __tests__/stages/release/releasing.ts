/** A job that makes the release v1.4.0 of three files, against releases in memory. */

import { mkdirSync, writeFileSync } from 'node:fs';
import type { ReleaseInputs } from '../../../src/domain/inputs/release.ts';
import { createSecret } from '../../../src/domain/inputs/inputs.ts';
import type { Event } from '../../../src/domain/runner.ts';
import type { StageResult } from '../../../src/domain/stage-result.ts';
import {
  type PublishedRelease,
  type ReleaseRequest,
  publishRelease,
} from '../../../src/stages/release/publish-release.ts';
import type { Clock } from '../../../src/ports.ts';
import type { Releases } from '../../../src/ports-release.ts';
import { type ReleaseStore, tagged } from '../../fakes/release-store.ts';
import { type CallHooks, fakeReleases } from '../../fakes/releases.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { sha256 } from '../../fixtures/release-set.ts';

export interface Job {
  /** What makes its bytes differ from those of another. */
  readonly build?: string;
  readonly inputs?: Partial<ReleaseInputs>;
  readonly event?: Partial<Event>;
  readonly request?: Partial<ReleaseRequest>;
  /** Signed files. */
  readonly more?: Readonly<Record<string, string>>;
  readonly hooks?: CallHooks;
  readonly releases?: Releases;
  readonly pause?: Clock['pause'];
}

export const plainInputs: ReleaseInputs = {
  release: true,
  draft: false,
  prerelease: 'auto',
  generateNotes: true,
  makeLatest: 'auto',
};

/** By name. */
export function filesOf(build: string): Readonly<Record<string, string>> {
  return {
    'manifest.json': `manifest of ${build}`,
    SHA256SUMS: `sums of ${build}`,
    'notes-1.4.0-linux-amd64.tar.gz': `archive of ${build}`,
  };
}

const noon = new Date('2026-11-22T13:51:00Z');

export interface Ran {
  readonly result: StageResult<PublishedRelease>;
  readonly lines: readonly string[];
}

export async function runJob(store: ReleaseStore, job: Job = {}): Promise<Ran> {
  using world = jobWorld(store, job);
  const result = await publishRelease(world, requestOf(world, job));
  return { result, lines: world.recorded.lines };
}

function jobWorld(store: ReleaseStore, job: Job): FakeWorld {
  const { event, hooks, releases, pause = () => Promise.resolve() } = job;
  const base = { name: 'push', ref: 'refs/tags/v1.4.0', refName: 'v1.4.0', refType: 'tag' };
  const own = { repository: 'someone/notes', runId: '9001', runAttempt: '1' };
  return fakeWorld({
    clock: { now: () => noon, elapsed: () => 0, every: () => () => undefined, pause },
    releases: releases ?? fakeReleases(store, hooks),
    runner: { event: { ...base, ...own, workflow: '', actor: '', ...event } },
  });
}

function requestOf(world: FakeWorld, job: Job): ReleaseRequest {
  const { build = 'one', more = {}, inputs, request } = job;
  const folder = `${world.folder}/dist`;
  mkdirSync(folder);
  const files = Object.entries({ ...filesOf(build), ...more });
  for (const [name, content] of files) writeFileSync(`${folder}/${name}`, content);
  return {
    inputs: { ...plainInputs, ...inputs },
    dryRun: false,
    token: createSecret('ghs_1'),
    version: '1.4.0',
    commit: tagged,
    manifestDigest: sha256(filesOf(build)['manifest.json'] ?? ''),
    files: files.map(([name]) => ({ path: `${folder}/${name}`, signed: name in more })),
    ...request,
  };
}
