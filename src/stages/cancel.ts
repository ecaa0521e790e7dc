/** What becomes of a stage when the job is cancelled? What it waits for ends, and so does it. */

import { Failure } from '../domain/failure.ts';
import type { ServiceWorld } from '../ports-service.ts';
import type { Processes } from '../ports.ts';

/** Gives the signal, once there was one. */
export type Cancelled = () => string | undefined;

/**
 * A program that was ended because of a cancelled job says nothing of the code it built or tested, so
 * nobody gets to judge it.
 */
export function cancellable(processes: Processes, cancelled: Cancelled): Processes {
  return {
    ...processes,
    async run(command) {
      const ended = await processes.run(command);
      refuse(cancelled);
      return ended;
    },
  };
}

/** Nor a service; a rehearsal sweeps before it is judged, so it ends there. */
export function cancellableServices(world: ServiceWorld, cancelled: Cancelled): ServiceWorld {
  const { services } = world;
  return {
    ...world,
    services: {
      async start(command) {
        const service = await services.start(command);
        refuse(cancelled);
        return service;
      },
      async sweep(marker) {
        const left = await services.sweep(marker);
        refuse(cancelled);
        return left;
      },
    },
  };
}

function refuse(cancelled: Cancelled): void {
  const signal = cancelled();
  if (signal === undefined) return;
  throw new Failure({
    doing: 'shipping',
    happened: `cancelled by ${signal}`,
    code: 'cancelled',
  });
}
