import { readFileSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createArchiveReader } from '../../../src/adapters/archive-reader.ts';
import { formatChecksums } from '../../../src/domain/archive/checksums.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { createSecret } from '../../../src/domain/inputs/inputs.ts';
import type { TakenArchives } from '../../../src/stages/deploy/read-shipment.ts';
import { type TakeRequest, takeArchives } from '../../../src/stages/deploy/take-archives.ts';
import { type ReleaseStore, createReleaseStore } from '../../fakes/release-store.ts';
import { fakeReleases } from '../../fakes/releases.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { type ReleaseSet, makeReleaseSet } from '../../fixtures/release-set.ts';
import { type TarMaker, createTarMaker } from '../../fixtures/tar-maker.ts';

let store: ReleaseStore;
let world: FakeWorld;
let maker: TarMaker;
let set: ReleaseSet;

/** A release v1.4.0 of two archives, one of them not for servers. */
beforeEach(() => {
  store = createReleaseStore();
  world = fakeWorld({ releases: fakeReleases(store), archives: createArchiveReader() });
  maker = createTarMaker();
  const path = maker.tar('notes', 'static');
  set = makeReleaseSet(`${maker.folder}/dist`, [
    { path },
    { path, file: 'notes.zip', os: 'windows', target: 'windows/amd64', format: 'zip' },
  ]);
  const release = store.add({ tag: 'v1.4.0', draft: false });
  const put = (name: string, content: Buffer): void =>
    store.end(release.id, store.begin(release.id, name), content);
  for (const name of readdirSync(set.folder)) put(name, readFileSync(`${set.folder}/${name}`));
  put('SHA256SUMS', Buffer.from(formatChecksums(set.manifest.archives)));
});

afterEach(() => {
  maker.remove();
  world[Symbol.dispose]();
});

type Wished = { readonly tag?: string; readonly manifest?: string } & Partial<
  Omit<TakeRequest, 'source'>
>;

function take({ tag = 'v1.4.0', manifest, ...request }: Wished = {}): Promise<TakenArchives> {
  const expected = manifest === undefined ? {} : { manifest };
  return takeArchives(world, {
    source: { kind: 'release', tag, ...expected },
    dir: world.folder,
    token: createSecret('ghs_1'),
    ...request,
  });
}

/** Nothing of it stays in the temporary folder. */
async function failureOf(wished: Wished = {}): Promise<Failure['facts']> {
  const error: unknown = await take(wished).catch((thrown: unknown) => thrown);
  if (!(error instanceof Failure)) throw new Error('it did not fail as it should');
  expect(readdirSync(world.runner.temp)).toEqual([]);
  return error.facts;
}

function change(name: string, content: string): void {
  const asset = store.releases[0]?.assets.find((one) => one.name === name);
  if (asset === undefined) throw new Error(`there is no ${name}`);
  asset.content = Buffer.from(content);
}

test.each(['v1.4.0', 'latest'])(
  'the archives of the release %s are taken and checked',
  async (tag) => {
    const { shipment, name } = await take({ tag, manifest: set.digest });
    expect([shipment.manifest, shipment.digest, name]).toEqual([set.manifest, set.digest, 'notes']);
    expect(readdirSync(shipment.folder)).toEqual([
      'SHA256SUMS',
      'manifest.json',
      'notes-1.4.0-linux-amd64.tar.gz',
    ]);
  },
);

test('so they are where GitHub tells no digests', async () => {
  store.digests = false;
  expect(await take()).toMatchObject({ name: 'notes' });
});

const archive = 'notes-1.4.0-linux-amd64.tar.gz';

test.each<[string, () => void, Wished, string]>([
  ['that is not there', () => undefined, { tag: 'v2.0.0' }, 'release-not-found'],
  [
    'that is a draft',
    () => void store.add({ tag: 'v1.5.0', draft: true }),
    { tag: 'v1.5.0' },
    'release-not-found',
  ],
  ['without a token', () => undefined, { token: createSecret('') }, 'release-no-token'],
  ['of another manifest', () => undefined, { manifest: 'a'.repeat(64) }, 'manifest-digest'],
  ['whose SHA256SUMS says otherwise', () => change('SHA256SUMS', ''), {}, 'release-other-sum'],
  ['whose archive was changed', () => change(archive, 'other'), {}, 'release-other-sum'],
  ['of another name', () => undefined, { name: 'shop' }, 'manifest-inputs'],
  [
    'without SHA256SUMS',
    () => store.removeAsset(store.releases[0]?.assets.at(-1)?.id ?? 0),
    {},
    'release-no-sums',
  ],
])('no release is taken %s', async (_why, prepare, wished, code) => {
  prepare();
  const facts = await failureOf(wished);
  expect(facts.code).toBe(code);
  expect(facts.attempt).not.toEqual([]);
});

test('an asset whose bytes are others than GitHub tells is fetched once more', async () => {
  let fetched = 0;
  const releases = fakeReleases(store, {
    before(call) {
      if (call === 'download') fetched += 1;
    },
  });
  const flipping: typeof releases = {
    open(access) {
      const service = releases.open(access);
      return {
        ...service,
        async download(id, to) {
          const got = await service.download(id, to);
          return fetched === 1 ? { ...got, sha256: 'f'.repeat(64) } : got;
        },
      };
    },
  };
  const flipped = { ...world, releases: flipping };
  const request = { dir: world.folder, token: createSecret('ghs_1') };
  const taken = await takeArchives(flipped, {
    source: { kind: 'release', tag: 'v1.4.0' },
    ...request,
  });
  expect([taken.name, fetched]).toEqual(['notes', 4]);
});
