/** Start, write, kill, start, read, stop, start, read: what came of it? */

import type { PlannedStart } from '../../domain/rehearse/plan.ts';
import { describeWritten } from '../../domain/rehearse/written.ts';
import type { World } from '../../ports.ts';
import { type Begun, beginStart } from './begin.ts';
import { type Rehearsed, conclude } from './conclude.ts';
import { Ended, type Rehearsal, canTrace } from './context.ts';
import { traceCrash } from './crash.ts';
import { endStart } from './end.ts';
import { findWritten, lookAtFiles } from './files-written.ts';
import { type Guard, guardDisk } from './guard.ts';
import { askRedis } from './redis.ts';
import { type Seen, nothingSeen, timed } from './seen.ts';
import { soak } from './soak.ts';
import { read, write } from './survive.ts';
import { readTrace } from './trace.ts';

/** The caller ends what may still run when it returns. */
export async function runRehearsal(world: World, rehearsal: Rehearsal): Promise<Rehearsed> {
  const seen = nothingSeen();
  const before = await lookAtFiles(world, rehearsal);
  const guard = guardDisk(world, rehearsal);
  try {
    for (const [at, planned] of rehearsal.plan.starts.entries()) {
      const count = at + 1;
      const step = { planned, count, seen, trace: count === 1 && planned.write };
      const ended = await attempt(world, rehearsal, { ...step, guard });
      if (ended !== undefined) {
        await noteEnd(world, rehearsal, { ...step, ended });
        break;
      }
      if (count > 1) continue;
      seen.written = await findWritten(world, rehearsal, before);
      if (step.trace) await readTrace(world, rehearsal, seen);
      seen.facts.push(describeWritten(seen.written));
    }
  } finally {
    guard.stop();
  }
  return conclude(rehearsal, seen);
}

interface Step {
  readonly planned: PlannedStart;
  /** From 1. */
  readonly count: number;
  readonly seen: Seen;
  readonly trace: boolean;
}

/** What ended it before its time, or nothing. */
async function attempt(
  world: World,
  rehearsal: Rehearsal,
  { guard, ...step }: Step & { readonly guard: Guard },
): Promise<Ended | undefined> {
  let ended: Ended | undefined;
  try {
    await runStart(world, rehearsal, step);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    ended = error;
  }
  const filled = guard.reason();
  return filled === undefined ? ended : new Ended(filled, ended?.output ?? '');
}

async function runStart(world: World, rehearsal: Rehearsal, step: Step): Promise<void> {
  const { planned, count, seen } = step;
  const first = count === 1;
  const { health: known, elsewhere = false } = seen;
  const trace = step.trace && canTrace(rehearsal);
  const begun = await timed(world, seen, {
    title: `start ${count}`,
    body: () =>
      beginStart(world, rehearsal, {
        planned,
        count,
        trace,
        elsewhere,
        ...(known === undefined ? {} : { known }),
      }),
  });
  const { running, health } = begun;
  if (health !== undefined) seen.health = health;
  seen.elsewhere = begun.elsewhere;
  if (first) {
    seen.remarks.push(...begun.remarks);
    seen.facts.push(describeBegun(begun));
  }
  if (planned.soak > 0) {
    const wish = { running, lasts: planned.soak, ...(health === undefined ? {} : { health }) };
    const body = (): ReturnType<typeof soak> => soak(world, rehearsal, wish);
    seen.remarks.push(...(await timed(world, seen, { title: 'soak', body })));
  }
  if (planned.write) await write(world, rehearsal, { running, seen });
  if (planned.read) await read(world, rehearsal, { running, seen, first });
  if (first) seen.redis.push(...(await askRedis(world, rehearsal)));
  const isFirstOfKind = rehearsal.plan.starts.findIndex(({ end }) => end === planned.end);
  const ending = { running, planned, seen, first: isFirstOfKind === count - 1 };
  await timed(world, seen, {
    title: planned.end,
    body: () => endStart(world, rehearsal, ending),
  });
}

function describeBegun({ health, running, ready }: Begun): string {
  const time = `after ${(ready / 1000).toFixed(1)} s`;
  if (health !== undefined) return `ready ${time}`;
  return running.at === undefined ? `it runs, and listens nowhere ${time}` : `it listens ${time}`;
}

/** A restart is another matter than a start, so it is said which one it was. */
async function noteEnd(
  world: World,
  rehearsal: Rehearsal,
  { count, seen, trace, ended }: Step & { readonly ended: Ended },
): Promise<void> {
  const { remark, output, crashed } = ended;
  const before = rehearsal.plan.starts[count - 2]?.end;
  const message =
    before === undefined ? remark.message : `start ${count}, after ${before}: ${remark.message}`;
  seen.ended = { ...remark, message };
  seen.outputs.push(output);
  if (!crashed || remark.level !== 'failure') return;
  seen.calls = await traceCrash(world, rehearsal, { traced: trace });
}
