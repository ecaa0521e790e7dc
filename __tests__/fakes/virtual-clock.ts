/** A clock whose time passes only while somebody pauses, and then at once. */

import type { Clock } from '../../src/ports.ts';

interface Event {
  readonly at: number;
  readonly run: () => void;
}

export interface VirtualClock extends Clock {
  /** Runs something when the time has come. */
  at(ms: number, run: () => void): void;
}

/** Wall time begins at `epoch`, in milliseconds since 1970. */
export function virtualClock(epoch = 1_700_000_000_000): VirtualClock {
  let now = 0;
  const events = new Set<Event>();
  const at = (ms: number, run: () => void): Event => {
    const event = { at: ms, run };
    events.add(event);
    return event;
  };
  const next = (until: number): Event | undefined =>
    [...events].filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => new Date(epoch + now),
    elapsed: () => now,
    at,
    every(ms, tick) {
      let event: Event | undefined;
      const again = (): void => {
        event = at(now + ms, () => {
          again();
          tick();
        });
      };
      again();
      return () => void (event !== undefined && events.delete(event));
    },
    async pause(ms) {
      const until = now + ms;
      for (let event = next(until); event !== undefined; event = next(until)) {
        events.delete(event);
        now = Math.max(now, event.at);
        event.run();
        await settled();
      }
      now = Math.max(now, until);
      await settled();
    },
  };
}

/** Everybody who waits for no time gets as far as he can. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
