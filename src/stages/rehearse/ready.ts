/** Is the service well, as often in a row as it must be? */

import type { PlannedStart } from '../../domain/rehearse/plan.ts';
import {
  type Discovered,
  explainDiscovery,
  nextPath,
  observePath,
  startDiscovery,
} from '../../domain/service/discover.ts';
import { planHealthRoutes } from '../../domain/service/health-routes.ts';
import { explainProbe } from '../../domain/service/probe-trouble.ts';
import {
  type Accept,
  type Probe,
  type ProbeSettings,
  nextProbe,
  observe,
  startProbe,
} from '../../domain/service/probe.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { World } from '../../ports.ts';
import { askHealth } from './ask.ts';
import { type Rehearsal, type Running, unwell } from './context.ts';

/** What is known of its health after the first start; later starts ask the same. */
export interface Health {
  readonly path: string;
  readonly accept: Accept;
}

export interface Ready {
  readonly health: Health;
  readonly remarks: readonly Remark[];
}

export interface Asking {
  readonly running: Running;
  readonly planned: Pick<PlannedStart, 'successes'>;
  /** When it was started, on the clock's `elapsed`. */
  readonly since: number;
  /** Of an earlier start. */
  readonly known?: Health;
}

/** @throws Ended where it does not become ready in time */
export async function waitUntilReady(
  world: World,
  rehearsal: Rehearsal,
  { running, planned, since, known }: Asking,
): Promise<Ready> {
  const settings = { ...rehearsal.inputs.service.probe, successes: planned.successes };
  const from = countFrom(settings, since, world.clock.elapsed());
  const found: FoundHealth =
    known === undefined ? await findHealth(world, rehearsal, { running, from }) : { health: known };
  const { health, seen, remark } = found;
  const probe = startProbe(settings, from, health.accept);
  const first = seen === undefined ? probe : observe(probe, seen, world.clock.elapsed());
  await drive(world, rehearsal, { running, path: health.path, probe: first });
  return { health, remarks: remark === undefined ? [] : [remark] };
}

/** The deadline counts from the start; yet one that listens late is asked as often as it must answer. */
function countFrom(settings: ProbeSettings, since: number, now: number): number {
  const { deadline, interval, successes, timeout } = settings;
  const needed = Math.min(deadline, (successes - 1) * interval + timeout);
  return Math.max(since, now + needed - deadline);
}

interface FoundHealth {
  readonly health: Health;
  readonly seen?: Discovered['seen'];
  readonly remark?: Remark | undefined;
}

async function findHealth(
  world: World,
  rehearsal: Rehearsal,
  { running, from }: { running: Running; from: number },
): Promise<FoundHealth> {
  const { service } = rehearsal.inputs;
  const { startup, ready } = planHealthRoutes(service);
  if (startup !== undefined) {
    const probe = startProbe({ ...service.probe, successes: 1 }, from);
    await drive(world, rehearsal, { running, path: startup, probe });
  }
  if (ready.kind === 'path') return { health: { path: ready.path, accept: '2xx' } };
  return discover(world, rehearsal, { running, from });
}

async function discover(
  world: World,
  rehearsal: Rehearsal,
  { running, from }: { running: Running; from: number },
): Promise<FoundHealth> {
  const { clock } = world;
  let discovery = startDiscovery(rehearsal.inputs.service.probe, from);
  for (;;) {
    const step = nextPath(discovery);
    if (step.do === 'use') {
      const { path, accept, seen } = step;
      const remark = explainDiscovery(step, { strict: rehearsal.plan.strict });
      return { health: { path, accept }, seen, remark };
    }
    if (step.do === 'fail') throw unwell(running, explainProbe(step.probe, step.path));
    if (step.after > 0) await clock.pause(step.after);
    const seen = await askHealth(world, rehearsal, { running, ...step });
    discovery = observePath(discovery, step.path, { seen, at: clock.elapsed() });
  }
}

async function drive(
  world: World,
  rehearsal: Rehearsal,
  { running, path, probe: first }: { running: Running; path: string; probe: Probe },
): Promise<void> {
  const { clock } = world;
  let probe = first;
  for (;;) {
    const step = nextProbe(probe);
    if (step.do === 'pass') return;
    if (step.do === 'fail') throw unwell(running, explainProbe(probe, path));
    if (step.after > 0) await clock.pause(step.after);
    const seen = await askHealth(world, rehearsal, { running, path, timeout: step.timeout });
    probe = observe(probe, seen, clock.elapsed());
  }
}
