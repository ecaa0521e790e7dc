/** Does the service fill the disk while it is rehearsed? It is ended before it does. */

import { folderOf } from '../../domain/paths.ts';
import { type Limits, explainFilling, usualLimits } from '../../domain/rehearse/filling.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { Room } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import type { Rehearsal } from './context.ts';

/** Milliseconds between two looks at the room that is left, which cost nothing. */
const every = 500;
/** To count files costs time: at the most this part of it is spent so, unless much less is left. */
const share = 0.1;

export interface Guard {
  /** Why the service was ended; absent where it was not. */
  reason(): Remark | undefined;
  stop(): void;
}

/** Ends all that was started, until `stop`. What lies in the folders now is not the service's doing. */
export async function guardDisk(
  world: World,
  { enclosure, marker }: Rehearsal,
  limits: Limits = usualLimits,
): Promise<Guard> {
  const { clock, rehearsal } = world;
  const { disk, kernel } = rehearsal;
  const { state, tmp, trace } = enclosure.outside;
  const start = await disk.usage([state, tmp], Infinity);
  const roomAtStart = await disk.room(state);
  let counted = { at: -Infinity, took: 0, room: roomAtStart };
  let reason: Remark | undefined;
  let looking = false;

  const count = async (room: Room): Promise<void> => {
    const at = clock.elapsed();
    // one more than it may have, so that more than that is known
    const most = start.entries + limits.mostFiles + 1;
    const now = await disk.usage([state, tmp], most);
    const traced = await disk.usage([folderOf(trace)], 10);
    reason = explainFilling(
      {
        bytes: now.bytes - start.bytes,
        files: now.entries - start.entries,
        traced: traced.bytes,
        left: room.bytes,
        atStart: roomAtStart.bytes,
        ...(room.files === undefined ? {} : { filesLeft: room.files }),
        ...(roomAtStart.files === undefined ? {} : { filesAtStart: roomAtStart.files }),
      },
      limits,
    );
    counted = { at, took: clock.elapsed() - at, room };
  };
  const look = async (): Promise<void> => {
    const room = await disk.room(state);
    const isDue = clock.elapsed() - counted.at >= counted.took / share;
    if (reason === undefined && (isDue || hasFallen(counted.room, room, limits))) await count(room);
    if (reason === undefined) return;
    for (const one of await kernel.family(marker)) await kernel.kill(one, 'SIGKILL');
  };
  const stop = clock.every(every, () => {
    if (looking) return;
    looking = true;
    void look()
      .catch(() => undefined)
      .finally(() => (looking = false));
  });
  return { reason: () => reason, stop };
}

/** By a tenth of what may be written, since files were counted. */
function hasFallen(before: Room, now: Room, { most, mostFiles }: Limits): boolean {
  const files = (before.files ?? 0) - (now.files ?? 0);
  return before.bytes - now.bytes > most / 10 || files > mostFiles / 10;
}
