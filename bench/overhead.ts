/** How much of a warm run is ours alone: no Go process runs and nothing is compressed? */

import { formatDuration } from '../src/domain/quantity.ts';
import type { Bench } from './bench.ts';
import { type Figure, formatRuns, limitRow } from './figure.ts';
import { prepareLoggingGo } from './logging-go.ts';
import { type OurRun, runOurs } from './ours.ts';
import { type Sides, settle } from './sides.ts';
import { type Interval, coveredLength } from './statistics.ts';

const target = 1500;

export async function measureOverhead(bench: Bench, sides: Sides): Promise<Figure> {
  const side = await sides.ours();
  const go = await prepareLoggingGo(bench);
  const own: number[] = [];
  const withCompression: number[] = [];
  const walls: number[] = [];
  for (let i = 1; i <= bench.options.runs; i += 1) {
    side.nextCommit();
    await settle(bench);
    const run = await runOurs(bench, side, {
      gocache: side.gocache,
      env: { RUNNER_TOOL_CACHE: go.toolCache },
    });
    const step = { from: run.startedAt, to: run.endedAt };
    const calls = go.take();
    own.push(run.wall - coveredLength([...calls, ...compression(run)], step));
    withCompression.push(run.wall - coveredLength(calls, step));
    walls.push(run.wall);
    const ours = formatDuration(own.at(-1) ?? 0);
    bench.say(`overhead ${i} of ${bench.options.runs}: ${ours} of ${formatDuration(run.wall)}`);
  }
  const rows = [limitRow('own share of a warm run, outside of Go and compression', target, own)];
  const details = `Of a warm step of ${formatRuns(walls)}, no Go process runs for ${formatRuns(withCompression)}; less what is compressed then, ${formatRuns(own)} are gin-ship's own.`;
  return { rows, details };
}

/** Seen from outside a thread that compresses is like any other, so here the run's own word is taken. */
function compression({ spans, spawnedAt }: OurRun): readonly Interval[] {
  return spans
    .filter(({ section, title }) => section !== 'stages' && title === 'archive')
    .map(({ startedAt, wall }) => ({
      from: spawnedAt + startedAt,
      to: spawnedAt + startedAt + wall,
    }));
}
