/** A set of archives as a workflow artifact, and what becomes of it where it is taken. */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createArchiveReader } from '../../../src/adapters/archive-reader.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { TakenArchives } from '../../../src/stages/deploy/read-shipment.ts';
import { type TakeRequest, takeArchives } from '../../../src/stages/deploy/take-archives.ts';
import { type ArtifactScript, type FakeArtifacts, fakeArtifacts } from '../../fakes/artifacts.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { type ReleaseSet, makeReleaseSet } from '../../fixtures/release-set.ts';
import { createTarMaker } from '../../fixtures/tar-maker.ts';
import { type ZipFile, makeZip } from '../../fixtures/zip-maker.ts';

export interface Wished {
  readonly script?: Partial<ArtifactScript>;
  readonly source?: { readonly name?: string; readonly runId?: string; readonly manifest?: string };
  readonly request?: Partial<Omit<TakeRequest, 'source'>>;
  readonly repository?: string;
}

export interface Taken {
  readonly taken: TakenArchives | Failure;
  readonly artifacts: FakeArtifacts;
  readonly world: FakeWorld;
}

export interface Taking extends Disposable {
  readonly set: ReleaseSet;
  /** What is in the set's folder, each file changed or left out as `change` says. */
  zipOf(change?: (file: ZipFile) => readonly ZipFile[], folder?: string): Buffer;
  take(wished?: Wished): Promise<Taken>;
  /** Nothing of it stays in the temporary folder. */
  failureOf(wished: Wished): Promise<Failure['facts']>;
}

/** Two archives for Linux and one for Windows. */
export function startTaking(): Taking {
  using stack = new DisposableStack();
  const maker = createTarMaker();
  stack.defer(() => maker.remove());
  const worlds = stack.use(new DisposableStack());
  const path = maker.tar('notes', 'static');
  const set = makeReleaseSet(`${maker.folder}/dist`, [
    { path },
    { path, file: 'notes-arm64.tar.gz', arch: 'arm64', target: 'linux/arm64' },
    { path, file: 'notes.zip', os: 'windows', target: 'windows/amd64', format: 'zip' },
  ]);
  const zipOf: Taking['zipOf'] = (change = (file) => [file], folder = '') => {
    const files = readdirSync(set.folder).map((name) => ({
      name: `${folder}${name}`,
      content: readFileSync(`${set.folder}/${name}`),
    }));
    return makeZip(files.flatMap(change));
  };
  const take = async (wished: Wished = {}): Promise<Taken> => {
    const { script, source, request, repository } = wished;
    const artifacts = fakeArtifacts({ zips: [zipOf()], ...script });
    const world = worlds.use(fakeWorld({ artifacts, archives: createArchiveReader() }));
    const event = { ...world.runner.event, ...(repository === undefined ? {} : { repository }) };
    const taken = await takeArchives(
      { ...world, runner: { ...world.runner, event } },
      {
        source: { kind: 'artifact', name: 'notes', manifest: set.digest, ...source },
        dir: world.runner.workspace,
        ...request,
      },
    ).catch((error: unknown) => {
      if (error instanceof Failure) return error;
      throw error;
    });
    return { taken, artifacts, world };
  };
  const kept = stack.move();
  return {
    set,
    zipOf,
    take,
    async failureOf(wished) {
      const { taken, world } = await take(wished);
      if (!(taken instanceof Failure)) throw new Error('it was taken');
      const { temp } = world.runner;
      const left = existsSync(temp) ? readdirSync(temp) : [];
      if (left.length > 0) throw new Error(`there is still ${left.join(', ')}`);
      return taken.facts;
    },
    [Symbol.dispose]: () => kept.dispose(),
  };
}
