/** Start, write, kill, start, read, stop, start, read: what came of it? */

import type { PlannedStart } from '../../domain/rehearse/plan.ts';
import type { World } from '../../ports.ts';
import { type Begun, beginStart } from './begin.ts';
import { type Rehearsed, conclude } from './conclude.ts';
import { Ended, type Rehearsal, canTrace } from './context.ts';
import { traceCrash } from './crash.ts';
import { endStart } from './end.ts';
import { lookAtFiles } from './files-written.ts';
import { type Guard, guardDisk } from './guard.ts';
import { noteWritten } from './note-written.ts';
import { askRedis } from './redis.ts';
import { type Seen, nothingSeen, timed } from './seen.ts';
import { soak } from './soak.ts';
import { read, write } from './survive.ts';

/** The caller ends what may still run when it returns. */
export async function runRehearsal(world: World, rehearsal: Rehearsal): Promise<Rehearsed> {
  const seen = nothingSeen();
  const before = await lookAtFiles(world, rehearsal);
  const guard = await guardDisk(world, rehearsal);
  try {
    for (const [at, planned] of rehearsal.plan.starts.entries()) {
      const count = at + 1;
      // Where nothing is read-only, only strace can tell what is written elsewhere.
      const trace = count === 1 && (planned.write || !rehearsal.enclosure.enforced);
      const step = { planned, count, seen, trace };
      const ended = await attempt(world, rehearsal, { ...step, guard });
      if (ended !== undefined) await world.rehearsal.services.sweep(rehearsal.marker);
      // A program that may be no service may write where it likes.
      const isLenient = count === 1 && ended !== undefined && ended.remark.level !== 'failure';
      if (!isLenient) await noteWritten(world, rehearsal, { ...step, before, ended });
      if (ended !== undefined) {
        await noteEnd(world, rehearsal, { ...step, ended });
        break;
      }
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
  const { health: known, elsewhere } = seen;
  const trace = step.trace && canTrace(rehearsal);
  const begun = await timed(world, seen, {
    title: `start ${count}`,
    body: () =>
      beginStart(world, rehearsal, {
        planned,
        count,
        trace,
        ...(elsewhere === undefined ? {} : { elsewhere }),
        ...(known === undefined ? {} : { known }),
      }),
  });
  const { running, health } = begun;
  if (health !== undefined) seen.health = health;
  if (begun.elsewhere !== undefined) seen.elsewhere = begun.elsewhere;
  if (first) {
    seen.remarks.push(...begun.remarks);
    seen.facts.push(describeBegun(begun));
  }
  if (planned.soak > 0) {
    const wish = { running, lasts: planned.soak, ...(health === undefined ? {} : { health }) };
    const body = (): ReturnType<typeof soak> => soak(world, rehearsal, wish);
    seen.remarks.push(...(await timed(world, seen, { title: 'soak', body })));
  }
  const atWrite = planned.write ? await lookAtFiles(world, rehearsal) : undefined;
  if (planned.write) await write(world, rehearsal, { running, seen });
  if (planned.read) await read(world, rehearsal, { running, seen, first });
  if (first) seen.redis.push(...(await askRedis(world, rehearsal)));
  if (atWrite !== undefined) seen.atWrite = { atWrite, open: await heldOpen(world, rehearsal) };
  const isFirstOfKind = rehearsal.plan.starts.findIndex(({ end }) => end === planned.end);
  const ending = { running, planned, seen, first: isFirstOfKind === count - 1 };
  await timed(world, seen, {
    title: planned.end,
    body: () => endStart(world, rehearsal, ending),
  });
}

async function heldOpen(
  { rehearsal: { kernel } }: World,
  { marker }: Rehearsal,
): Promise<readonly string[]> {
  const family = await kernel.family(marker);
  return kernel.writing(family.map(({ pid }) => pid));
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
  const message = `start ${count}, after ${before}: ${remark.message}`;
  // What a first use may run into is no excuse for one that served before.
  seen.ended = before === undefined ? remark : { ...remark, level: 'failure', message };
  seen.outputs.push(output);
  if (!crashed || seen.ended.level !== 'failure') return;
  seen.calls = await traceCrash(world, rehearsal, { traced: trace, seen });
}
