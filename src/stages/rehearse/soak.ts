/** Does the service stay well for a while after it was ready? */

import { explainExit } from '../../domain/exit-cause.ts';
import { formatDuration } from '../../domain/quantity.ts';
import { planHealthRoutes } from '../../domain/service/health-routes.ts';
import type { Remark } from '../../domain/service/remark.ts';
import { explainSoak, nextSoak, observeSoak, startSoak } from '../../domain/service/soak.ts';
import type { World } from '../../ports.ts';
import { askHealth } from './ask.ts';
import { type Rehearsal, type Running, unwell } from './context.ts';
import type { Health } from './ready.ts';

/** Milliseconds between two looks where no route is asked. */
const pause = 100;

interface SoakRequest {
  readonly running: Running;
  /** Milliseconds. */
  readonly lasts: number;
  /** Absent: it is well as long as it lives. */
  readonly health?: Health;
}

/** @throws Ended where it does not */
export async function soak(
  world: World,
  rehearsal: Rehearsal,
  { running, lasts, health }: SoakRequest,
): Promise<readonly Remark[]> {
  const { clock, log } = world;
  const { service } = rehearsal.inputs;
  const path = health === undefined ? '' : (planHealthRoutes(service).live ?? health.path);
  const what = health === undefined ? 'it must live' : `${path} must stay well`;
  log.info(`soak: ${what} for ${formatDuration(lasts)}`);
  const settings = health === undefined ? { ...service.probe, interval: pause } : service.probe;
  let state = startSoak(settings, clock.elapsed(), { lasts, accept: health?.accept ?? '2xx' });
  for (;;) {
    const step = nextSoak(state);
    const remark = step.do === 'ask' ? undefined : explainSoak(state, path);
    if (step.do === 'fail' && remark !== undefined) throw unwell(running, remark);
    if (step.do !== 'ask') return remark === undefined ? [] : [remark];
    await clock.pause(step.after);
    const seen =
      health === undefined
        ? lookAtLife(running)
        : await askHealth(world, rehearsal, { running, path, timeout: step.timeout });
    state = observeSoak(state, seen, clock.elapsed());
  }
}

function lookAtLife({ service }: Running): Parameters<typeof observeSoak>[1] {
  const ended = service.ended();
  if (ended !== undefined) return { kind: 'exited', how: explainExit(ended).ended };
  return { kind: 'answered', status: 200, took: 0 };
}
