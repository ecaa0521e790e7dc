/** How is the service asked for its health, and who was it that answered? */

import { explainExit } from '../../domain/exit-cause.ts';
import type { Observation } from '../../domain/service/observation.ts';
import type { Listener } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import { type Rehearsal, type Running, addressOf } from './context.ts';

/** It has come to the port that it was given, while it was asked on another. */
export class Moved extends Error {}

/** @throws Moved */
export async function askHealth(
  world: World,
  { marker }: Rehearsal,
  { running, path, timeout }: { running: Running; path: string; timeout: number },
): Promise<Observation> {
  const { loopback, kernel } = world.rehearsal;
  const at = addressOf(running);
  if (running.given !== undefined) {
    const own = await kernel.listening((await kernel.family(marker)).map(({ pid }) => pid));
    if (own.some(({ port }) => port === running.given)) throw new Moved();
  }
  const outcome = await loopback.exchange({ method: 'GET', path, headers: [], at, timeout });
  const ended = running.service.ended();
  if (ended !== undefined) return { kind: 'exited', how: explainExit(ended).ended };
  if (outcome.kind !== 'answered') return outcome;
  const family = await kernel.family(marker);
  const own = await kernel.listening(family.map(({ pid }) => pid));
  if (!own.some(({ port }) => port === at.port)) {
    const isOther = ({ pid }: Listener): boolean => !family.some((one) => one.pid === pid);
    const other = (await kernel.holders(at.port)).find(isOther);
    if (other !== undefined) return { kind: 'wrong-process', who: await nameOf(world, other) };
  }
  const { status, location, took } = outcome;
  return { kind: 'answered', status, took, ...(location === undefined ? {} : { location }) };
}

/** The processes of other users may not be seen. */
async function nameOf({ rehearsal }: World, { pid }: Listener): Promise<string> {
  if (pid === undefined) return 'a program of another user';
  const program = (await rehearsal.kernel.program(pid)) ?? 'a program';
  return `${program} (process ${pid})`;
}
