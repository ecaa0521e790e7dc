/** On which of the ports that nobody gave it does the service answer as a healthy one does? */

import type { HealthInput } from '../../domain/inputs/service.ts';
import { healthPaths } from '../../domain/service/discover.ts';
import { planHealthRoutes } from '../../domain/service/health-routes.ts';
import { isSuccess } from '../../domain/service/observation.ts';
import { decidePort } from '../../domain/service/port.ts';
import type { Listener } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import type { Rehearsal } from './context.ts';

/** Milliseconds for one answer: meanwhile it may come to the port that it was given. */
const patience = 500;
const mostPorts = 4;

/** Undefined where none answers 2xx, or no path is to be asked. */
export async function findAnswering(
  { rehearsal: { loopback } }: World,
  { inputs }: Rehearsal,
  listeners: readonly Listener[],
): Promise<number | undefined> {
  const paths = pathsOf(planHealthRoutes(inputs.service).ready);
  const ports = [...new Set(listeners.map(({ port }) => port))].slice(0, mostPorts);
  for (const used of ports) {
    const { at } = decidePort(0, listeners, { used });
    if (at === undefined) continue;
    for (const path of paths) {
      const request = { method: 'GET', path, headers: [], at, timeout: patience };
      const outcome = await loopback.exchange(request);
      if (outcome.kind !== 'answered') break;
      if (isSuccess(outcome)) return used;
    }
  }
  return undefined;
}

function pathsOf(ready: HealthInput): readonly string[] {
  if (ready.kind === 'path') return [ready.path];
  return ready.kind === 'none' ? [] : healthPaths;
}
