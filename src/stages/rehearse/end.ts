/** How does one start of the service end, and what does it leave behind? */

import { explainChildren } from '../../domain/rehearse/leftovers.ts';
import type { PlannedStart } from '../../domain/rehearse/plan.ts';
import { describeStop, explainStop } from '../../domain/rehearse/stopping.ts';
import type { World } from '../../ports.ts';
import type { Rehearsal, Running } from './context.ts';
import type { Seen } from './seen.ts';
import { killService, mustRun, stopService } from './stop.ts';

interface EndRequest {
  readonly running: Running;
  readonly planned: PlannedStart;
  readonly seen: Seen;
  /** Whether it is the first end of this kind: what is seen then is told. */
  readonly first: boolean;
}

/**
 * Nothing of it runs any more afterwards.
 * @throws Ended where it had ended by itself
 */
export async function endStart(
  world: World,
  rehearsal: Rehearsal,
  { running, planned, seen, first }: EndRequest,
): Promise<void> {
  const { service } = running;
  mustRun(running);
  if (planned.end === 'SIGKILL' || seen.ignoresSigterm === true) await killService(service);
  else {
    const stopped = await stopService(world, rehearsal, { running, inFlight: planned.inFlight });
    seen.ignoresSigterm = stopped.how === undefined;
    if (first) seen.facts.push(`it ${describeStop(stopped)}`);
    if (first)
      seen.remarks.push(...explainStop(stopped), ...(await findChildren(world, rehearsal)));
  }
  seen.outputs.push(service.output().tail);
  await world.rehearsal.services.sweep(rehearsal.marker);
}

async function findChildren(
  { rehearsal: { kernel } }: World,
  { marker }: Rehearsal,
): Promise<ReturnType<typeof explainChildren>> {
  const left = await kernel.family(marker);
  const named = left.map(async ({ pid }) => ({
    pid,
    program: (await kernel.program(pid)) ?? 'a program',
  }));
  return explainChildren(await Promise.all(named));
}
