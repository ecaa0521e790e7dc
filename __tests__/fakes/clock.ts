/** A clock that stands still until the test lets it tick. */

import type { Clock } from '../../src/ports.ts';

export interface TickingClock {
  readonly clock: Clock;
  /** Lets the time pass that everybody waits for who asked to be called again and again. */
  readonly tick: () => void;
  /** What was asked for and not ended yet, in milliseconds. */
  readonly running: () => readonly number[];
}

export function tickingClock(): TickingClock {
  const ticks = new Map<() => void, number>();
  const clock: Clock = {
    now: () => new Date(0),
    elapsed: () => 0,
    every(ms, tick) {
      ticks.set(tick, ms);
      return () => ticks.delete(tick);
    },
    pause: () => Promise.resolve(),
  };
  return {
    clock,
    tick() {
      for (const one of ticks.keys()) one();
    },
    running: () => [...ticks.values()],
  };
}
