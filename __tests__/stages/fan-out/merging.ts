/** What two jobs have uploaded, and what becomes of it where it is joined. */

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createArchiveReader } from '../../../src/adapters/archive-reader.ts';
import { formatMatrix } from '../../../src/domain/fan-out/matrix.ts';
import type { Event } from '../../../src/domain/runner.ts';
import type { ArtifactService } from '../../../src/ports-artifact.ts';
import type { Releases } from '../../../src/ports-release.ts';
import { run } from '../../../src/run.ts';
import { type With, inputsOf } from '../../fakes/inputs.ts';
import { type FakeWorld, fakeWorld, plainRunner } from '../../fakes/world.ts';
import {
  type PackedArchive,
  type ReleaseSet,
  makeReleaseSet,
  sha256,
} from '../../fixtures/release-set.ts';
import { createTarMaker } from '../../fixtures/tar-maker.ts';
import { makeZip } from '../../fixtures/zip-maker.ts';

export interface Merging extends Disposable {
  /** What one job would have made. */
  readonly whole: ReleaseSet;
  /** By the name of the artifact; may be changed before it is merged. */
  readonly artifacts: Map<string, Buffer>;
  readonly world: FakeWorld;
  /** Names of uploaded files. */
  readonly uploaded: string[];
  /** An artifact of that folder's files. */
  readonly zipOf: (folder: string) => Buffer;
  /** Another set of the same program. */
  readonly make: (name: string, archives: readonly PackedArchive[]) => ReleaseSet;
  readonly archives: readonly [PackedArchive, PackedArchive, PackedArchive];
  merge(given?: With): Promise<void>;
}

export const plan = formatMatrix([
  { targets: ['linux/amd64', 'windows/amd64'], runner: 'x', artifactName: 'notes-part-1' },
  { targets: ['linux/arm64'], runner: 'x', artifactName: 'notes-part-2' },
]);

export interface Surroundings {
  readonly releases?: Releases;
  readonly event?: Partial<Event>;
}

/** Two parts: one for linux/amd64 and Windows, one for linux/arm64. */
export function startMerging({ releases, event }: Surroundings = {}): Merging {
  const maker = createTarMaker();
  const path = maker.tar('notes', 'static');
  const zip = `${maker.folder}/notes.zip`;
  const content = [
    { name: 'notes', content: 'program', unixMode: 0o100755 },
    { name: 'static/a.css', content: 'css', unixMode: 0o100644 },
  ];
  writeFileSync(zip, makeZip(content));
  const sbomOf = (name: string): NonNullable<PackedArchive['sbom']> => ({
    file: name,
    sha256: sha256(name),
  });
  const archives = [
    { path, sbom: sbomOf('amd64.cdx.json') },
    {
      path,
      sbom: sbomOf('arm64.cdx.json'),
      file: 'notes-arm64.tar.gz',
      arch: 'arm64',
      target: 'linux/arm64',
    },
    {
      path: zip,
      sbom: sbomOf('windows.cdx.json'),
      file: 'notes.zip',
      os: 'windows',
      target: 'windows/amd64',
      format: 'zip',
    },
  ] as const;
  const [amd, arm, windows] = archives;
  const make: Merging['make'] = (name, some) => {
    const set = makeReleaseSet(`${maker.folder}/${name}`, some);
    for (const { sbom } of some) if (sbom) writeFileSync(`${set.folder}/${sbom.file}`, sbom.file);
    return set;
  };
  const zipOf = (folder: string): Buffer =>
    makeZip(
      readdirSync(folder).map((name) => ({ name, content: readFileSync(`${folder}/${name}`) })),
    );
  const artifacts = new Map([
    ['notes-part-1', zipOf(make('one', [amd, windows]).folder)],
    ['notes-part-2', zipOf(make('two', [arm]).folder)],
  ]);
  const uploaded: string[] = [];
  const world = fakeWorld({
    artifacts: serviceOf(artifacts, uploaded),
    archives: createArchiveReader(),
    ...(releases === undefined ? {} : { releases }),
    ...(event === undefined ? {} : { runner: { event: { ...plainRunner('').event, ...event } } }),
  });
  return {
    whole: make('whole', [arm, amd, windows].toSorted(byFile)),
    artifacts,
    world,
    uploaded,
    zipOf,
    make,
    archives,
    merge: (given = {}) =>
      run(world, {
        readInputs: () => inputsOf({ command: 'merge', plan, ...given }),
        version: '1.0.0',
        cancelled: new Promise<string>(() => undefined),
      }),
    [Symbol.dispose]() {
      maker.remove();
      world[Symbol.dispose]();
    },
  };
}

function byFile(
  { file: a = 'notes-1' }: PackedArchive,
  { file: b = 'notes-1' }: PackedArchive,
): number {
  return a < b ? -1 : 1;
}

function serviceOf(artifacts: ReadonlyMap<string, Buffer>, uploaded: string[]): ArtifactService {
  const names = (): readonly string[] => [...artifacts.keys()];
  return {
    unavailable: () => undefined,
    async upload({ files, root }) {
      uploaded.push(...files.map((file) => file.slice(root.length + 1)));
      return { id: 9, bytes: 1, url: 'https://example.com/9' };
    },
    async find(name) {
      const zip = artifacts.get(name);
      if (zip === undefined) return { others: names() };
      const facts = { digest: sha256(zip), expired: false, origin: 'own' } as const;
      const artifact = { id: names().indexOf(name), bytes: zip.length, ...facts };
      return { artifact, others: [] };
    },
    async download({ id }, { to }) {
      const zip = artifacts.get(names()[id] ?? '') ?? Buffer.alloc(0);
      writeFileSync(to, zip);
      return { sha256: sha256(zip), bytes: zip.length };
    },
  };
}
