/** Start, write, kill, start, read, stop, start, read: what came of it? */

import type { WholeAnswer } from '../../domain/rehearse/answer.ts';
import {
  explainRead,
  explainWrite,
  judgeRead,
  type ReadVerdict,
} from '../../domain/rehearse/judge.ts';
import { explainChildren } from '../../domain/rehearse/leftovers.ts';
import type { PlannedStart } from '../../domain/rehearse/plan.ts';
import { type RedisVerdict } from '../../domain/rehearse/redis.ts';
import { explainRefusedWrite, findRefusedWrite } from '../../domain/rehearse/refused-write.ts';
import { type Stopped, describeStop, explainStop } from '../../domain/rehearse/stopping.ts';
import { parseStrace } from '../../domain/rehearse/strace.ts';
import { type Survival, decideSurvival, notAsked } from '../../domain/rehearse/survival.ts';
import { decideSync, type SyncVerdict } from '../../domain/rehearse/sync.ts';
import {
  type Places,
  type Written,
  describeWritten,
  explainWritten,
} from '../../domain/rehearse/written.ts';
import { findTrouble } from '../../domain/service/failed-start.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { Service } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import { type Begun, beginStart } from './begin.ts';
import { Ended, type Rehearsal, type Running } from './context.ts';
import { exchangeAll } from './exchange.ts';
import { findWritten, lookAtFiles } from './files-written.ts';
import { guardDisk } from './guard.ts';
import type { Health } from './ready.ts';
import { askRedis } from './redis.ts';
import { killService, stopService } from './stop.ts';

export interface Rehearsed {
  /** The survival verdict, or why there is none. */
  readonly line: string;
  /** What else was seen, one line each. */
  readonly facts: readonly string[];
  readonly remarks: readonly Remark[];
  /** The last that it printed. */
  readonly output: string;
}

interface Seen {
  readonly remarks: Remark[];
  readonly facts: string[];
  readonly redis: RedisVerdict[];
  readonly reads: ReadVerdict[];
  written: readonly Written[];
  health?: Health;
  write?: WholeAnswer;
  holding?: readonly number[];
  span?: { readonly from: number; readonly to: number };
  sync?: SyncVerdict;
  output: string;
}

/** Everything that was started has ended when it returns; the caller sweeps all the same. */
export async function runRehearsal(world: World, rehearsal: Rehearsal): Promise<Rehearsed> {
  const seen: Seen = { remarks: [], facts: [], redis: [], reads: [], written: [], output: '' };
  const before = await lookAtFiles(world, rehearsal);
  try {
    for (const [at, planned] of rehearsal.plan.starts.entries()) {
      await runStart(world, rehearsal, { planned, count: at + 1, seen });
      if (at === 0) {
        seen.written = await findWritten(world, rehearsal, before);
        await readTrace(world, rehearsal, seen);
      }
    }
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    seen.remarks.push(error.remark);
    seen.output = error.output;
    return conclude(rehearsal, seen, undefined);
  }
  seen.facts.push(describeWritten(seen.written));
  return conclude(rehearsal, seen, survivalOf(rehearsal, seen));
}

async function runStart(
  world: World,
  rehearsal: Rehearsal,
  { planned, count, seen }: { planned: PlannedStart; count: number; seen: Seen },
): Promise<void> {
  const { health: known } = seen;
  let guard: ReturnType<typeof guardDisk> | undefined;
  const onStart = (service: Service): void => {
    guard = guardDisk(world, rehearsal, service);
  };
  const trace = count === 1 && planned.write && canTrace(rehearsal);
  const starting = { planned, count, trace, onStart, ...(known === undefined ? {} : { known }) };
  try {
    const begun = await beginStart(world, rehearsal, starting);
    note(seen, begun, count);
    const { running } = begun;
    if (planned.write) await write(world, rehearsal, { running, seen });
    if (planned.read) await read(world, rehearsal, { running, seen, first: count === 1 });
    if (count === 1) seen.redis.push(...(await askRedis(world, rehearsal)));
    await end(world, rehearsal, { running, planned, seen });
  } catch (error) {
    const filled = guard?.reason();
    if (error instanceof Ended && filled !== undefined) throw new Ended(filled, error.output);
    throw error;
  } finally {
    guard?.stop();
  }
}

function note(seen: Seen, { health, ready, remarks }: Begun, count: number): void {
  if (health !== undefined) seen.health = health;
  if (count > 1) return;
  seen.remarks.push(...remarks);
  seen.facts.push(`ready after ${(ready / 1000).toFixed(1)} s`);
}

