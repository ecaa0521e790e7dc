import { beforeEach, expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { formatMarker } from '../../../src/domain/release/marker.ts';
import { type ReleaseStore, contentOf, createReleaseStore } from '../../fakes/release-store.ts';
import { sha256 } from '../../fixtures/release-set.ts';
import { type Job, filesOf, runJob } from './releasing.ts';

let store: ReleaseStore;

beforeEach(() => {
  store = createReleaseStore();
});

const archive = 'notes-1.4.0-linux-amd64.tar.gz';
const marker = (runId: string, build = 'one', runAttempt = '1'): string =>
  formatMarker({ runId, runAttempt, manifest: sha256(filesOf(build)['manifest.json'] ?? '') });

async function failureOf(job: Job): Promise<Failure['facts']> {
  const error: unknown = await runJob(store, job).catch((thrown: unknown) => thrown);
  if (!(error instanceof Failure)) throw new Error('it did not fail as it should');
  return error.facts;
}

test('one draft is made, filled, and published last', async () => {
  const { result, lines } = await runJob(store);
  expect(result).toEqual({
    done: true,
    value: {
      tag: 'v1.4.0',
      url: 'https://github.example/releases/v1.4.0',
      draft: false,
      changed: true,
      assets: 3,
    },
  });
  expect(store.done).toEqual([
    'create 1',
    'upload 1 manifest.json',
    'upload 1 SHA256SUMS',
    `upload 1 ${archive}`,
    'publish 1',
  ]);
  expect(store.releases).toMatchObject([
    {
      name: 'v1.4.0',
      body: `${marker('9001')}\nWhat has changed`,
      draft: false,
      prerelease: false,
      makeLatest: 'legacy',
    },
  ]);
  expect(store.releases.map(contentOf)).toEqual([filesOf('one')]);
  expect(lines.filter((line) => line.startsWith('info'))).toEqual([
    'info: release v1.4.0: its draft is made',
    'info: manifest.json: uploaded, 15 B',
    'info: SHA256SUMS: uploaded, 11 B',
    `info: ${archive}: uploaded, 14 B`,
    'info: release v1.4.0 published, 3 assets, https://github.example/releases/v1.4.0',
  ]);
});

test('a second run finds it done', async () => {
  await runJob(store);
  const { result, lines } = await runJob(store, { event: { runAttempt: '2' } });
  expect(result).toMatchObject({ value: { changed: false, draft: false } });
  expect(lines).toEqual([
    'info: release v1.4.0 was there already, published, 3 assets, https://github.example/releases/v1.4.0',
  ]);
  expect(store.done).toHaveLength(5);
});

test.each<[string, Job, object]>([
  [
    'a prerelease by its version',
    { request: { version: '1.4.0-rc.1' } },
    { prerelease: true, makeLatest: 'false' },
  ],
  [
    'a prerelease by the input',
    { inputs: { prerelease: 'true' } },
    { prerelease: true, makeLatest: 'false' },
  ],
  [
    'none by the input',
    { inputs: { prerelease: 'false', makeLatest: 'true' }, request: { version: '1.4.0-rc.1' } },
    { prerelease: false, makeLatest: 'true' },
  ],
  ['not the latest one', { inputs: { makeLatest: 'false' } }, { makeLatest: 'false' }],
  ['without notes', { inputs: { generateNotes: false } }, { body: marker('9001') }],
  ['a draft for people', { inputs: { draft: true } }, { draft: true }],
])('it is %s', async (_what, job, expected) => {
  await runJob(store, job);
  expect(store.releases).toMatchObject([expected]);
  expect(store.releases.map(contentOf)).toEqual([filesOf('one')]);
});

test.each<[string, Job, string]>([
  ['it is not asked for', { inputs: { release: false } }, 'release is false'],
  [
    'the run is of a branch',
    { event: { refType: 'branch', refName: 'main' } },
    'a release is of a tag, and this run is not (main)',
  ],
  ['nothing is to be changed', { request: { dryRun: true } }, 'dry-run is true'],
  [
    'the repository is not known',
    { event: { repository: '' } },
    'it is not known of which repository (GITHUB_REPOSITORY is not set)',
  ],
])('it is skipped where %s', async (_why, job, reason) => {
  const hooks = { before: () => Promise.reject(new Error('something was asked')) };
  expect((await runJob(store, { ...job, hooks })).result).toEqual({ done: false, reason });
});

test('the draft that people have made keeps its text, its name and what else they have set', async () => {
  const theirs = { tag: 'v1.4.0', name: 'Four', body: 'By hand.', prerelease: true };
  store.add(theirs);
  const { result } = await runJob(store);
  expect(result).toMatchObject({ value: { changed: true, draft: false } });
  expect(store.releases).toMatchObject([{ ...theirs, draft: false, makeLatest: 'false' }]);
  expect(store.releases.map(contentOf)).toEqual([filesOf('one')]);
});

test('a draft that an earlier run has left is taken over where its archives are the same', async () => {
  const left = store.add({ tag: 'v1.4.0', body: `${marker('8000')}\nBetter words.` });
  store.begin(left.id, 'SHA256SUMS');
  await runJob(store);
  expect(store.done.slice(0, 3)).toEqual([
    'upload 1 manifest.json',
    `upload 1 ${archive}`,
    'remove SHA256SUMS',
  ]);
  expect(store.releases).toMatchObject([
    { body: `${marker('8000')}\nBetter words.`, draft: false },
  ]);
  expect(store.releases.map(contentOf)).toMatchObject([filesOf('one')]);
});

test('one of other archives is replaced as a whole, with the words that are in it', async () => {
  const left = store.add({ tag: 'v1.4.0', body: `${marker('8000', 'zero')}\nBetter words.` });
  store.end(left.id, store.begin(left.id, 'manifest.json'), Buffer.from('manifest of zero'));
  await runJob(store);
  expect(store.done.slice(1, 3)).toEqual(['create 3', 'remove 1']);
  expect(store.releases).toMatchObject([
    { body: `${marker('9001')}\nBetter words.`, draft: false },
  ]);
  expect(store.releases.map(contentOf)).toEqual([filesOf('one')]);
});

test('but not where another job has published it meanwhile', async () => {
  const left = store.add({ tag: 'v1.4.0', body: marker('8000', 'zero') });
  let looks = 0;
  const after = (call: string): void => {
    if (call === 'tag') looks += 1;
    if (call === 'tag' && looks === 2)
      store.publish(left.id, { prerelease: false, makeLatest: '' });
  };
  expect(await failureOf({ hooks: { after } })).toMatchObject({ code: 'release-published' });
  expect(store.releases).toEqual([left]);
});

test('drafts and releases of other tags are left alone', async () => {
  store.add({ tag: 'v1.3.9', draft: false });
  store.add({ tag: 'v1.4.1', body: marker('8000') });
  await runJob(store);
  expect(store.releases.map(({ tag, draft }) => [tag, draft])).toEqual([
    ['v1.3.9', false],
    ['v1.4.1', true],
    ['v1.4.0', false],
  ]);
});

test('a signature that differs each time stays as it was first', async () => {
  const signed = (text: string): Job => ({ more: { 'notes.sigstore.json': text } });
  await runJob(store, signed('signed at noon'));
  const { result } = await runJob(store, signed('signed at night'));
  expect(result).toMatchObject({ value: { changed: false, assets: 4 } });
  const both = { ...filesOf('one'), 'notes.sigstore.json': 'signed at noon' };
  expect(store.releases.map(contentOf)).toEqual([both]);
});

test('where GitHub tells no digest, what is there is fetched and compared', async () => {
  store.digests = false;
  await runJob(store);
  const { result, lines } = await runJob(store);
  expect(result).toMatchObject({ value: { changed: false } });
  expect(lines).toContain(
    'info: no digest of SHA256SUMS is told: it is fetched to be compared (11 B)',
  );
  const [first] = store.releases[0]?.assets ?? [];
  if (first !== undefined) first.content = Buffer.from('MANIFEST of one');
  expect(await failureOf({})).toMatchObject({
    code: 'release-published',
    details: { 'it has with another SHA-256': 'manifest.json' },
  });
});

const publishedBefore = (): void => {
  const before = store.add({ tag: 'v1.4.0', draft: false });
  store.end(before.id, store.begin(before.id, 'manifest.json'), Buffer.from('other'));
};

test.each<[string, () => void, Job, string]>([
  ['the tag has another published release', publishedBefore, {}, 'release-published'],
  [
    'people have made several drafts',
    () => {
      store.add({ tag: 'v1.4.0' });
      store.add({ tag: 'v1.4.0' });
    },
    {},
    'release-drafts',
  ],
  [
    'a draft of people has an asset of that name',
    () => {
      const theirs = store.add({ tag: 'v1.4.0' });
      store.end(theirs.id, store.begin(theirs.id, archive), Buffer.from('other'));
    },
    {},
    'release-asset',
  ],
  [
    'another job of this run makes it',
    () => void store.add({ tag: 'v1.4.0', body: marker('9001', 'two') }),
    {},
    'release-same-run',
  ],
  [
    'a later run makes it',
    () => void store.add({ tag: 'v1.4.0', body: marker('9002', 'two') }),
    {},
    'release-later-run',
  ],
  ['the tag has moved', () => void store.tags.set('v1.4.0', 'f'.repeat(40)), {}, 'release-tag'],
  ['the tag is gone', () => store.tags.clear(), {}, 'release-tag'],
  [
    'there is no token',
    () => undefined,
    { request: { token: undefined } as never },
    'release-token',
  ],
])('it is refused where %s, and nothing is changed', async (_why, prepare, job, code) => {
  prepare();
  const before = JSON.stringify(store.releases);
  expect((await failureOf(job)).code).toBe(code);
  expect(JSON.stringify(store.releases)).toBe(before);
});
