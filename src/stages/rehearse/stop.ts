/** How does the service end when it is told to, and what becomes of the request that it is at? */

import { explainExit } from '../../domain/exit-cause.ts';
import type { Outcome } from '../../domain/rehearse/answer.ts';
import {
  type Stopped,
  explainMissed,
  explainOwnEnd,
  stopLimit,
} from '../../domain/rehearse/stopping.ts';
import type { Service, ServiceEnd, Withheld } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import { type Rehearsal, type Running, addressOf, unwell } from './context.ts';

/** Milliseconds: until the kernel has given our bytes to the service, and until the last byte follows. */
const arrival = 1000;
const holdBack = 250;
/** Until an answer that does not wait for the last byte is here. */
const earlyAnswer = 100;
/** Between two looks whether it has ended, where nobody says so. */
const pause = 50;

/** @throws Ended where it is not there any more, though nobody told it to end */
export function mustRun(running: Running): void {
  const end = running.service.ended();
  if (end !== undefined) throw unwell(running, explainOwnEnd(end));
}

/** SIGKILL to the service itself; what it left running is told apart. */
export async function killService(service: Service): Promise<void> {
  await service.signal('SIGKILL');
  await service.exited;
}

/**
 * It is killed where SIGTERM does not end it.
 * @throws Ended where it ends before
 */
export async function stopService(
  world: World,
  rehearsal: Rehearsal,
  { running, inFlight }: { readonly running: Running; readonly inFlight: boolean },
): Promise<Stopped> {
  const { clock } = world;
  const { service } = running;
  const { withheld, missed } = inFlight ? await beginRequest(world, rehearsal, running) : none;
  mustRun(running);
  const from = clock.elapsed();
  await service.signal('SIGTERM');
  const request = withheld === undefined ? undefined : await finishRequest(world, withheld);
  const ended = await endWithin(world, service, from + stopLimit);
  const took = (ended?.at ?? clock.elapsed()) - from;
  if (ended === undefined) await killService(service);
  return {
    took,
    ...(ended === undefined ? {} : { how: explainExit(ended).ended }),
    ...(request === undefined ? {} : { request }),
    ...(missed === undefined ? {} : { missed }),
  };
}

interface Held {
  readonly withheld?: Withheld;
  /** Why there is none, where there was to be one. */
  readonly missed?: string;
}
const none: Held = {};

/** The health route, else the first request of survive-read that needs nothing filled in. */
async function beginRequest(world: World, { inputs }: Rehearsal, running: Running): Promise<Held> {
  const { loopback, kernel } = world.rehearsal;
  const plain = inputs.rehearse.read.find((one) => !/[{}]/.test(one.path) && one.method === 'GET');
  const path = running.path ?? plain?.path;
  if (path === undefined) return none;
  const at = addressOf(running);
  // Of a request whose header is not whole yet, a shutdown of Go knows nothing (net/http, conn.serve).
  const request = { method: 'GET', path, headers: [], body: ' ', at, timeout: stopLimit };
  const withheld = await loopback.withhold(request);
  const until = world.clock.elapsed() + arrival;
  let how: Awaited<ReturnType<typeof kernel.accepted>>;
  while (withheld.from !== undefined && world.clock.elapsed() < until) {
    how = await kernel.accepted(at.port, withheld.from);
    if (how === 'read' || how === undefined) break;
    await world.clock.pause(5);
  }
  if (how === 'waiting') return { missed: explainMissed('not-taken') };
  await world.clock.pause(earlyAnswer);
  const before = withheld.ended();
  return before === undefined ? { withheld } : { missed: explainMissed(before) };
}

async function finishRequest({ clock }: World, withheld: Withheld): Promise<Outcome> {
  await clock.pause(holdBack);
  return withheld.ended() ?? (await withheld.finish());
}

/** Its end; absent where it still runs at `until`, on the clock's `elapsed`. */
export async function endWithin(
  { clock }: World,
  service: Service,
  until: number,
): Promise<ServiceEnd | undefined> {
  for (;;) {
    if (service.ended() !== undefined) return service.exited;
    const left = until - clock.elapsed();
    if (left <= 0) return undefined;
    await Promise.race([service.exited, clock.pause(Math.min(left, pause))]);
  }
}
