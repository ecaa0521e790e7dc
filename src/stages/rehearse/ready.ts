/** Is the service well, as often in a row as it must be, and for as long? */

import { explainExit } from '../../domain/exit-cause.ts';
import type { PlannedStart } from '../../domain/rehearse/plan.ts';
import {
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
  nextProbe,
  observe,
  startProbe,
} from '../../domain/service/probe.ts';
import type { Remark } from '../../domain/service/remark.ts';
import { explainSoak, nextSoak, observeSoak, startSoak } from '../../domain/service/soak.ts';
import type { World } from '../../ports.ts';
import { askHealth } from './ask.ts';
import { Ended, type Rehearsal, type Running } from './context.ts';

/** What is known of its health after the first start; later starts ask the same. */
export interface Health {
  readonly path: string;
  readonly accept: Accept;
}

export interface Ready {
  /** Absent where nothing is asked. */
  readonly health?: Health;
  readonly remarks: readonly Remark[];
}

interface Found extends Health {
  readonly remark?: Remark | undefined;
}

interface ReadyRequest {
  readonly running: Running;
  readonly planned: PlannedStart;
  /** Of an earlier start. */
  readonly known?: Health;
}

/** @throws Ended where it does not become ready, or does not stay well */
export async function waitUntilReady(
  world: World,
  rehearsal: Rehearsal,
  request: ReadyRequest,
): Promise<Ready> {
  const { running, planned, known } = request;
  if (planned.successes === 0) {
    await soakByLife(world, rehearsal, request);
    return { remarks: [] };
  }
  const found: Found = known ?? (await findHealth(world, rehearsal, running));
  const settings = { ...rehearsal.inputs.service.probe, successes: planned.successes };
  const probe = startProbe(settings, world.clock.elapsed(), found.accept);
  await drive(world, rehearsal, { running, path: found.path, probe });
  const remarks = found.remark === undefined ? [] : [found.remark];
  const soaked =
    planned.soak > 0 ? await soak(world, rehearsal, { ...request, health: found }) : [];
  return {
    health: { path: found.path, accept: found.accept },
    remarks: [...remarks, ...soaked],
  };
}

async function findHealth(world: World, rehearsal: Rehearsal, running: Running): Promise<Found> {
  const { service } = rehearsal.inputs;
  const { startup, ready } = planHealthRoutes(service);
  if (startup !== undefined) {
    const settings = { ...service.probe, successes: 1 };
    const probe = startProbe(settings, world.clock.elapsed());
    await drive(world, rehearsal, { running, path: startup, probe });
  }
  if (ready.kind === 'path') return { path: ready.path, accept: '2xx' };
  return discover(world, rehearsal, running);
}

async function discover(world: World, rehearsal: Rehearsal, running: Running): Promise<Found> {
  const { clock } = world;
  let discovery = startDiscovery(rehearsal.inputs.service.probe, clock.elapsed());
  for (;;) {
    const step = nextPath(discovery);
    if (step.do === 'use') {
      const remark = explainDiscovery(step, { strict: rehearsal.plan.strict });
      return { path: step.path, accept: step.accept, remark };
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

async function soak(
  world: World,
  rehearsal: Rehearsal,
  { running, planned, health }: ReadyRequest & { readonly health: Health },
): Promise<readonly Remark[]> {
  const { clock } = world;
  const { service } = rehearsal.inputs;
  const path = planHealthRoutes(service).live ?? health.path;
  world.log.info(`soak: ${path} must stay well for ${planned.soak / 1000} s`);
  const lasting = { lasts: planned.soak, accept: health.accept };
  let state = startSoak(service.probe, clock.elapsed(), lasting);
  for (;;) {
    const step = nextSoak(state);
    const remark = step.do === 'ask' ? undefined : explainSoak(state, path);
    if (step.do === 'fail' && remark !== undefined) throw unwell(running, remark);
    if (step.do !== 'ask') return remark === undefined ? [] : [remark];
    await clock.pause(step.after);
    const seen = await askHealth(world, rehearsal, { running, path, timeout: step.timeout });
    state = observeSoak(state, seen, clock.elapsed());
  }
}

/** Where no route is asked, it is well as long as it lives. */
async function soakByLife(
  world: World,
  rehearsal: Rehearsal,
  { running, planned }: ReadyRequest,
): Promise<void> {
  const { clock } = world;
  const until = clock.elapsed() + planned.soak;
  for (;;) {
    const ended = running.service.ended();
    if (ended !== undefined) {
      const settings = rehearsal.inputs.service.probe;
      const how = explainExit(ended).ended;
      const probe = observe(startProbe(settings, until), { kind: 'exited', how }, until);
      throw unwell(running, explainProbe(probe, ''));
    }
    if (clock.elapsed() >= until) return;
    await clock.pause(Math.min(200, Math.max(1, until - clock.elapsed())));
  }
}

function unwell({ service }: Running, remark: Remark): Ended {
  return new Ended(remark, service.output().tail);
}
