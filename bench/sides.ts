/** What do both sides build with, and how does each get a build cache of its own that is warm? */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../__tests__/action/runner.ts';
import type { Bench } from './bench.ts';
import { prepareGoreleaser, runGoreleaser } from './goreleaser.ts';
import { runOurs } from './ours.ts';
import { runProgram } from './program.ts';
import { type Repository, type Subject, makeSubject } from './subject.ts';

export interface Side extends Repository {
  readonly gocache: string;
}

export interface Sides {
  subject(): Promise<Subject>;
  goreleaser(): Promise<string>;
  ours(): Promise<Side>;
  theirs(): Promise<Side>;
}

/** Everything is made when it is first asked for, and once. */
export function prepareSides(bench: Bench): Sides {
  const subject = once(() => makeSubject(bench));
  const goreleaser = once(() => prepareGoreleaser(bench));
  const seed = once(async () => fillSeed(bench, (await subject()).copy('seed')));
  const warm = async (side: string): Promise<Side> => {
    const gocache = join(bench.folder, side, 'go-build');
    const copy = (await subject()).copy(side);
    // Times are not kept: Go deletes on its own what was not used for five days.
    await runProgram(bench, { file: 'cp', args: ['-r', await seed(), gocache], cwd: bench.folder });
    return { ...copy, gocache };
  };
  return {
    subject,
    goreleaser,
    ours: once(async () => {
      const side = await warm('ours');
      await runOurs(bench, side, side);
      return side;
    }),
    theirs: once(async () => {
      const side = await warm('theirs');
      await goreleaser();
      await runGoreleaser(bench, side, { ...side, command: 'release' });
      return side;
    }),
  };
}

/** Kept between runs of the benchmark, so that a look at a warm figure does not begin with a cold build. */
async function fillSeed(bench: Bench, copy: Repository): Promise<string> {
  const gocache = join(repository, '.cache/bench/go-build');
  mkdirSync(gocache, { recursive: true });
  bench.say('filling a build cache to start from; the first time this is a cold build');
  await runOurs(bench, copy, { gocache });
  return gocache;
}

/** What was written before is on the disk before the next run is timed. */
export async function settle(bench: Bench): Promise<void> {
  await runProgram(bench, { file: 'sync', args: [], cwd: bench.folder });
}

/** A build cache with nothing in it. */
export function emptyCache(bench: Bench, name: string): string {
  const gocache = join(bench.folder, 'empty', name);
  rmSync(gocache, { recursive: true, force: true });
  mkdirSync(gocache, { recursive: true });
  return gocache;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
