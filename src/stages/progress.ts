/** How does a reader of the log know that something long still goes on? */

import { formatDuration } from '../domain/quantity.ts';
import type { World } from '../ports.ts';

/** Milliseconds. */
const pace = 15_000;

/** Runs `body` and says every 15 s that `doing`, a gerund, is not over. */
export async function tellStill<T>(
  { clock, log }: Pick<World, 'clock' | 'log'>,
  doing: string,
  body: () => Promise<T>,
): Promise<T> {
  let passed = 0;
  const stop = clock.every(pace, () => {
    passed += pace;
    log.info(`still ${doing} after ${formatDuration(passed)}`);
  });
  try {
    return await body();
  } finally {
    stop();
  }
}
