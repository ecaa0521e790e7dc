/** How does the service end when it is told to, and what becomes of the request that it is at? */

import { explainExit } from '../../domain/exit-cause.ts';
import type { Outcome } from '../../domain/rehearse/answer.ts';
import { type Stopped, stopLimit } from '../../domain/rehearse/stopping.ts';
import type { Service, ServiceEnd, Withheld } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import { type Rehearsal, type Running, addressOf } from './context.ts';

/** Milliseconds: until the kernel has given our bytes to the service, and until the last byte follows. */
const arrival = 1000;
const holdBack = 250;
/** Between two looks whether it has ended, where nobody says so. */
const pause = 50;

/** SIGKILL to the service itself; what it left running is told apart. */
export async function killService(service: Service): Promise<void> {
  await service.signal('SIGKILL');
  await service.exited;
}

/** It is killed where SIGTERM does not end it. */
export async function stopService(
  world: World,
  rehearsal: Rehearsal,
  { running, inFlight }: { readonly running: Running; readonly inFlight: boolean },
): Promise<Stopped> {
  const { clock } = world;
  const { service } = running;
  const withheld = inFlight ? await beginRequest(world, rehearsal, running) : undefined;
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
  };
}

/** The health route, else the first request of survive-read that needs nothing filled in. */
async function beginRequest(
  world: World,
  { inputs }: Rehearsal,
  running: Running,
): Promise<Withheld | undefined> {
  const { loopback, kernel } = world.rehearsal;
  const plain = inputs.rehearse.read.find((one) => !/[{}]/.test(one.path) && one.method === 'GET');
  const path = running.path ?? plain?.path;
  if (path === undefined) return undefined;
  const at = addressOf(running);
  // Of a request whose header is not whole yet, a shutdown of Go knows nothing (net/http, conn.serve).
  const request = { method: 'GET', path, headers: [], body: ' ', at, timeout: stopLimit };
  const withheld = await loopback.withhold(request);
  const until = world.clock.elapsed() + arrival;
  while (withheld.from !== undefined && world.clock.elapsed() < until) {
    const how = await kernel.accepted(at.port, withheld.from);
    if (how === 'read' || how === undefined) break;
    await world.clock.pause(5);
  }
  return withheld;
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
