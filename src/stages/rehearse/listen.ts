/** Where does a service that was just started listen? From the kernel, not from its log. */

import { type FailedStart, explainStart } from '../../domain/service/failed-start.ts';
import { explainDaemon } from '../../domain/rehearse/leftovers.ts';
import { type PortVerdict, decidePort } from '../../domain/service/port.ts';
import type { Listener, Service } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import { Ended, type Rehearsal } from './context.ts';

/** Milliseconds between two looks. */
const pause = 20;
/** A service that listens elsewhere may still come to the port that it was asked for. */
const grace = 1000;

export interface Listening {
  readonly verdict: PortVerdict;
  /** Milliseconds from its start. */
  readonly took: number;
}

/** @throws Ended where it ends before, or never listens */
export async function waitForListener(
  world: World,
  rehearsal: Rehearsal,
  { service, port, deadline }: { service: Service; port: number; deadline: number },
): Promise<Listening> {
  const { kernel } = world.rehearsal;
  const started = world.clock.elapsed();
  let elsewhereSince: number | undefined;
  for (;;) {
    const took = world.clock.elapsed() - started;
    const family = await kernel.family(rehearsal.marker);
    const listeners = await kernel.listening(family.map(({ pid }) => pid));
    const ended = service.ended();
    if (ended !== undefined)
      throw await endedBefore(world, rehearsal, { service, took, listeners });
    if (listeners.some((one) => one.port === port)) {
      return { verdict: decidePort(port, listeners), took };
    }
    if (listeners.length > 0) elsewhereSince ??= took;
    const isElsewhere = elsewhereSince !== undefined && took - elsewhereSince >= grace;
    if (isElsewhere && listeners.length > 0) return { verdict: decidePort(port, listeners), took };
    if (took >= deadline) {
      throw failed(rehearsal, { took, output: service.output().tail });
    }
    await world.clock.pause(pause);
  }
}

async function endedBefore(
  world: World,
  rehearsal: Rehearsal,
  { service, took, listeners }: { service: Service; took: number; listeners: readonly Listener[] },
): Promise<Ended> {
  const ended = service.ended() ?? {};
  const output = service.output().tail;
  const [daemon] = listeners;
  if (daemon?.pid !== undefined && daemon.pid !== service.pid) {
    const program = (await world.rehearsal.kernel.program(daemon.pid)) ?? 'a program';
    return new Ended(explainDaemon({ pid: daemon.pid, program }), output);
  }
  // Gin's own default: Run is silent where another program has it.
  const taken = (await world.rehearsal.kernel.holders(8080)).map(({ port }) => port);
  return failed(rehearsal, { ended, took, output, taken });
}

function failed({ plan }: Rehearsal, start: FailedStart): Ended {
  return new Ended(explainStart(start, { strict: plan.strict }), start.output);
}
