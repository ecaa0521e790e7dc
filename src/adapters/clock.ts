/** What time is it, and how long did it take? */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../ports.ts';

export function createClock(): Clock {
  return {
    now: () => new Date(),
    elapsed: () => performance.now(),
    every(ms, tick) {
      const timer = setInterval(tick, ms);
      timer.unref();
      return () => clearInterval(timer);
    },
    pause: (ms) => sleep(ms),
  };
}
