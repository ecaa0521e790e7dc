/** What becomes of a stage when the job is cancelled? What it waits for ends, and so does it. */

import { Failure } from '../domain/failure.ts';
import type { Processes } from '../ports.ts';

/**
 * A program that was ended because of a cancelled job says nothing of the code it built or tested, so
 * nobody gets to judge it. `cancelled` gives the signal, once there was one.
 */
export function cancellable(processes: Processes, cancelled: () => string | undefined): Processes {
  return {
    ...processes,
    async run(command) {
      const ended = await processes.run(command);
      const signal = cancelled();
      if (signal === undefined) return ended;
      const happened = `cancelled by ${signal}`;
      throw new Failure({ doing: 'shipping', happened, code: 'cancelled' });
    },
  };
}
