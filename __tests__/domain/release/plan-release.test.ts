import { describe, expect, test } from 'vitest';
import type { FoundAsset, FoundRelease } from '../../../src/domain/release/found-release.ts';
import { formatMarker, parseMarker } from '../../../src/domain/release/marker.ts';
import { planRelease } from '../../../src/domain/release/plan-release.ts';
import { releasePause } from '../../../src/domain/release/patience.ts';
import type {
  ReleaseState,
  ReleaseStep,
  ReleaseWish,
} from '../../../src/domain/release/release-step.ts';

const [one, two] = ['1'.repeat(64), '2'.repeat(64)];
const ours = { runId: '9001', runAttempt: '2', manifest: one };
const names = ['manifest.json', 'SHA256SUMS', 'a.zip'];

const wish: ReleaseWish = {
  tag: 'v1.4.0',
  marker: ours,
  assets: names.map((name) => ({ name, sha256: one, signed: false })),
  draft: false,
  prerelease: false,
  prereleaseGiven: false,
  commit: 'c0ffee',
};

const asset = (name: string, other: Partial<FoundAsset> = {}): FoundAsset => ({
  ...{ id: names.indexOf(name) + 100, name, whole: true, bytes: 3, sha256: one, since: 0 },
  ...other,
});

const release = (id: number, other: Partial<FoundRelease> = {}): FoundRelease => ({
  ...{ id, draft: true, prerelease: false, body: formatMarker(ours), assets: [] },
  ...{ url: `https://x.example/${id}`, uploadUrl: `https://u.example/${id}` },
  ...other,
});

const marked = (id: number, marker: Partial<typeof ours>): FoundRelease =>
  release(id, { body: `${formatMarker({ ...ours, ...marker })}\nWords.` });

const calm: ReleaseState = {
  ...{ releases: [], tagCommit: 'c0ffee', now: 60_000, waited: new Map<number, number>() },
  broken: new Set<number>(),
};
const full = names.map((name) => asset(name));
const half = asset('a.zip', { whole: false });
const human = release(7, { body: 'By hand.', prerelease: true });

const drop = (id: number): object => ({ kind: 'remove-draft', id });
const refusal = (kind: string): object => ({ kind: 'refuse', refusal: { kind } });

