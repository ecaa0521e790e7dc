/** Which adapter stands behind which port of the rehearsal? */

import type { Runner } from '../../domain/runner.ts';
import type { ServiceWorld } from '../../ports-service.ts';
import type { Processes } from '../../ports.ts';
import { createDisk } from './disk.ts';
import { createEnclosures } from './enclosures.ts';
import { createKernel } from './kernel.ts';
import { createLinuxProcesses } from './linux-processes.ts';
import { createLoopback } from './loopback.ts';
import { createOtherProcesses } from './other-processes.ts';
import { createRedis } from './redis.ts';
import { createServices } from './services.ts';

/**
 * Also gives what our own end asks for, both without waiting: `endAll` ends every service, and
 * `removeAll` removes what lies outside of the runner's temporary folders.
 */
export function createServiceWorld(
  runner: Pick<Runner, 'platform' | 'env'>,
  processes: Pick<Processes, 'run'>,
): { readonly world: ServiceWorld; readonly endAll: () => void; readonly removeAll: () => void } {
  const { os } = runner.platform;
  const table = os === 'linux' ? createLinuxProcesses() : createOtherProcesses(os);
  const { endAll, ...services } = createServices(os, table);
  const { removeAll, ...enclosures } = createEnclosures(runner, processes);
  const kernel = createKernel(os, table);
  const [loopback, redis, disk] = [createLoopback(), createRedis(), createDisk()];
  return {
    world: { enclosures, services, kernel, loopback, redis, disk },
    endAll,
    removeAll,
  };
}
