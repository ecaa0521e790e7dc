/** Which servers is a command about, and with what are they reached? No checkout, no Go and no git is needed. */

import type { HelperFile } from '../../domain/deploy/helper-file.ts';
import {
  type ServerCommand,
  decideServerCommand,
  idleWarning,
} from '../../domain/deploy/server-command.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import type { SshAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import { type Access, readAccess } from '../deploy/access.ts';

export interface Servers {
  readonly name: string;
  /** In the order of deploy-hosts. */
  readonly hosts: readonly SshAddress[];
  readonly access: Access;
  readonly helper: HelperFile;
}

/** @throws Failure for what is missing, and for an event that never may reach a server */
export async function meetServers(
  world: Pick<World, 'log' | 'runner' | 'helper'>,
  command: ServerCommand,
  inputs: Inputs,
): Promise<Servers> {
  const { event } = world.runner;
  const { name, idle } = decideServerCommand({ command, inputs, event });
  const warning = idleWarning(command, idle);
  if (warning !== undefined) world.log.warning(warning);
  const { to } = inputs.deploy;
  const access = readAccess(world, to);
  return { name, hosts: to.hosts, access, helper: await world.helper.read() };
}