describe('the next step is', () => {
  test.each<[string, readonly FoundRelease[], object]>([
    ['a draft', [], { kind: 'create', body: formatMarker(ours), notes: true }],
    ['the manifest before all else', [release(1)], { kind: 'upload', names: ['manifest.json'] }],
    [
      'the others',
      [release(1, { assets: [asset('manifest.json')] })],
      { kind: 'upload', names: ['SHA256SUMS', 'a.zip'] },
    ],
    [
      'a wait for a manifest that is on its way',
      [release(1, { assets: [asset('manifest.json', { whole: false })] })],
      { kind: 'wait', name: 'manifest.json' },
    ],
    [
      'a wait for an upload of another job',
      [release(1, { assets: [...full.slice(0, 2), half] })],
      { kind: 'wait', name: 'a.zip' },
    ],
    [
      'to publish what is whole, with whatever else is there',
      [release(1, { assets: [...full, asset('more')] })],
      { kind: 'publish', id: 1, prerelease: false },
    ],
    [
      'to publish the draft of people as the prerelease that they have made it',
      [{ ...human, assets: full }],
      { kind: 'publish', id: 7, prerelease: true },
    ],
    ['the draft of people, before one of ours', [release(1), human], drop(1)],
    ['to remove the later one of two', [release(3), release(2)], drop(3)],
    [
      'a draft with the words of an earlier attempt that had other archives',
      [marked(1, { runAttempt: '1', manifest: two })],
      { kind: 'create', body: `${formatMarker(ours)}\nWords.`, notes: false },
    ],
    ['to remove that one then', [marked(1, { runId: '8999', manifest: two }), release(2)], drop(1)],
    [
      'to make way for a later run',
      [marked(2, { runId: '10000', manifest: two }), release(1)],
      drop(1),
    ],
    ['to make way for a job that was first', [marked(1, { manifest: two }), release(2)], drop(2)],
    [
      'to go on where this job was first',
      [release(1), marked(2, { manifest: two })],
      { kind: 'upload', names: ['manifest.json'] },
    ],
    ['to give way', [marked(1, { manifest: two })], refusal('same-run')],
    [
      'to give way to a later run',
      [marked(1, { runId: '9002', manifest: two })],
      refusal('later-run'),
    ],
    ['to ask which of two is meant', [human, { ...human, id: 8 }], refusal('drafts')],
    [
      'to touch no asset of people',
      [{ ...human, assets: [asset('a.zip', { sha256: two })] }],
      refusal('asset'),
    ],
    ['to remove what is left', [release(1), release(2, { draft: false, assets: full })], drop(1)],
    ['none', [release(2, { draft: false, assets: full })], { kind: 'done', release: { id: 2 } }],
    [
      'to change nothing that is published',
      [
        release(2, {
          draft: false,
          body: '',
          assets: [asset('a.zip', { sha256: two }), ...full.slice(0, 1)],
        }),
      ],
      { kind: 'refuse', refusal: { kind: 'published', missing: ['SHA256SUMS'], other: ['a.zip'] } },
    ],
  ])('%s', (_what, releases, step) => {
    expect(planRelease({ ...calm, releases }, wish)).toMatchObject(step);
  });

  const halved = { ...calm, releases: [release(1, { assets: [...full.slice(0, 2), half] })] };
  const removal: ReleaseStep = { kind: 'remove-asset', id: half.id, name: 'a.zip' };

  test.each<[string, Partial<ReleaseState>]>([
    ['this run has left it', { broken: new Set([half.id]) }],
    ['it was waited for', { waited: new Map([[half.id, 60_000]]) }],
    ['it is old', { now: 120_000 }],
  ])('to remove half an asset where %s', (_why, other) => {
    expect(planRelease({ ...halved, ...other }, wish)).toEqual(removal);
  });

  test('to wait for each upload as long, however long others were waited for', () => {
    const waited = new Map([
      [half.id, 55_000],
      [half.id + 1, 60_000],
    ]);
    const step: ReleaseStep = { kind: 'wait', id: half.id, name: 'a.zip' };
    expect(planRelease({ ...halved, waited }, wish)).toEqual(step);
  });

  test.each<[string, Partial<ReleaseWish>, Partial<ReleaseState>, object]>([
    ['none, for a draft that is whole', { draft: true }, {}, { kind: 'done', release: { id: 1 } }],
    ['a prerelease', { prerelease: true }, {}, { kind: 'publish', prerelease: true }],
    ['not known where the tag has moved', {}, { tagCommit: 'beef' }, refusal('tag')],
    [
      'the same where no commit is known',
      { commit: undefined as never },
      { tagCommit: 'x' },
      { kind: 'publish' },
    ],
  ])('%s', (_what, otherWish, otherState, step) => {
    const state = { ...calm, releases: [release(1, { assets: full })], ...otherState };
    expect(planRelease(state, { ...wish, ...otherWish })).toMatchObject(step);
  });
});

test('a marker is read as it was written, and in no other text', () => {
  expect(parseMarker(`Words.\n${formatMarker(ours)}\nMore.`)).toEqual(ours);
  expect(parseMarker('<!-- gin-ship: run 1, manifest x -->')).toBeUndefined();
});

test.each([
  ['github-connection', 0, 1000],
  ['github-502', 4, 60_000],
  ['github-502', 5, undefined],
  ['github-exists', 2, 15_000],
  ['github-404', 3, undefined],
  ['github-403', 0, undefined],
  ['github-limit', 0, undefined],
  [undefined, 0, undefined],
])('after %s, %s failures before, the pause is %s', (code, tried, pause) => {
  expect(releasePause(code, tried)).toBe(pause);
});
