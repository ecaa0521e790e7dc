import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatManifest } from '../../../src/domain/archive/manifest.ts';
import { createReleaseStore } from '../../fakes/release-store.ts';
import { fakeReleases } from '../../fakes/releases.ts';
import type { With } from '../../fakes/inputs.ts';
import { type Merging, plan, startMerging } from './merging.ts';

let merging: Merging;
beforeEach(() => {
  merging = startMerging();
  mkdirSync(merging.world.runner.workspace);
});
afterEach(() => merging[Symbol.dispose]());

const dist = (): string => `${merging.world.runner.workspace}/dist`;

const setOf = [
  '.gitignore',
  'SHA256SUMS',
  'amd64.cdx.json',
  'arm64.cdx.json',
  'manifest.json',
  'notes-1.4.0-linux-amd64.tar.gz',
  'notes-arm64.tar.gz',
  'notes.zip',
  'windows.cdx.json',
];

test('the set is the one that a single job would have made, byte for byte', async () => {
  await merging.merge();
  const { whole, world, uploaded } = merging;
  expect(readdirSync(dist())).toEqual(setOf);
  for (const name of readdirSync(whole.folder)) {
    expect(
      readFileSync(`${dist()}/${name}`).equals(readFileSync(`${whole.folder}/${name}`)),
      name,
    ).toBe(true);
  }
  execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: dist(), stdio: 'ignore' });
  expect(world.recorded.outputs).toMatchObject({
    version: '1.4.0',
    timestamp: '20261122-1351',
    'go-version': '1.26.8',
    manifest: 'dist/manifest.json',
    'manifest-digest': whole.digest,
    checksums: 'dist/SHA256SUMS',
    'artifact-name': 'notes',
    'artifact-id': '9',
  });
  expect(JSON.parse(world.recorded.outputs['archives'] ?? '')).toHaveLength(3);
  expect(uploaded.toSorted()).toEqual(setOf.slice(1));
  expect(readdirSync(world.runner.temp)).toEqual([]);
});