async function write(
  world: World,
  rehearsal: Rehearsal,
  { running, seen }: { running: Running; seen: Seen },
): Promise<void> {
  const templates = rehearsal.inputs.rehearse.write;
  const before = running.service.output().bytes;
  const done = await exchangeAll(world, rehearsal, { name: 'survive-write', running, templates });
  const last = done.outcomes.at(-1);
  const request = done.sent.at(-1);
  if (last === undefined || request === undefined) return;
  const { tail, bytes } = running.service.output();
  const output = tail.slice(-Math.max(0, bytes - before));
  const trouble = explainWrite(request, last, { output, places: placesOf(rehearsal) });
  if (trouble !== undefined) throw new Ended(trouble, tail);
  seen.span = done.span;
  if (done.last !== undefined) seen.write = done.last;
}

async function read(
  world: World,
  rehearsal: Rehearsal,
  { running, seen, first }: { running: Running; seen: Seen; first: boolean },
): Promise<void> {
  const templates = rehearsal.inputs.rehearse.read;
  const { outcomes, sent } = await exchangeAll(world, rehearsal, {
    name: 'survive-read',
    running,
    templates,
    ...(seen.write === undefined ? {} : { write: seen.write }),
  });
  const verdict = judgeRead(outcomes, rehearsal.nonce, seen.holding ?? []);
  if (!first) {
    seen.reads.push(verdict);
    return;
  }
  const trouble = explainRead(sent, verdict);
  if (trouble !== undefined) throw new Ended(trouble, running.service.output().tail);
  if (verdict.kind === 'found') seen.holding = verdict.holding;
}

async function end(
  world: World,
  rehearsal: Rehearsal,
  { running, planned, seen }: { running: Running; planned: PlannedStart; seen: Seen },
): Promise<void> {
  const { kernel, services } = world.rehearsal;
  if (planned.end === 'SIGKILL') {
    await killService(running);
  } else {
    const { inFlight } = planned;
    const stopped: Stopped = await stopService(world, rehearsal, { running, inFlight });
    if (inFlight) seen.facts.push(describeStop(stopped));
    if (inFlight) seen.remarks.push(...explainStop(stopped));
    const left = await kernel.family(rehearsal.marker);
    const named = await Promise.all(
      left.map(async ({ pid }) => ({ pid, program: (await kernel.program(pid)) ?? 'a program' })),
    );
    if (inFlight) seen.remarks.push(...explainChildren(named));
  }
  seen.output = running.service.output().tail;
  await services.sweep(rehearsal.marker);
}

async function readTrace(world: World, { enclosure }: Rehearsal, seen: Seen): Promise<void> {
  if (seen.span === undefined) return;
  const text = await world.files.readText(enclosure.outside.trace);
  if (text === undefined || text === '') return;
  seen.sync = decideSync(parseStrace(text), seen.span);
}

function survivalOf({ inputs, ...rehearsal }: Rehearsal, seen: Seen): Survival | undefined {
  const [afterKill, afterStop] = seen.reads;
  if (inputs.rehearse.write.length === 0 || afterKill === undefined) return undefined;
  const refused = findRefusedWrite(seen.output, placesOf(rehearsal));
  return decideSurvival({
    stub: findTrouble(seen.output)?.trouble.id === 'stub-driver',
    refusedWrite: refused !== undefined && refused.where !== 'elsewhere',
    written: seen.written,
    afterKill,
    redis: seen.redis,
    ...(afterStop === undefined ? {} : { afterStop }),
    ...(seen.sync === undefined ? {} : { sync: seen.sync }),
  });
}

function conclude(rehearsal: Rehearsal, seen: Seen, survival: Survival | undefined): Rehearsed {
  const refused = findRefusedWrite(seen.output, placesOf(rehearsal));
  const written = survival?.survived === false ? [] : explainWritten(seen.written);
  const isTold =
    survival?.survived === false || seen.remarks.some(({ level }) => level === 'failure');
  return {
    line: survival?.line ?? (isTold ? 'data: not asked, the rehearsal ended before' : notAsked),
    facts: seen.facts,
    remarks: [
      ...seen.remarks,
      ...(survival?.remarks ?? []),
      ...written,
      ...(refused === undefined || isTold ? [] : [explainRefusedWrite(refused)]),
    ],
    output: seen.output,
  };
}

function placesOf({ enclosure }: Pick<Rehearsal, 'enclosure'>): Places {
  return { folders: enclosure.inside, shipped: enclosure.shipped };
}

function canTrace({ enclosure }: Rehearsal): boolean {
  return enclosure.surroundings.tools.strace !== undefined;
}
