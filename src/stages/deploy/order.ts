/** What is deployed by this run, the same for all its servers? */

import type { ArchiveFacts } from '../../domain/archive/manifest.ts';
import type { HelperFile } from '../../domain/deploy/helper-file.ts';
import type { Shipment } from '../../domain/deploy/shipment.ts';
import type { ShippedFiles } from '../../domain/deploy/shipped-files.ts';
import type { DeploySource } from '../../domain/deploy/wish.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import type { Event } from '../../domain/runner.ts';
import type { World } from '../../ports.ts';
import type { DeployOrder, PackedArchive } from './plan-on-host.ts';
import { readShipped } from './read-shipped.ts';
import type { TakenArchives } from './read-shipment.ts';

export interface OrderRequest extends TakenArchives {
  readonly inputs: Inputs;
  readonly helper: HelperFile;
}

/** Archives are read whole when it is known which ones servers take; where there is one only, from now on. */
export function makeOrder(world: World, request: OrderRequest): DeployOrder {
  const { inputs, shipment, name, service, helper } = request;
  const { manifest, digest: manifestDigest } = shipment;
  const fit = manifest.archives.filter(isForServers);
  const packed = new Map(fit.map((archive) => [archive.file, reading(world, shipment, archive)]));
  // How it ends is told to who asks for it.
  if (packed.size === 1) for (const one of packed.values()) one.shipped().catch(() => undefined);
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

function reading(world: World, shipment: Shipment, archive: ArchiveFacts): PackedArchive {
  let read: Promise<ShippedFiles> | undefined;
  return {
    path: `${shipment.folder}/${archive.file}`,
    shipped: () => (read ??= readShipped(world, shipment, archive)),
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
