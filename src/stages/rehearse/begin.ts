/** How does one start of the service go, from the command until it is ready? */

import type { PlannedStart } from '../../domain/rehearse/plan.ts';
import { formatDuration } from '../../domain/quantity.ts';
import { endedForPort } from '../../domain/service/failed-start.ts';
import type { PortVerdict } from '../../domain/service/port.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { Service } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import { Moved } from './ask.ts';
import { Ended, type Rehearsal, type Running } from './context.ts';
import { explainAsDaemon, waitForListener } from './listen.ts';
import { type Health, waitUntilReady } from './ready.ts';
import { isForTrace, startService, tellUntraced } from './start-service.ts';
import { explainWhoAnswers } from './who-answers.ts';

export interface Begun {
  readonly running: Running;
  readonly health?: Health;
  /** The port that it listens on, where that is not the one that it was given. */
  readonly elsewhere?: number;
  /** Milliseconds from the command until it was ready. */
  readonly ready: number;
  readonly remarks: readonly Remark[];
}

interface BeginRequest {
  readonly planned: PlannedStart;
  /** From 1. */
  readonly count: number;
  readonly trace: boolean;
  readonly known?: Health;
  /** The port on which it was asked in an earlier start, where that was not the one that it was given. */
  readonly elsewhere?: number;
  /** Whether it is started again where its port was taken meanwhile. */
  readonly onceMore?: boolean;
}

/**
 * Where strace cannot be run or ends what it was to watch, the service is started again without it.
 * @throws Ended where it cannot be started, ends, or does not become ready
 */
export async function beginStart(
  world: World,
  rehearsal: Rehearsal,
  request: BeginRequest,
): Promise<Begun> {
  try {
    return await begin(world, rehearsal, request);
  } catch (error) {
    if (!request.trace || !isForTrace(error)) throw error;
    tellUntraced(world, error.output);
    await world.rehearsal.services.sweep(rehearsal.marker);
    return begin(world, rehearsal, { ...request, trace: false });
  }
}

async function begin(world: World, rehearsal: Rehearsal, request: BeginRequest): Promise<Begun> {
  const { count, planned, elsewhere, onceMore = true } = request;
  const since = world.clock.elapsed();
  const { service, port } = await startService(world, rehearsal, request);
  const mustListen = planned.successes > 0 || planned.read;
  const known = elsewhere === undefined ? {} : { elsewhere };
  const wait = { service, port, since, mustListen, again: count > 1, ...known };
  try {
    for (;;) {
      const verdict = await waitForListener(world, rehearsal, wait);
      const begun = await becomeReady(world, rehearsal, { ...request, service, since, verdict });
      if (begun !== undefined) return begun;
    }
  } catch (error) {
    const isRace = error instanceof Ended && endedForPort(error.output, port);
    if (!isRace || !onceMore) throw error;
    world.log.info(`start ${count}: another program took port ${port} meanwhile; again on another`);
    await world.rehearsal.services.sweep(rehearsal.marker);
    return begin(world, rehearsal, { ...request, onceMore: false });
  }
}

interface Readying extends BeginRequest {
  readonly service: Service;
  /** On the clock's `elapsed`. */
  readonly since: number;
  /** Absent where it listens nowhere, and need not. */
  readonly verdict: PortVerdict | undefined;
}

/** Undefined where it came to the port that it was given, while it was asked on another. */
async function becomeReady(
  world: World,
  rehearsal: Rehearsal,
  { count, planned, known, service, since, verdict }: Readying,
): Promise<Begun | undefined> {
  const { clock, log } = world;
  const took = (): number => clock.elapsed() - since;
  log.info(
    verdict === undefined
      ? `start ${count}: runs, and listens nowhere after ${formatDuration(took())}`
      : `start ${count}: listens after ${formatDuration(took())}; ${verdict.line}`,
  );
  const running: Running = { service, ...(verdict?.at === undefined ? {} : { at: verdict.at }) };
  const isElsewhere = verdict?.at !== undefined && !verdict.honoured;
  const listening = isElsewhere ? { elsewhere: verdict.at.port } : {};
  const before = [
    ...(verdict?.remarks ?? []),
    ...(count === 1 ? await explainWhoAnswers(world, rehearsal, verdict) : []),
  ];
  if (planned.successes === 0) return { running, ...listening, ready: took(), remarks: before };
  const asked = isElsewhere ? { ...running, given: verdict.asked } : running;
  const asking = { running: asked, planned, since, ...(known === undefined ? {} : { known }) };
  try {
    const { health, remarks } = await waitUntilReady(world, rehearsal, asking);
    const ready = took();
    log.info(`start ${count}: ready after ${formatDuration(ready)} (${health.path})`);
    return {
      running: { ...running, path: health.path },
      health,
      ...listening,
      ready,
      remarks: [...before, ...remarks],
    };
  } catch (error) {
    if (error instanceof Moved) return undefined;
    const daemon = await explainAsDaemon(world, rehearsal, service);
    throw daemon ?? (isElsewhere ? withPort(error, verdict) : error);
  }
}

/** Where it was asked is a guess, so it is said. */
function withPort(error: unknown, { line, remarks }: PortVerdict): unknown {
  if (!(error instanceof Ended)) return error;
  const { remark, output, crashed } = error;
  const fix = [
    ...remark.fix,
    ...remarks.flatMap((one) => (one.id === 'port-ignored' ? one.fix : [])),
  ];
  return new Ended({ ...remark, message: `${remark.message}; ${line}`, fix }, output, { crashed });
}
