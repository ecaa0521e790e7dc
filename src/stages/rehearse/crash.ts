/** What did the service ask of the system before it crashed? Told by strace, where it is there. */

import type { World } from '../../ports.ts';
import { Ended, type Rehearsal, canTrace } from './context.ts';
import { startService } from './start-service.ts';
import { endWithin } from './stop.ts';
import { lastCallsOf } from './trace.ts';

/** Milliseconds for a second crash: strace makes a program slower. */
const patience = 5000;

/**
 * The last system calls; empty where they are not known. A start that was not traced is made once more.
 */
export async function traceCrash(
  world: World,
  rehearsal: Rehearsal,
  { traced }: { readonly traced: boolean },
): Promise<readonly string[]> {
  if (!canTrace(rehearsal)) return [];
  const { services } = world.rehearsal;
  await services.sweep(rehearsal.marker);
  if (traced) return lastCallsOf(world, rehearsal);
  try {
    const { service } = await startService(world, rehearsal, { trace: true });
    const ended = await endWithin(world, service, world.clock.elapsed() + patience);
    await services.sweep(rehearsal.marker);
    return ended === undefined ? [] : await lastCallsOf(world, rehearsal);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return [];
  }
}
