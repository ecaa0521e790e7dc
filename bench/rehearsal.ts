/** How long is a rehearsal with survival, beyond the times that its inputs ask for? */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../__tests__/action/runner.ts';
import { table } from '../src/domain/report/markdown.ts';
import type { Span } from '../src/domain/report/timeline.ts';
import type { Bench } from './bench.ts';
import { type Figure, formatRuns, limitRow } from './figure.ts';
import { runOurs } from './ours.ts';
import { settle } from './sides.ts';
import { makeSubject } from './subject.ts';

const target = 3000;
/** What is waited for whatever the rehearsal costs, in seconds. */
const asked = { soak: 1, successes: 3, interval: 1 } as const;
const waited = 1000 * (asked.successes - 1) * asked.interval;

const inputs = {
  rehearse: 'true',
  'survive-write': 'POST /api/notes {"text":"{nonce}"}',
  'survive-read': 'GET /api/notes',
  soak: `${asked.soak}s`,
  'probe-successes': `${asked.successes}`,
  'probe-interval': `${asked.interval}s`,
};

/** Always examples/notes, for this machine alone: whatever else is built is never run here. */
export async function measureRehearsal(bench: Bench): Promise<Figure> {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const options = { ...bench.options, subject: 'notes', targets: [`linux/${arch}`] } as const;
  const own = { ...bench, options };
  const side = (await makeSubject(own)).copy('rehearsal');
  const gocache = join(repository, '.cache/bench/go-build');
  mkdirSync(gocache, { recursive: true });
  bench.say('building examples/notes; the first time this is a cold build');
  await runOurs(own, side, { gocache, with: inputs });
  const runs: (readonly Span[])[] = [];
  for (let run = 1; run <= bench.options.runs; run += 1) {
    side.nextCommit();
    await settle(bench);
    const { spans, summary } = await runOurs(own, side, { gocache, with: inputs });
    if (!/data survives/i.test(summary)) throw new Error(`nothing survived:\n${summary}`);
    runs.push(spans);
    bench.say(`rehearsal ${run} of ${bench.options.runs}`);
  }
  const beyond = runs.map((spans) => whole(spans) - waited - wallOf(spans, 'soak'));
  const title = 'rehearsal of examples/notes, data included, beyond soak and successes';
  return { rows: [limitRow(title, target, beyond)], details: detailsOf(runs) };
}

function detailsOf(runs: readonly (readonly Span[])[]): string {
  const titles = [...new Set(runs.flatMap((spans) => ours(spans).map(({ title }) => title)))];
  const rows = titles.map((title) => [
    title,
    formatRuns(runs.map((spans) => wallOf(spans, title))),
  ]);
  return table(['Part', '>Time'], [...rows, ['all of it', formatRuns(runs.map(whole))]]);
}

function whole(spans: readonly Span[]): number {
  return spans.find(({ section, title }) => section === 'stages' && title === 'Rehearsing')!.wall;
}

function wallOf(spans: readonly Span[], title: string): number {
  return ours(spans)
    .filter((span) => span.title === title)
    .reduce((sum, { wall }) => sum + wall, 0);
}

function ours(spans: readonly Span[]): readonly Span[] {
  return spans.filter(({ section }) => section === 'rehearsal');
}
