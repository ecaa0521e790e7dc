/** How does one start of the service go, from the command until it is ready? */

import { explainOtherProgram } from '../../domain/rehearse/other-program.ts';
import type { PlannedStart } from '../../domain/rehearse/plan.ts';
import { formatDuration } from '../../domain/quantity.ts';
import type { PortVerdict } from '../../domain/service/port.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { World } from '../../ports.ts';
import type { Rehearsal, Running } from './context.ts';
import { explainAsDaemon, waitForListener } from './listen.ts';
import { type Health, waitUntilReady } from './ready.ts';
import { isForTrace, startService, tellUntraced } from './start-service.ts';

export interface Begun {
  readonly running: Running;
  readonly health?: Health;
  /** Whether it listens elsewhere than where it was asked to. */
  readonly elsewhere: boolean;
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
  /** It has listened elsewhere before than where it was asked to. */
  readonly elsewhere?: boolean;
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
  const { count, planned, known, elsewhere = false } = request;
  const { clock, log } = world;
  const since = clock.elapsed();
  const { service, port } = await startService(world, rehearsal, request);
  const isAsked = planned.successes > 0 || planned.read;
  const wait = { service, port, since, mustListen: isAsked, elsewhere };
  const verdict = await waitForListener(world, rehearsal, wait);
  const took = (): number => clock.elapsed() - since;
  log.info(
    verdict === undefined
      ? `start ${count}: runs, and listens nowhere after ${formatDuration(took())}`
      : `start ${count}: listens after ${formatDuration(took())}; ${verdict.line}`,
  );
  const running: Running = {
    service,
    ...(verdict?.at === undefined ? {} : { at: verdict.at }),
  };
  const listening = { elsewhere: verdict?.honoured === false };
  const before = [
    ...(verdict?.remarks ?? []),
    ...(count === 1 ? await explainWhoAnswers(world, rehearsal, verdict) : []),
  ];
  if (planned.successes === 0) return { running, ...listening, ready: took(), remarks: before };
  const asking = { running, planned, since, ...(known === undefined ? {} : { known }) };
  const { health, remarks } = await waitUntilReady(world, rehearsal, asking).catch(
    async (error: unknown) => {
      throw (await explainAsDaemon(world, rehearsal, service)) ?? error;
    },
  );
  const ready = took();
  log.info(`start ${count}: ready after ${formatDuration(ready)} (${health.path})`);
  return {
    running: { ...running, path: health.path },
    health,
    ...listening,
    ready,
    remarks: [...before, ...remarks],
  };
}

/** Where the file of a process cannot be seen, nothing is said of it. */
async function explainWhoAnswers(
  { rehearsal: { kernel } }: World,
  { marker, enclosure, plan }: Rehearsal,
  verdict: PortVerdict | undefined,
): Promise<readonly Remark[]> {
  if (verdict === undefined) return [];
  const family = await kernel.family(marker);
  const listeners = await kernel.listening(family.map(({ pid }) => pid));
  const here = listeners.filter(({ port }) => port === verdict.at?.port);
  const file = `${enclosure.outside.release}/${plan.binary}`;
  for (const { pid } of here) {
    if (pid === undefined || (await kernel.runs(pid, file)) !== false) continue;
    const program = (await kernel.program(pid)) ?? 'a program';
    return [explainOtherProgram({ pid, program, binary: plan.binary })];
  }
  return [];
}
