/** For how long does nobody answer while a new version takes over, beside a bare restart of the same service? */

import { whyNoHosts } from '../__tests__/servers/hosts/able.ts';
import { longestGap } from '../__tests__/servers/hosts/probe-story.ts';
import { startProber } from '../__tests__/servers/hosts/prober.ts';
import { until } from '../__tests__/servers/hosts/until.ts';
import { formatDuration } from '../src/domain/quantity.ts';
import type { Bench } from './bench.ts';
import { type Deployed, deployNotes, timeOf } from './deployed.ts';
import { type Figure, formatRuns, notMeasured } from './figure.ts';
import { settle } from './sides.ts';
import { median } from './statistics.ts';

/** Milliseconds that the switch may add. */
const more = 250;

export async function measureGap(bench: Bench): Promise<Figure> {
  const reason = whyNoHosts();
  if (reason !== undefined) return notMeasured('gap', reason);
  await using deployed = await deployNotes(bench, 'gap');
  const { host } = deployed;
  const ours: number[] = [];
  const copies: number[] = [];
  const theirs: number[] = [];
  const told: number[] = [];
  for (let run = 1; run <= bench.options.runs; run += 1) {
    const release = deployed.nextRelease();
    await settle(bench);
    const { gap, did } = await gapOf(deployed, () => deployed.deploy(release));
    const copy = timeOf(did, 'snapshot');
    ours.push(gap - copy);
    copies.push(copy);
    told.push(did.progress.gap ?? Number.NaN);
    const slot = (await host.run('readlink /opt/notes/slots/blue /opt/notes/current')).split('\n');
    const unit = slot[0]?.split('/').at(-1) === slot[1]?.split('/').at(-1) ? 'blue' : 'green';
    await settle(bench);
    const restart = await gapOf(deployed, () => host.run(`systemctl restart notes@${unit}`));
    theirs.push(restart.gap);
    bench.say(
      `gap ${run} of ${bench.options.runs}: ${formatDuration(gap)}, bare ${formatDuration(restart.gap)}`,
    );
  }
  const row = {
    title: 'gap of a deploy, its snapshot told apart; theirs: a bare systemctl restart',
    ours: formatRuns(ours),
    theirs: formatRuns(theirs),
    ratio: (median(ours) / median(theirs)).toFixed(2),
    target: `<= theirs + ${formatDuration(more)}`,
    reached: median(ours) <= median(theirs) + more,
  };
  const details = `Beside that, the snapshot of the database takes ${formatRuns(copies)} of the gap. The server itself tells a gap of ${formatRuns(told)}, snapshot included.`;
  return { rows: [row], details };
}

/** Milliseconds without an answer, seen from outside every 5 ms; ends once it answers again. */
async function gapOf<Did>(
  { host }: Deployed,
  act: () => Promise<Did>,
): Promise<{ gap: number; did: Did }> {
  await using prober = startProber(`http://${host.address}:8080/healthz`, { everyMs: 5 });
  const answered = (after: number): Promise<true> =>
    until('the service answers', 60_000, {
      look: async () =>
        (await prober.look()).seen.some(({ at, status }) => at > after && status === 200)
          ? true
          : undefined,
    });
  await answered(0);
  const did = await act();
  await answered(performance.timeOrigin + performance.now());
  const { seen } = await prober.stop();
  return { gap: longestGap(seen), did };
}
