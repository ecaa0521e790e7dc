/** How is the service asked for its health, and who was it that answered? */

import { explainExit } from '../../domain/exit-cause.ts';
import type { Observation } from '../../domain/service/observation.ts';
import type { World } from '../../ports.ts';
import type { Rehearsal, Running } from './context.ts';

export async function askHealth(
  world: World,
  { marker }: Rehearsal,
  { running, path, timeout }: { running: Running; path: string; timeout: number },
): Promise<Observation> {
  const { loopback, kernel } = world.rehearsal;
  const { service, at } = running;
  const request = { method: 'GET', path, headers: [], at, timeout };
  const outcome = await loopback.exchange(request);
  const ended = service.ended();
  if (ended !== undefined) return { kind: 'exited', how: explainExit(ended).ended };
  if (outcome.kind !== 'answered') return outcome;
  const family = await kernel.family(marker);
  const own = await kernel.listening(family.map(({ pid }) => pid));
  if (!own.some(({ port }) => port === at.port)) {
    const holders = (await kernel.holders(at.port)).filter(({ pid }) => pid !== undefined);
    const [other] = holders;
    const isOurs = family.some(({ pid }) => pid === other?.pid);
    if (other?.pid !== undefined && !isOurs) {
      return { kind: 'wrong-process', who: await nameOf(world, other.pid) };
    }
  }
  const { status, location, took } = outcome;
  return { kind: 'answered', status, took, ...(location === undefined ? {} : { location }) };
}

async function nameOf({ rehearsal }: World, pid: number): Promise<string> {
  const program = (await rehearsal.kernel.program(pid)) ?? 'a program';
  return `${program} (process ${pid})`;
}
