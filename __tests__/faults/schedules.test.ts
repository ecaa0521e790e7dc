import { afterAll, expect, test, vi } from 'vitest';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { type HostState, readHostState } from '../servers/hosts/host-state.ts';
import { type Bench, startBench, versionOf } from './bench.ts';
import { carry } from './carry.ts';
import { patient, runSchedule } from './run-schedule.ts';
import { describeSchedule, planSchedule } from './schedule.ts';
import { size } from './size.ts';

// Nets only: a schedule takes a quarter of a minute, and on a loaded machine several.
vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 600_000 });

let bench: Bench | undefined;
let state: HostState;

/** One that served a schedule that failed is not used again. */
async function benchWithService(): Promise<Bench> {
  if (bench !== undefined) return bench;
  const made = await startBench('schedules', { lease: 6_000 });
  const first = await carry({
    way: made.way(),
    order: await made.order('first', { how: { lease: patient } }),
  });
  expect(first.kind, [first.reason, ...first.lines, ...first.events].join('\n')).toBe('deployed');
  await made.host.run(
    'install -d -o notes -g notes /var/lib/notes/static/uploads && ' +
      'for i in 1 2 3; do echo "upload $i" >/var/lib/notes/static/uploads/$i; done && ' +
      'echo row >/var/lib/notes/user.db && chown -R notes: /var/lib/notes/static /var/lib/notes/user.db',
  );
  state = await readHostState(made.host, 'notes');
  return made;
}

const seeds = Array.from({ length: size.schedules }, (_, index) => size.seed + index);
const told = (seed: number): string => describeSchedule(planSchedule(seed));

describeHosts('schedules of faults', () => {
  afterAll(async () => {
    await bench?.[Symbol.asyncDispose]();
  });

  test.each(seeds.map((seed) => [told(seed), seed] as const))('%s', async (_, seed) => {
    const used = await benchWithService();
    bench = undefined;
    try {
      const { deployed, again, struck, ...end } = await runSchedule(
        used,
        planSchedule(seed),
        state,
      );
      state = end.state;
      const rows = await fetch(used.url.replace('templates/index.html', 'user.db'));
      expect(await rows.text()).toBe('row\n');
      expect(again.kind).toBe('deployed');
      console.log(
        `seed ${seed}: ${deployed.kind}, ${struck} struck (${deployed.reason.split('\n')[0]})`,
      );
      bench = used;
    } catch (error) {
      console.log(String(error));
      throw error;
    } finally {
      if (bench === undefined) await used[Symbol.asyncDispose]();
    }
  });
});

test('a seed gives the same schedule each time, and another seed another one', () => {
  expect(planSchedule(7)).toEqual(planSchedule(7));
  expect(planSchedule(8)).not.toEqual(planSchedule(7));
  expect(versionOf({ at: 0, answered: 0, status: 200, body: '<h1>v1</h1>\n' })).toBe('v1');
});
