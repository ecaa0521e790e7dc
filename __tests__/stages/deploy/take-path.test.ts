import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createArchiveReader } from '../../../src/adapters/archive-reader.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { TakenArchives } from '../../../src/stages/deploy/read-shipment.ts';
import { readShipped } from '../../../src/stages/deploy/read-shipped.ts';
import { type TakeRequest, takeArchives } from '../../../src/stages/deploy/take-archives.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { evilArchives } from '../../fixtures/evil-archives.ts';
import { type ReleaseSet, makeReleaseSet, sha256 } from '../../fixtures/release-set.ts';
import { type TarMaker, createTarMaker } from '../../fixtures/tar-maker.ts';

let maker: TarMaker;
let world: FakeWorld;
let set: ReleaseSet;

const amd64 = 'notes-1.4.0-linux-amd64.tar.gz';
const arm64 = 'notes-1.4.0-linux-arm64.tar.gz';

beforeEach(() => {
  world = fakeWorld({ archives: createArchiveReader() });
  maker = createTarMaker();
  const path = maker.tar('notes', 'static');
  mkdirSync(world.runner.workspace);
  set = makeReleaseSet(`${world.runner.workspace}/dist`, [
    { path },
    { path, file: arm64, arch: 'arm64', target: 'linux/arm64' },
  ]);
});

afterEach(() => {
  world[Symbol.dispose]();
  maker.remove();
});

async function take(source: TakeRequest['source']): Promise<TakenArchives> {
  return takeArchives(world, { source, dir: world.runner.workspace });
}

const from = (path: string, manifest?: string): Promise<TakenArchives> =>
  take({ kind: 'archive', path, ...(manifest === undefined ? {} : { manifest }) });

