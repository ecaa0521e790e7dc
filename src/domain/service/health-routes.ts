/** Which paths are asked while it starts, until it is ready, and while it soaks? */

import type { HealthInput, ServiceInputs } from '../inputs/service.ts';

export interface HealthRoutes {
  /** Asked until its first success, before `ready`; absent where `ready` is all there is. */
  readonly startup?: string;
  /** Asked for probe-successes in a row. */
  readonly ready: HealthInput;
  /** Asked during the soak; absent: the path that `ready` asks. */
  readonly live?: string;
}

/** health-path is for all three, as far as ready-path and live-path do not say otherwise. */
export function planHealthRoutes(
  service: Pick<ServiceInputs, 'health' | 'readyPath' | 'livePath'>,
): HealthRoutes {
  const { health, readyPath, livePath } = service;
  const healthPath = health.kind === 'path' ? health.path : undefined;
  const live = livePath ?? (readyPath === undefined ? undefined : healthPath);
  return {
    ready: readyPath === undefined ? health : { kind: 'path', path: readyPath },
    ...(readyPath === undefined || healthPath === undefined ? {} : { startup: healthPath }),
    ...(live === undefined ? {} : { live }),
  };
}