test('the summary shows the whole of it', async () => {
  await merging.merge();
  const { summary } = merging.world.recorded;
  expect(summary).toMatch(/^## notes 1\.4\.0: merge\n\n3 archives: no commit, Go 1\.26\.8\.\n/);
  for (const text of ['linux/amd64', 'linux/arm64', 'windows/amd64', merging.whole.digest]) {
    expect(summary).toContain(text);
  }
  expect(summary).not.toContain('outcome');
});

test('on a tag it makes one release of the whole', async () => {
  const store = createReleaseStore();
  const event = { ref: 'refs/tags/v1.4.0', refName: 'v1.4.0', refType: 'tag' };
  using tagRun = startMerging({ releases: fakeReleases(store), event });
  mkdirSync(tagRun.world.runner.workspace);
  await tagRun.merge({ release: 'true', token: 'ghs_1' });
  expect(store.releases.map(({ tag, draft }) => [tag, draft])).toEqual([['v1.4.0', false]]);
  const names = store.releases.flatMap(({ assets }) => assets.map(({ name }) => name));
  expect(names.toSorted()).toEqual(setOf.slice(1));
});

describe('a folder with the artifacts of the jobs', () => {
  const parts = (): string => `${merging.world.runner.workspace}/parts`;
  beforeEach(() => {
    const [amd, arm, windows] = merging.archives;
    cpSync(merging.make('one', [amd, windows]).folder, `${parts()}/first`, { recursive: true });
    cpSync(merging.make('two', [arm]).folder, `${parts()}/second`, { recursive: true });
  });

  test.each<[what: string, given: With]>([
    ['the plan', { archive: 'parts' }],
    ['targets', { archive: 'parts', plan: '', targets: 'linux/*,windows/amd64' }],
  ])('is merged by %s, and stays as it is', async (_what, given) => {
    await merging.merge(given);
    expect(readFileSync(`${dist()}/manifest.json`, 'utf8')).toBe(
      formatManifest(merging.whole.manifest),
    );
    expect(readdirSync(`${parts()}/first`)).toHaveLength(5);
  });

  test('without a manifest in it is refused', async () => {
    await expect(merging.merge({ archive: 'nowhere' })).rejects.toThrow(
      'looking for parts in nowhere: no folder in it holds a manifest.json',
    );
  });

  test('with a link in the place of an archive is refused', async () => {
    execFileSync('ln', ['-sf', '/etc/passwd', `${parts()}/second/notes-arm64.tar.gz`]);
    await expect(merging.merge({ archive: 'parts' })).rejects.toThrow(
      'checking the archives of parts/second: notes-arm64.tar.gz is missing',
    );
  });
});

/** Nothing is left, and nothing is written. */
async function refused(given: With = {}): Promise<string> {
  const thrown: unknown = await merging.merge(given).then(
    () => 'merged',
    (error: unknown) => error,
  );
  expect(existsSync(dist())).toBe(false);
  expect(readdirSync(merging.world.runner.temp)).toEqual([]);
  expect(merging.uploaded).toEqual([]);
  return thrown instanceof Error ? thrown.message : String(thrown);
}

const again = 'run the whole workflow again; nothing has been written to output-dir';

test('parts that are missing are all named', async () => {
  merging.artifacts.clear();
  merging.artifacts.set('logs', Buffer.alloc(0));
  expect(await refused()).toBe(
    [
      'taking the parts of the other jobs: 2 of 2 cannot be taken',
      '  | taking the artifact notes-part-1: this run has no artifact of that name',
      '  | taking the artifact notes-part-2: this run has no artifact of that name',
      'Try:',
      '  - look at the job that builds it: it has failed, or this one does not wait for it (`needs: [plan, build]`)',
      `  - ${again}`,
    ].join('\n'),
  );
});

test('a part that is there twice is refused', async () => {
  merging.artifacts.set('notes-part-2', merging.artifacts.get('notes-part-1') ?? Buffer.alloc(0));
  expect(await refused()).toContain(
    [
      'joining the parts of the other jobs: they are not one whole, for 3 reasons',
      '  | linux/amd64 is in the artifact notes-part-1 and in the artifact notes-part-2',
      '  | windows/amd64 is in the artifact notes-part-1 and in the artifact notes-part-2',
      '  | linux/arm64 was planned, and no part has it',
    ].join('\n'),
  );
});

test('an archive that was altered is refused', async () => {
  const [, arm] = merging.archives;
  const { folder } = merging.make('altered', [arm]);
  writeFileSync(`${folder}/notes-arm64.tar.gz`, 'x');
  merging.artifacts.set('notes-part-2', merging.zipOf(folder));
  expect(await refused()).toMatch(
    /\| checking the archives of the artifact notes-part-2: notes-arm64\.tar\.gz has 1 bytes; expected \d+\n/,
  );
});

test('a bill of materials that was altered, or is missing, is refused', async () => {
  const [, arm] = merging.archives;
  const { folder } = merging.make('altered', [arm]);
  writeFileSync(`${folder}/arm64.cdx.json`, 'ARM64.cdx.json');
  merging.artifacts.set('notes-part-2', merging.zipOf(folder));
  expect(await refused()).toMatch(/\| checking the archives of .*: arm64\.cdx\.json has SHA-256 /);
  rmSync(`${folder}/arm64.cdx.json`);
  merging.artifacts.set('notes-part-2', merging.zipOf(folder));
  expect(await refused()).toContain('arm64.cdx.json is missing');
});

test('a manifest that was altered is refused, and one that is none', async () => {
  const [, arm] = merging.archives;
  const { folder, manifest } = merging.make('altered', [arm]);
  writeFileSync(`${folder}/manifest.json`, formatManifest({ ...manifest, version: '6.6.6' }));
  merging.artifacts.set('notes-part-2', merging.zipOf(folder));
  expect(await refused()).toContain(
    'the artifact notes-part-2 has the version "6.6.6", but the artifact notes-part-1 has "1.4.0"',
  );
  writeFileSync(`${folder}/manifest.json`, '{}');
  merging.artifacts.set('notes-part-2', merging.zipOf(folder));
  expect(await refused()).toContain(
    'reading manifest.json of the artifact notes-part-2: manifest.json schema is no text',
  );
});

test('archives of another service than the one asked for are refused', async () => {
  expect(await refused({ name: 'shop' })).toContain(
    'the input name is "shop", but the archives are of "notes"',
  );
});

test('a part that was not planned is not even looked at', async () => {
  merging.artifacts.set('notes-part-3', Buffer.from('no zip'));
  await merging.merge({ plan });
  expect(readdirSync(dist())).toEqual(setOf);
});
