/** How long do both sides take for the same targets, cold and warm? Ours, theirs, ours, theirs. */

import { rmSync } from 'node:fs';
import { formatDuration } from '../src/domain/quantity.ts';
import type { Bench } from './bench.ts';
import { type Figure, compareRow } from './figure.ts';
import { runGoreleaser } from './goreleaser.ts';
import { checkArchives, runOurs } from './ours.ts';
import { type Sides, emptyCache, settle } from './sides.ts';

/** An empty build cache for every run; the whole step against the build alone. */
export async function measureCold(bench: Bench, sides: Sides): Promise<Figure> {
  const subject = await sides.subject();
  await sides.goreleaser();
  const [ours, theirs] = [subject.copy('cold-ours'), subject.copy('cold-theirs')];
  const walls = await interleave(bench, 'cold', {
    ours: async () => {
      const gocache = emptyCache(bench, 'ours');
      await settle(bench);
      const { wall } = await runOurs(bench, ours, { gocache });
      rmSync(gocache, { recursive: true });
      return wall;
    },
    theirs: async () => {
      const gocache = emptyCache(bench, 'theirs');
      await settle(bench);
      const { wall } = await runGoreleaser(bench, theirs, { command: 'build', gocache });
      rmSync(gocache, { recursive: true });
      return wall;
    },
  });
  return { rows: [compareRow('cold: the whole step, goreleaser `build`', 1, walls)] };
}

/** Each side keeps its cache; a new commit before each run, so that every program is linked anew. */
export async function measureWarm(bench: Bench, sides: Sides): Promise<Figure> {
  const [ours, theirs] = [await sides.ours(), await sides.theirs()];
  const walls = await interleave(bench, 'warm', {
    ours: async () => {
      ours.nextCommit();
      await settle(bench);
      return (await runOurs(bench, ours, ours)).wall;
    },
    theirs: async () => {
      theirs.nextCommit();
      await settle(bench);
      const { wall } = await runGoreleaser(bench, theirs, { ...theirs, command: 'release' });
      checkArchives(theirs.dir, bench.options.targets.length);
      return wall;
    },
  });
  const title = 'warm, with archives: the whole step, goreleaser `release`';
  return { rows: [compareRow(title, 0.7, walls)] };
}

async function interleave(
  bench: Bench,
  name: string,
  run: { readonly ours: () => Promise<number>; readonly theirs: () => Promise<number> },
): Promise<{ readonly ours: number[]; readonly theirs: number[] }> {
  const walls = { ours: [] as number[], theirs: [] as number[] };
  for (let i = 1; i <= bench.options.runs; i += 1) {
    for (const side of ['ours', 'theirs'] as const) {
      const wall = await run[side]();
      walls[side].push(wall);
      bench.say(`${name} ${i} of ${bench.options.runs}, ${side}: ${formatDuration(wall)}`);
    }
  }
  return walls;
}
