/** Does the service fill the disk while it is rehearsed? It is ended before it does. */

import { formatBytes } from '../../domain/quantity.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { Service } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import type { Rehearsal } from './context.ts';

/** What one rehearsal may write, and what must stay free. */
const most = 1024 ** 3;
const mustStay = 256 * 1024 ** 2;
const entriesSeen = 50_000;
const every = 500;

export interface Guard {
  /** Why the service was ended; absent where it was not. */
  reason(): Remark | undefined;
  stop(): void;
}

export function guardDisk(world: World, { enclosure }: Rehearsal, service: Service): Guard {
  const { disk } = world.rehearsal;
  const { state, tmp } = enclosure.outside;
  let reason: Remark | undefined;
  let looking = false;
  const look = async (): Promise<void> => {
    const [{ bytes }, free] = await Promise.all([
      disk.usage([state, tmp], entriesSeen),
      disk.free(state),
    ]);
    if (bytes <= most && (free >= mustStay || bytes < mustStay)) return;
    reason = filled(bytes, free);
    await service.signal('SIGKILL');
  };
  const stop = world.clock.every(every, () => {
    if (looking || reason !== undefined) return;
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