async function factsOf(promise: Promise<unknown>): Promise<Failure['facts']> {
  const error: unknown = await promise.then(
    () => new Error('it was taken'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error.facts;
  throw error;
}

const filesOf = ({ shipment }: TakenArchives): readonly string[] =>
  shipment.manifest.archives.map(({ file }) => file);

describe('what archive names is taken', () => {
  test.each<[string, readonly string[]]>([
    ['dist', [amd64, arm64]],
    ['./dist/', [amd64, arm64]],
    ['dist/manifest.json', [amd64, arm64]],
    [`dist/${arm64}`, [arm64]],
    ['dist/*-arm64.tar.gz', [arm64]],
    ['*/manifest.json', [amd64, arm64]],
  ])('as %s', async (path, files) => {
    const taken = await from(path, set.digest);
    expect(filesOf(taken)).toEqual(files);
    expect(taken).toMatchObject({
      shipment: { digest: set.digest, folder: `${world.runner.workspace}/dist` },
      name: 'notes',
      service: 'notes',
    });
  });

  test('by its whole path, and without a digest', async () => {
    const taken = await from(`${set.folder}/${amd64}`);
    expect(taken.shipment).toEqual({
      manifest: { ...set.manifest, archives: set.manifest.archives.slice(0, 1) },
      digest: set.digest,
      folder: set.folder,
    });
    expect(world.recorded.lines.at(-1)).toMatch(
      new RegExp(
        `^info: .*${amd64}: notes 1.4.0, linux/amd64 \\(.*\\); SHA-256 of manifest.json ${set.digest}$`,
      ),
    );
  });

  test('by links, and in folders whose names look like patterns', async () => {
    const odd = `${world.runner.workspace}/a[1]`;
    makeReleaseSet(odd, [{ path: `${set.folder}/${amd64}` }]);
    expect(filesOf(await from('a[1]'))).toEqual([amd64]);
    rmSync(`${odd}/${amd64}`);
    symlinkSync(`${set.folder}/${amd64}`, `${odd}/${amd64}`);
    symlinkSync(odd, `${world.runner.workspace}/link`);
    expect(filesOf(await from('link'))).toEqual([amd64]);
  });

  test('and what this run has made is read again where it lies', async () => {
    const own = { kind: 'own' as const, folder: set.folder, manifest: set.digest };
    expect(filesOf(await take(own))).toEqual([amd64, arm64]);
    writeFileSync(`${set.folder}/manifest.json`, '{}');
    expect(await factsOf(take(own))).toMatchObject({ code: 'manifest-digest' });
  });

  test('where archives of other systems are missing, as they are not sent', async () => {
    const path = `${set.folder}/${amd64}`;
    const parts = { file: 'notes.zip', os: 'windows', target: 'windows/amd64' } as const;
    const { folder } = makeReleaseSet(`${world.runner.workspace}/more`, [
      { path },
      { path, ...parts, format: 'zip' },
    ]);
    rmSync(`${folder}/notes.zip`);
    expect(filesOf(await from('more'))).toEqual([amd64, 'notes.zip']);
  });
});

describe('what archive names is refused', () => {
  test.each<[string, () => void, string, string]>([
    ['nothing there', () => undefined, 'none', '"none" is not there'],
    ['no match', () => undefined, 'dist/*.zip', '"dist/*.zip" matches no file'],
    [
      'several',
      () => undefined,
      'dist/*.tar.gz',
      `"dist/*.tar.gz" matches 2 files: "${amd64}", "${arm64}"`,
    ],
    [
      'a link that leads nowhere',
      () => symlinkSync('nowhere', `${set.folder}/link`),
      'dist/link',
      'a file or folder is not there',
    ],
    ['a device', () => undefined, '/dev/null', '"/dev/null" is neither a file nor a folder'],
    [
      'an archive of another set',
      () => copyFileSync(`${set.folder}/${amd64}`, `${set.folder}/x.tar.gz`),
      'dist/x.tar.gz',
      'manifest.json beside it names no "x.tar.gz"',
    ],
    [
      'an archive without its manifest',
      () => rmSync(`${set.folder}/manifest.json`),
      `dist/${amd64}`,
      'there is none',
    ],
    [
      'a manifest of no JSON',
      () => writeFileSync(`${set.folder}/manifest.json`, '{'),
      'dist',
      'manifest.json is no JSON',
    ],
    [
      'a manifest that is a folder',
      () => {
        rmSync(`${set.folder}/manifest.json`);
        mkdirSync(`${set.folder}/manifest.json`);
      },
      'dist',
      'there is none',
    ],
    [
      'a file that has grown',
      () => appendFileSync(`${set.folder}/${amd64}`, 'x'),
      'dist',
      'one of them is not what manifest.json names',
    ],
    [
      'files that are missing',
      () => [amd64, arm64].forEach((file) => rmSync(`${set.folder}/${file}`)),
      'dist',
      '2 of them are not what manifest.json names',
    ],
  ])('%s', async (_what, change, path, happened) => {
    change();
    const facts = await factsOf(from(path));
    expect(facts.happened.replaceAll(`${set.folder}/`, '')).toBe(happened);
    expect(facts.attempt).not.toEqual([]);
  });

  test('with another manifest than the one expected', async () => {
    expect(await factsOf(from('dist', sha256('x')))).toMatchObject({ code: 'manifest-digest' });
  });
});

describe('an evil archive is refused before anything is sent', () => {
  test.each(evilArchives)('with %s', async (_what, make, problems) => {
    const path = make(maker);
    const { entries } = await world.archives.list(path, { entries: 100, bytes: 2 ** 30 });
    const contents = entries
      .filter(({ kind }) => kind !== 'folder')
      .map(({ name }) => name.replace(/^\.\//, ''));
    makeReleaseSet(set.folder, [
      {
        path,
        contents: [...new Set(contents)],
        binaries: set.manifest.archives[0]?.binaries ?? [],
      },
    ]);
    const { shipment } = await from('dist');
    const [archive] = shipment.manifest.archives;
    if (archive === undefined) throw new Error('it has none');
    const facts = await factsOf(readShipped(world, shipment, archive));
    expect(facts).toMatchObject({ doing: `looking into ${amd64}`, code: 'shipped' });
    const told = facts.output?.split('\n') ?? [];
    expect(told.slice(0, problems.length)).toEqual(problems);
  });

  test('with more files than any release has', async () => {
    const lines = Array.from({ length: 50_001 }, (_, n) => `./d${n} type=dir mode=0755`);
    makeReleaseSet(set.folder, [{ path: maker.described(...lines) }]);
    const { shipment } = await from('dist');
    const [archive] = shipment.manifest.archives;
    if (archive === undefined) throw new Error('it has none');
    expect(await factsOf(readShipped(world, shipment, archive))).toMatchObject({
      happened: 'it is not fit for a server',
      output: 'has more than 50000 entries',
    });
  });

  test('with so many faults that only the first are told', async () => {
    const lines = Array.from({ length: 60 }, (_, n) => `./f${n} type=file mode=0666`);
    makeReleaseSet(set.folder, [{ path: maker.described(...lines) }]);
    const { shipment } = await from('dist');
    const [archive] = shipment.manifest.archives;
    if (archive === undefined) throw new Error('it has none');
    const { happened, output } = await factsOf(readShipped(world, shipment, archive));
    const reasons = Number(/for (\d+) reasons$/.exec(happened)?.[1]);
    expect(output?.split('\n')).toHaveLength(21);
    expect(output).toMatch(new RegExp(`\nand ${reasons - 20} more$`));
  });
});
