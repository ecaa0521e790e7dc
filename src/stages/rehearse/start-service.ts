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
  const traced = trace ? await world.rehearsal.kernel.isTraced(service.pid) : undefined;
  if (traced === false) tellUntraced(world, service.output().tail);
  return { service, port };
}

/** Whether strace was there and could not do its work: where ptrace is forbidden, as in some containers. */
export function isRefusedTrace(error: unknown): error is Ended {
  return error instanceof Ended && error.output.startsWith('strace: ');
}

export function tellUntraced({ log }: World, output: string): void {
  const [said = ''] = output.split('\n');
  const because = said.startsWith('strace: ') ? `: ${plainLine(said).slice(0, 200)}` : '';
  log.info(`system calls are not watched${because}`);
}
