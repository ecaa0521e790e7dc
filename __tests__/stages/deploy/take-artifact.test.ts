import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { createSecret } from '../../../src/domain/inputs/inputs.ts';
import { readShipped } from '../../../src/stages/deploy/read-shipped.ts';
import { sha256 } from '../../fixtures/release-set.ts';
import { type Taking, type Wished, startTaking } from './taking.ts';

let taking: Taking;

beforeEach(() => {
  taking = startTaking();
});

afterEach(() => taking[Symbol.dispose]());

test('an artifact of this run is taken whole, and what is chosen of it looked into', async () => {
  const { taken, artifacts, world } = await taking.take();
  if (taken instanceof Failure) throw taken;
  const { shipment } = taken;
  expect(taken).toEqual({
    shipment: { manifest: taking.set.manifest, digest: taking.set.digest, folder: shipment.folder },
    name: 'notes',
    service: 'notes',
  });
  expect(artifacts.asked).toEqual(['find notes', 'download 5']);
  expect(readdirSync(shipment.folder)).toEqual([
    'manifest.json',
    'notes-1.4.0-linux-amd64.tar.gz',
    'notes-arm64.tar.gz',
  ]);
  expect(readdirSync(`${shipment.folder}/..`)).toEqual(['files']);
  const [archive] = shipment.manifest.archives;
  expect(archive && (await readShipped(world, shipment, archive))).toEqual({
    folders: ['static'],
    files: [
      { name: 'notes', executable: true, bytes: 7, sha256: sha256('program') },
      { name: 'static/a.css', executable: false, bytes: 3, sha256: sha256('css') },
    ],
    bytes: 10,
    top: ['notes', 'static'],
  });
  expect(world.recorded.lines.map((line) => line.replace(/[\d.]+ (?:B|KiB)/, 'N'))).toEqual([
    'info: taking the artifact notes: 4 files, N',
    `info: the artifact notes: notes 1.4.0, linux/amd64, linux/arm64 (N); SHA-256 of manifest.json ${taking.set.digest}`,
  ]);
});

test('in a folder of the artifact, and deflated, it is taken as well', async () => {
  const zips = [taking.zipOf((file) => [{ ...file, deflated: true }], 'work/dist/')];
  expect((await taking.take({ script: { zips } })).taken).toMatchObject({ name: 'notes' });
});

test('an artifact of another run is asked for with the token', async () => {
  const token = createSecret('ghs_1');
  const { taken, artifacts } = await taking.take({ source: { runId: '9001' }, request: { token } });
  expect(taken).toMatchObject({ name: 'notes' });
  expect(artifacts.asked).toEqual([
    'find notes of {"id":"9001","repository":"someone/notes","token":"ghs_1"}',
    'download 5 with ghs_1',
  ]);
});

test('the number of this very run needs no token', async () => {
  const { artifacts } = await taking.take({ source: { runId: '1001' } });
  expect(artifacts.asked).toEqual(['find notes', 'download 5']);
});

test('a zip that is another than the service tells is fetched once more', async () => {
  const good = taking.zipOf();
  const bad = Buffer.from(good).fill(7, 100, 101);
  const script = { zips: [bad, good], found: { digest: sha256(good) } };
  const { taken, artifacts, world } = await taking.take({ script });
  expect(taken).toMatchObject({ name: 'notes' });
  expect(artifacts.asked).toEqual(['find notes', 'download 5', 'download 5']);
  expect(world.recorded.lines[0]).toBe(
    'info: taking the artifact notes: its SHA-256 is not the one that the service tells; once more',
  );
});

describe('no archive is taken', () => {
  const other = { source: { runId: '9001' } };
  const token = { request: { token: createSecret('ghs_1') } };
  test.each<[string, Wished, string]>([
    ['where there is no service', { script: { unavailable: 'none here' } }, 'artifact-unavailable'],
    ['of another run without a token', other, 'artifact-no-token'],
    [
      'of another run with an empty token',
      { ...other, request: { token: createSecret('') } },
      'artifact-no-token',
    ],
    [
      'of another run outside of a repository',
      { ...other, ...token, repository: '' },
      'artifact-no-repository',
    ],
    ['of another name', { source: { name: 'shop' } }, 'artifact-not-found'],
    ['of a fork', { script: { found: { origin: 'fork' } } }, 'artifact-fork'],
    ['that has expired', { script: { found: { expired: true } } }, 'artifact-expired'],
    ['that is too large', { script: { found: { bytes: 2 ** 32 } } }, 'artifact-size-said'],
    [
      'that turns out to be too large',
      { script: { fail: { download: 'http-size' } } },
      'artifact-too-large',
    ],
    ['while the service is down', { script: { fail: { find: 'http-503' } } }, 'artifact-503'],
    [
      'while the storage is down',
      { script: { fail: { download: 'http-connection' } } },
      'artifact-connection',
    ],
    [
      'without the permission',
      { ...other, ...token, script: { fail: { find: 'http-403' } } },
      'artifact-403',
    ],
    ['of another zip', { script: { found: { digest: sha256('x') } } }, 'artifact-other-bytes'],
  ])('%s', async (_why, wished, code) => {
    const facts = await taking.failureOf(wished);
    expect(facts.code).toBe(code === 'artifact-size-said' ? 'artifact-too-large' : code);
    expect(facts.attempt).not.toEqual([]);
  });

  test('without asking for it where it is known to be too large, or of a fork', async () => {
    for (const found of [{ bytes: 2 ** 32 }, { origin: 'fork' as const }, { expired: true }]) {
      const { artifacts } = await taking.take({ script: { found } });
      expect(artifacts.asked).toEqual(['find notes']);
    }
  });

  test('where an input says otherwise', async () => {
    expect(await taking.failureOf({ request: { name: 'shop' } })).toMatchObject({
      code: 'manifest-inputs',
    });
    expect(await taking.failureOf({ request: { service: 'worker' } })).toMatchObject({
      happened: 'service names "worker", but the archive has only notes',
      code: 'manifest-inputs',
    });
  });
});
