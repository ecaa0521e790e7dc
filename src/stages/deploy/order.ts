/** What is deployed by this run, the same for all its servers? */

import type { ArchiveFacts } from '../../domain/archive/manifest.ts';
import type { HelperFile } from '../../domain/deploy/helper-file.ts';
import type { DeploySource } from '../../domain/deploy/wish.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import type { Event } from '../../domain/runner.ts';
import type { World } from '../../ports.ts';
import type { DeployOrder } from './plan-on-host.ts';
import { type ShippedArchive, readShipped } from './read-shipped.ts';
import type { TakenArchives } from './read-shipment.ts';

export interface OrderRequest extends TakenArchives {
  readonly inputs: Inputs;
  readonly helper: HelperFile;
}

/**
 * Every archive that a server could take is read whole before anything is asked of a server.
 * @throws Failure (`shipped`) for an archive that is not what it says
 */
export async function makeOrder(world: World, request: OrderRequest): Promise<DeployOrder> {
  const { inputs, shipment, name, service, helper } = request;
  const { manifest, digest: manifestDigest } = shipment;
  const packed = new Map<string, ShippedArchive>();
  for (const archive of manifest.archives.filter(isForServers)) {
    packed.set(archive.file, await readShipped(world, shipment, archive));
  }
  const { event } = world.runner;
  const { version, commit } = manifest;
  return {
    name,
    service,
    version,
    manifest,
    manifestDigest,
    packed,
    what: inputs.deploy.what,
    how: inputs.deploy.how,
    settings: inputs.service,
    mode: inputs.inspect.inspect,
    given: inputs.given,
    source: { ...sourceOf(event), ...(commit === undefined ? {} : { commit }) },
    ...(event.actor === '' ? {} : { actor: event.actor }),
    helper,
  };
}

/** The run that deploys; outside of GitHub it has the number 0. */
export function sourceOf({ repository, workflow, runId, runAttempt }: Event): DeploySource {
  return {
    ...(repository === '' ? {} : { repository }),
    ...(workflow === '' ? {} : { workflow }),
    run: /^[1-9]\d{0,14}$/.test(runId) ? runId : '0',
    attempt: /^[1-9]\d{0,8}$/.test(runAttempt) ? Number(runAttempt) : 1,
  };
}

function isForServers({ os, format }: ArchiveFacts): boolean {
  return os === 'linux' && format === 'tar.gz';
}
