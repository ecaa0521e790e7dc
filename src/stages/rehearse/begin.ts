/** How does one start of the service go, from the command to an answer? */

import type { PlannedStart } from '../../domain/rehearse/plan.ts';
import { formatDuration } from '../../domain/quantity.ts';
import { serviceEnvironment } from '../../domain/service/environment.ts';
import { explainNotStarted } from '../../domain/service/not-started.ts';
import { fillPort } from '../../domain/service/port-variables.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { Service } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import { Ended, type Rehearsal, type Running } from './context.ts';
import { waitForListener } from './listen.ts';
import { type Health, waitUntilReady } from './ready.ts';

export interface Begun {
  readonly running: Running;
  readonly health?: Health;
  /** Milliseconds from the start to the end of the checks that make it ready, soak not counted. */
  readonly ready: number;
  readonly remarks: readonly Remark[];
}

interface BeginRequest {
  readonly planned: PlannedStart;
  /** From 1. */
  readonly count: number;
  readonly trace: boolean;
  readonly known?: Health;
  /** Told as soon as it runs. */
  onStart(service: Service): void;
}

/** @throws Ended where it cannot be started, ends, or does not become ready */
export async function beginStart(
  world: World,
  rehearsal: Rehearsal,
  request: BeginRequest,
): Promise<Begun> {
  const { count, planned, known } = request;
  const startedAt = world.clock.elapsed();
  const { service, port } = await startService(world, rehearsal, request.trace);
  request.onStart(service);
  const { deadline } = rehearsal.inputs.service.probe;
  const { verdict, took } = await waitForListener(world, rehearsal, { service, port, deadline });
  world.log.info(`start ${count}: listens after ${formatDuration(took)}; ${verdict.line}`);
  const { at } = verdict;
  if (at === undefined) throw new Error('a service that listens listens somewhere');
  const asking: Running = { service, at };
  const ready = await waitUntilReady(world, rehearsal, {
    running: asking,
    planned,
    ...(known === undefined ? {} : { known }),
  });
  const { health } = ready;
  const took2 = world.clock.elapsed() - startedAt - planned.soak;
  const how = health === undefined ? '' : ` (${health.path})`;
  world.log.info(`start ${count}: ready after ${formatDuration(took2)}${how}`);
  return {
    running: { ...asking, ...(health === undefined ? {} : { path: health.path }) },
    ready: took2,
    remarks: [...verdict.remarks, ...ready.remarks],
    ...(health === undefined ? {} : { health }),
  };
}

async function startService(
  world: World,
  rehearsal: Rehearsal,
  trace: boolean,
): Promise<{ readonly service: Service; readonly port: number }> {
  const { enclosure, inputs, marker, plan } = rehearsal;
  const port = await world.rehearsal.loopback.freePort();
  const env = serviceEnvironment({
    os: world.runner.platform.os,
    home: enclosure.inside.state,
    tmp: enclosure.inside.tmp,
    port,
    portEnv: inputs.service.portEnv,
    marker,
    more: inputs.rehearse.env,
    runner: world.runner.env,
  });
  const service = await world.rehearsal.services.start({
    enclosure,
    file: `${enclosure.inside.release}/${plan.binary}`,
    args: inputs.service.args.map((arg) => fillPort(arg, port)),
    env,
    trace,
  });
  if ('notStarted' in service) {
    const { notStarted, output } = service;
    throw new Ended(explainNotStarted(notStarted, output), output);
  }
  return { service, port };
}
