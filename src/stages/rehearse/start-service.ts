/** How is the service started: on which port, in which environment, with strace or without? */

import { serviceEnvironment } from '../../domain/service/environment.ts';
import { explainNotStarted } from '../../domain/service/not-started.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { fillPort } from '../../domain/service/port-variables.ts';
import type { Service } from '../../ports-service.ts';
import type { World } from '../../ports.ts';
import { Ended, type Rehearsal } from './context.ts';

export interface Started {
  readonly service: Service;
  /** The one that it was given. */
  readonly port: number;
}

/** @throws Ended where the system does not start it */
export async function startService(
  world: World,
  rehearsal: Rehearsal,
  { trace }: { readonly trace: boolean },
): Promise<Started> {
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
  if (trace) await checkTrace(world, service);
  return { service, port };
}

/** What strace said of it comes a little later than the service's first word. */
async function checkTrace(world: World, service: Service): Promise<void> {
  if ((await world.rehearsal.kernel.isTraced(service.pid)) !== false) return;
  await world.clock.pause(100);
  if (service.ended() === undefined) tellUntraced(world, service.output().tail);
}

/** Whether strace may be to blame: it cannot be run where the service runs, or ptrace is forbidden. */
export function isForTrace(error: unknown): error is Ended {
  if (!(error instanceof Ended)) return false;
  return error.remark.id === 'cannot-run' || /^\S*strace: /.test(error.output);
}

export function tellUntraced({ log }: World, output: string): void {
  const [said = ''] = output.split('\n');
  const because = said.trim() === '' ? '' : `: ${plainLine(said).slice(0, 200)}`;
  log.info(`system calls are not watched${because}`);
}
