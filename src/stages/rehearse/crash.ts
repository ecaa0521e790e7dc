/** What did the service ask of the system before it crashed? Told by strace, where it is there. */

import type { World } from '../../ports.ts';
import { Ended, type Rehearsal, canTrace } from './context.ts';
import { waitForListener } from './listen.ts';
import type { Seen } from './seen.ts';
import { type Started, startService } from './start-service.ts';
import { endWithin } from './stop.ts';
import { ask } from './survive.ts';
import { lastCallsOf } from './trace.ts';

/** Milliseconds for a second crash: strace makes a program slower. */
const patience = 5000;

/**
 * The last system calls; empty where they are not known. A start that was not traced is made once more:
 * nothing of it may run any more.
 */
export async function traceCrash(
  world: World,
  rehearsal: Rehearsal,
  { traced, seen }: { readonly traced: boolean; readonly seen: Seen },
): Promise<readonly string[]> {
  if (!canTrace(rehearsal)) return [];
  const { services } = world.rehearsal;
  if (traced) return lastCallsOf(world, rehearsal);
  try {
    const started = await startService(world, rehearsal, { trace: true });
    const last = seen.reads.at(-1);
    const byRead = last?.kind === 'failed' && last.outcome.kind === 'exited';
    if (byRead) await readAgain(world, rehearsal, { started, seen });
    const ended = await endWithin(world, started.service, world.clock.elapsed() + patience);
    await services.sweep(rehearsal.marker);
    return ended === undefined ? [] : await lastCallsOf(world, rehearsal);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return [];
  }
}

/** Where it was asked for what it had stored when it crashed. */
async function readAgain(
  world: World,
  rehearsal: Rehearsal,
  { started, seen }: { readonly started: Started; readonly seen: Seen },
): Promise<void> {
  const { elsewhere } = seen;
  const known = elsewhere === undefined ? {} : { elsewhere };
  const since = world.clock.elapsed();
  const wait = { ...started, since, mustListen: true, again: true, ...known };
  const verdict = await waitForListener(world, rehearsal, wait);
  if (verdict?.at === undefined) return;
  const running = { service: started.service, at: verdict.at };
  await ask(world, rehearsal, { running, seen, name: 'survive-read, watched by strace' });
}
