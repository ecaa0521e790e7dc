/** Where does a service that was just started listen? From the kernel, not from its log. */

import { type FailedStart, explainStart } from '../../domain/service/failed-start.ts';
import { explainDaemon } from '../../domain/rehearse/leftovers.ts';
import { type PortVerdict, decidePort, usualPort } from '../../domain/service/port.ts';
import type { Listener, Service } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import { Ended, type Rehearsal } from './context.ts';
import { findAnswering } from './find-answering.ts';

/** Milliseconds between two looks. */
const pause = 20;
/** A service that listens elsewhere may still come to the port that it was asked for. */
const grace = 1000;
/** Between two questions whether it answers elsewhere. */
const askingPause = 500;
/** So long one is waited for that need not listen, and what went to the background. */
const patience = 2000;

interface Wait {
  readonly service: Service;
  /** The one that it was given. */
  readonly port: number;
  /** When it was started, on the clock's `elapsed`. */
  readonly since: number;
  readonly mustListen: boolean;
  /** Where it was asked in an earlier start, so that nothing else is waited for. */
  readonly elsewhere?: number;
  /** Whether it served before, in an earlier start. */
  readonly again: boolean;
}

/**
 * Absent where it listens nowhere, and need not. Another port than the one that it was given is taken
 * where it answers as a healthy service does, or is Gin's own, and else when the deadline is over: what
 * listens first may be there for metrics or a profiler alone.
 * @throws Ended where it ends before, or never listens
 */
export async function waitForListener(
  world: World,
  rehearsal: Rehearsal,
  wait: Wait,
): Promise<PortVerdict | undefined> {
  const { service, port, since, mustListen, elsewhere } = wait;
  const limit = mustListen ? rehearsal.inputs.service.probe.deadline : patience;
  let next: number | undefined;
  for (;;) {
    const ended = service.ended();
    const listeners = await listenersOf(world, rehearsal);
    const took = world.clock.elapsed() - since;
    if (ended !== undefined) throw await explainEnd(world, rehearsal, wait);
    if (listeners.some((one) => one.port === port)) return decidePort(port, listeners);
    const has = (one: number): boolean => listeners.some((other) => other.port === one);
    if (elsewhere !== undefined && has(elsewhere)) {
      return decidePort(port, listeners, { used: elsewhere });
    }
    if (listeners.length > 0) next ??= took + grace;
    if (next !== undefined && took >= next && listeners.length > 0) {
      if (has(usualPort)) return decidePort(port, listeners);
      const used = mustListen ? await findAnswering(world, rehearsal, listeners) : undefined;
      if (used !== undefined) return decidePort(port, listeners, { used });
      next = took + askingPause;
    }
    if (took >= limit && listeners.length > 0) return decidePort(port, listeners);
    if (took >= limit && !mustListen) return undefined;
    if (took >= limit) {
      const { again } = wait;
      const output = service.output().tail;
      throw failed(rehearsal, { took, output, again, ...(await taken(world)) });
    }
    await world.clock.pause(pause);
  }
}

async function listenersOf(
  { rehearsal: { kernel } }: World,
  { marker }: Rehearsal,
): Promise<readonly Listener[]> {
  const family = await kernel.family(marker);
  return kernel.listening(family.map(({ pid }) => pid));
}

async function explainEnd(
  world: World,
  rehearsal: Rehearsal,
  { service, since, again }: Wait,
): Promise<Ended> {
  const { at, ...ended } = await service.exited;
  const daemon = await explainAsDaemon(world, rehearsal, service);
  if (daemon !== undefined) return daemon;
  const output = service.output().tail;
  return failed(rehearsal, { ended, took: at - since, output, again, ...(await taken(world)) });
}

/** Where what was started has ended well, and what it started listens in its place. */
export async function explainAsDaemon(
  world: World,
  rehearsal: Rehearsal,
  service: Service,
): Promise<Ended | undefined> {
  const { clock, rehearsal: services } = world;
  if (service.ended()?.code !== 0) return undefined;
  const until = clock.elapsed() + patience;
  for (;;) {
    const [daemon] = await listenersOf(world, rehearsal);
    if (daemon?.pid !== undefined) {
      const program = (await services.kernel.program(daemon.pid)) ?? 'a program';
      const output = service.output().tail;
      return new Ended(explainDaemon({ pid: daemon.pid, program }), output);
    }
    const left = await services.kernel.family(rehearsal.marker);
    if (left.length === 0 || clock.elapsed() >= until) return undefined;
    await clock.pause(pause);
  }
}

/** Gin's own default: in release mode Run is silent where another program has it. */
async function taken({ rehearsal }: World): Promise<Pick<FailedStart, 'taken'>> {
  return { taken: (await rehearsal.kernel.holders(8080)).map(({ port }) => port) };
}

function failed({ plan }: Rehearsal, start: FailedStart): Ended {
  const crashed = start.ended !== undefined && start.ended.code !== 0;
  return new Ended(explainStart(start, { strict: plan.strict }), start.output, { crashed });
}
