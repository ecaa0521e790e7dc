import { beforeEach, expect, test } from 'vitest';
import {
  type ReleaseStore,
  type StoredAsset,
  contentOf,
  createReleaseStore,
} from '../../fakes/release-store.ts';
import { cut } from '../../fakes/releases.ts';
import { filesOf, runJob } from './releasing.ts';

let store: ReleaseStore;

beforeEach(() => {
  store = createReleaseStore();
});

test('a look that gets no answer is taken again', async () => {
  let looks = 0;
  const before = (call: string): void => {
    if (call === 'find') looks += 1;
    if (call === 'find' && looks === 2) throw cut();
  };
  expect((await runJob(store, { hooks: { before } })).result).toMatchObject({ done: true });
  expect(store.releases.map(contentOf)).toEqual([filesOf('one')]);
});

test('an upload of another job that goes on is not taken for one of ours that broke off', async () => {
  let tries = 0;
  let theirs: StoredAsset | undefined;
  const before = (call: string): void => {
    if (call !== 'upload SHA256SUMS') return;
    tries += 1;
    if (tries === 1) throw cut();
    theirs = store.begin(1, 'SHA256SUMS');
  };
  const pause = (): Promise<void> => {
    const content = Buffer.from(filesOf('one')['SHA256SUMS'] ?? '');
    if (theirs?.state === 'starter' && tries === 2) tries = 3;
    else if (theirs?.state === 'starter') store.end(1, theirs, content);
    return Promise.resolve();
  };
  const { lines } = await runJob(store, { hooks: { before }, pause });
  expect(lines).toContain('info: SHA256SUMS: another job seems to upload it');
  expect(store.done.filter((step) => step.startsWith('remove'))).toEqual([]);
  expect(store.releases.map(contentOf)).toEqual([filesOf('one')]);
});
