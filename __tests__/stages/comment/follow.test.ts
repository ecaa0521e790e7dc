import { expect, test } from 'vitest';
import { formatPreviewNote } from '../../../src/domain/comment/preview-file.ts';
import { formatManifest } from '../../../src/domain/archive/manifest.ts';
import { markerOf } from '../../../src/domain/comment/marker.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { FollowedRun } from '../../../src/domain/runner.ts';
import { createSecret } from '../../../src/domain/inputs/inputs.ts';
import { followRun } from '../../../src/stages/comment/follow.ts';
import type { Said } from '../../../src/stages/comment/say-on-pull.ts';
import type { StageResult } from '../../../src/domain/stage-result.ts';
import { type ArtifactScript } from '../../fakes/artifacts.ts';
import { type FakePulls, type PullsScript, bot } from '../../fakes/pulls.ts';
import { artifactOf, followed, manifest, settingOf, workflow } from './setting.ts';

const open = { number: 7, open: true, headSha: 'c0ffee01', baseRef: 'main' };
const kept = [
  { id: 5, name: 'notes', bytes: 900, expiresAt: '2026-12-06T13:51:00Z' },
  { id: 6, name: 'notes-linux-amd64.tar.gz', bytes: 2048 },
];
const found: PullsScript = { pulls: [open], artifacts: kept };
const fork: Partial<ArtifactScript> = { found: { origin: 'fork' } };

interface Followings {
  readonly result: StageResult<Said> | Failure;
  readonly pulls: FakePulls;
  readonly asked: readonly string[];
}

async function follow(
  script: PullsScript,
  stored: Partial<ArtifactScript> = {},
  run: FollowedRun = followed,
): Promise<Followings> {
  const { world, pulls, artifacts } = settingOf({ job: 'comment' }, script, { ...fork, ...stored });
  using _ = world;
  const token = createSecret('ghs_x');
  const result = await followRun(world, { run, owner: 'eve', artifact: 'notes', token }).catch(
    (error: unknown) => {
      if (error instanceof Failure) return error;
      throw error;
    },
  );
  return { result, pulls, asked: artifacts.asked };
}

test('what a run for a fork made is shown on its pull request, with links, sizes and days of GitHub', async () => {
  const { result, pulls } = await follow(found);
  expect(result).toEqual({
    done: true,
    value: { did: 'added', number: 7, url: 'https://github.com/c/100' },
  });
  const [comment] = pulls.written;
  expect(comment?.body.split('\n')).toEqual([
    markerOf({ workflow, job: 'comment', name: 'notes' }),
    '### `notes` `1.4.0`',
    '',
    '| Target | Size | Against `main` | Linked | Runs on |',
    '| --- | ---: | ---: | --- | --- |',
    '| [`linux/amd64`](https://github.com/someone/notes/actions/runs/9001/artifacts/6) | 2.0 KiB | not known | `static` | `static; runs on any Linux from kernel 3.2` |',
    '',
    '- data survives a restart: written, and read back after it',
    '- commit [`c0ffee01`](https://github.com/someone/notes/commit/c0ffee01), [built](https://github.com/someone/notes/actions/runs/9001) 2026-11-22 13:51 UTC',
    '- sizes of `main` are not known: pr-preview.yml has no run for a push to it that ended well',
    '- to download, be signed in to GitHub; the archives expire on 2026-12-06',
    '',
  ]);
  expect(pulls.asked).toEqual([
    'from eve fix',
    'run pr-preview.yml main',
    'artifacts 9001',
    'read 7',
    'self',
    'comments 7',
    'add 7',
    'comments 7',
    'read 7',
  ]);
});

test('the sizes of the base are those of its own run', async () => {
  const script = { ...found, lastRun: { id: '8000', commit: 'f00d' } };
  const { pulls, asked } = await follow(script, { found: { origin: 'own' } });
  expect(pulls.written[0]?.body).toContain('| -2.0 MiB (-99.9 %) |');
  expect(pulls.written[0]?.body).toContain('- compared with `main` at `f00d`');
  expect(
    asked.filter((line) => line.startsWith('find')).map((line) => /"id":"(\d+)"/.exec(line)?.[1]),
  ).toEqual(['9001', '8000']);
});

test('a number in the artifact that GitHub does not confirm is refused, and nothing is written', async () => {
  const preview = formatPreviewNote({ pullRequest: 1, survival: 'survived' });
  const { result, pulls } = await follow(found, { zips: [artifactOf({ preview })] });
  expect(result).toBeInstanceOf(Failure);
  expect(result instanceof Failure && result.facts.code).toBe('comment-number');
  expect(pulls.asked).toEqual(['from eve fix']);
});

test.each<[string, PullsScript, FollowedRun, string]>([
  [
    'a newer push',
    { pulls: [{ ...open, headSha: 'b2' }] },
    followed,
    'no pull request has the commit that was built at its head any more',
  ],
  [
    'no pull request',
    {},
    followed,
    'no pull request has the commit that was built at its head any more',
  ],
  [
    'a run that failed',
    found,
    { ...followed, conclusion: 'failure' },
    'the run that it follows did not end well (failure)',
  ],
])('%s: nothing is done', async (_, script, run, reason) => {
  const { result, pulls, asked } = await follow(script, {}, run);
  expect(result).toEqual({ done: false, reason });
  expect([pulls.asked, asked]).toEqual([['from eve fix'], []]);
});

test('a closed pull request is not looked into: its comment is flipped', async () => {
  const body = `${markerOf({ workflow, job: 'comment', name: 'notes' })}\ntext`;
  const script = { pulls: [{ ...open, open: false }], comments: [{ id: 3, author: bot, body }] };
  const { result, asked } = await follow(script, {}, { ...followed, conclusion: 'skipped' });
  expect(result).toEqual({ done: true, value: { did: 'removed', count: 1 } });
  expect(asked).toEqual([]);
});

const evil = '](https://evil.example) @everyone <img src=x> | a';

test.each<[string, { manifest?: string; preview?: string }, string]>([
  ['a manifest that is none', { manifest: '[]' }, 'comment-artifact'],
  ['a note that is none', { preview: '{"survival":"<b>"}' }, 'comment-artifact'],
  [
    'a manifest with an odd name',
    { manifest: formatManifest({ ...manifest, name: evil }) },
    'comment-artifact',
  ],
  [
    'a manifest with an odd version',
    { manifest: formatManifest({ ...manifest, version: evil }) },
    'comment-artifact',
  ],
])('%s is refused', async (_, parts, code) => {
  const { result, pulls } = await follow(found, { zips: [artifactOf(parts)] });
  expect(result instanceof Failure && result.facts.code).toBe(code);
  expect(pulls.written).toEqual([]);
});

test('what a hostile build says of its libraries stays text', async () => {
  const [archive] = manifest.archives;
  const [binary] = archive.binaries;
  if (binary === undefined) throw new Error('there is no program');
  const needs = { ...binary.needs, link: 'interp-only', interpreter: evil } as const;
  const archives = [{ ...archive, binaries: [{ ...binary, needs }] }];
  const text = formatManifest({ ...manifest, archives });
  const { pulls } = await follow(found, { zips: [artifactOf({ manifest: text })] });
  expect(pulls.written[0]?.body).toContain(
    String.raw`| ${'`'}names the loader ](https://evil.example) @everyone <img src=x> \u007c a, though it needs no library`,
  );
});

test('an artifact with none of our files says what to do', async () => {
  const { result } = await follow(found, { name: 'other' });
  expect(result instanceof Failure && result.facts.code).toBe('artifact-not-found');
});
