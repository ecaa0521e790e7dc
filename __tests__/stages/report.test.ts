import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Archive } from '../../src/domain/archive/archive.ts';
import type { BuiltTarget } from '../../src/domain/build/binary.ts';
import { Failure } from '../../src/domain/failure.ts';
import { done, skipped } from '../../src/domain/stage-result.ts';
import { createReport } from '../../src/stages/report.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { projectOf } from '../fixtures/repository.ts';
import { inspectedOf } from '../fixtures/inspected.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world[Symbol.dispose]());

const target = { os: 'linux', arch: 'amd64' };
const built: BuiltTarget = {
  target,
  cgo: false,
  binaries: [{ name: 'notes', package: 'example.com/notes', path: '/x', size: 1024 }],
  measured: { startedAt: 10, wall: 20 },
};
const archive: Archive = {
  target,
  cgo: false,
  file: 'notes.tar.gz',
  format: 'tar.gz',
  path: '/staging/notes.tar.gz',
  bytes: 512,
  sha256: 'ab'.repeat(32),
  binaries: [],
  contents: [],
  measured: { startedAt: 30, wall: 5 },
};

test('the summary has all that was gathered, and the timeline is in the debug log', async () => {
  const report = createReport(world);
  report.project = projectOf('/work');
  report.manifestDigest = 'cd'.repeat(32);
  report.spans.push({ section: 'stages', title: 'Checking', startedAt: 1, wall: 2 });
  report.shipped(inspectedOf(built), archive);
  report.note('caches: a hit');
  report.stage('check', done(7), (value) => `found ${value}`);
  report.stage('artifact', skipped('artifact: false'), String);
  await report.write();
  const { lines, summary } = world.recorded;
  expect(summary).toContain('## notes 1.4.0\n');
  expect(summary).toContain('| linux/amd64 | 512 B | 1.0 KiB | ? | ? | ? | ? |');
  expect(summary).toContain(`${'cd'.repeat(32)}  manifest.json`);
  expect(summary).toContain(
    '- caches: a hit\n- check: found 7\n- artifact: skipped, artifact: false\n',
  );
  expect(summary).toContain(
    '  section stages\n  Checking 2 ms :1, 3\n' +
      '  section linux/amd64\n  build 20 ms :10, 30\n  inspect 0 ms :0, 1\n  archive 5 ms :30, 35\n',
  );
  expect(lines[0]).toBe('info: artifact: skipped, artifact: false');
  const timeline: unknown = JSON.parse(lines[1]?.replace('debug: timeline ', '') ?? '');
  expect(timeline).toEqual([
    { section: 'stages', title: 'Checking', startedAt: 1, wall: 2 },
    { section: 'linux/amd64', title: 'build', startedAt: 10, wall: 20 },
    { section: 'linux/amd64', title: 'inspect', startedAt: 0, wall: 0 },
    { section: 'linux/amd64', title: 'archive', startedAt: 30, wall: 5 },
  ]);
});

test('a failed run has its failure in the summary', async () => {
  const report = createReport(world);
  report.project = projectOf('/work');
  report.failed(new Failure({ doing: 'building', happened: 'it failed', attempt: ['this'] }));
  await report.write();
  expect(world.recorded.summary).toMatch(
    /^## notes 1\.4\.0 failed\n\n```\nbuilding: it failed\nTry: this\n```\n/,
  );
});

test('a run that failed before it knew its project has its failure in the summary, too', async () => {
  const report = createReport(world);
  report.failed(new Failure({ doing: 'reading the inputs', happened: '1 is not right' }));
  await report.write();
  expect(world.recorded.summary).toBe(
    '## gin-ship failed\n\n```\nreading the inputs: 1 is not right\n```\n',
  );
});

test('without a project and without a failure there is nothing to summarize', async () => {
  await createReport(world).write();
  expect(world.recorded.summary).toBe('');
});

test('a summary that cannot be written is a warning, and hides no failure', async () => {
  const job = { ...world.job, writeSummary: () => Promise.reject(new Error('read-only')) };
  const report = createReport({ ...world, job });
  report.project = projectOf('/work');
  await report.write();
  expect(world.recorded.lines.at(-1)).toBe(
    'warning: the job summary could not be written: Error: read-only',
  );
});
