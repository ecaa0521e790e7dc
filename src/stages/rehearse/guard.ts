/** Does the service fill the disk while it is rehearsed? It is ended before it does. */

import { folderOf } from '../../domain/paths.ts';
import { formatBytes } from '../../domain/quantity.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { World } from '../../ports.ts';
import type { Rehearsal } from './context.ts';

/** Milliseconds between two looks. */
const every = 500;
const entriesSeen = 50_000;

/** Bytes: what one rehearsal may write, and what must stay free for others. */
export interface Limits {
  readonly most: number;
  readonly mustStay: number;
}

const usual: Limits = { most: 1024 ** 3, mustStay: 256 * 1024 ** 2 };

export interface Guard {
  /** Why the service was ended; absent where it was not. */
  reason(): Remark | undefined;
  stop(): void;
}

/**
 * Ends all that was started, until `stop`. A disk that is full without us is not the service's doing: it
 * must have written as much as has to stay free.
 */
export function guardDisk(
  world: World,
  { enclosure, marker }: Rehearsal,
  { most, mustStay }: Limits = usual,
): Guard {
  const { disk, kernel } = world.rehearsal;
  const { state, tmp, trace } = enclosure.outside;
  let reason: Remark | undefined;
  let looking = false;
  const look = async (): Promise<void> => {
    const { bytes } = await disk.usage([state, tmp, folderOf(trace)], entriesSeen);
    const free = await disk.free(state);
    if (reason === undefined) {
      if (bytes <= most && (free >= mustStay || bytes < mustStay)) return;
      reason = filled(bytes, free);
    }
    for (const one of await kernel.family(marker)) await kernel.kill(one, 'SIGKILL');
  };
  const stop = world.clock.every(every, () => {
    if (looking) return;
    looking = true;
    void look()
      .catch(() => undefined)
      .finally(() => (looking = false));
  });
  return { reason: () => reason, stop };
}

function filled(bytes: number, free: number): Remark {
  return {
    id: 'disk',
    level: 'failure',
    message: `the service was ended: it had written ${formatBytes(bytes)}, and ${formatBytes(free)} were left on the disk`,
    fix: ['look for a log or a file that grows with every request, or at every start'],
  };
}
