/** What is deployed by this run, the same for all its servers? */

import type { ArchiveFacts } from '../../domain/archive/manifest.ts';
import { decideFromManifest } from '../../domain/deploy/from-manifest.ts';
import type { HelperFile } from '../../domain/deploy/helper-file.ts';
import { listingLimits } from '../../domain/deploy/listed-entry.ts';
import type { Shipment } from '../../domain/deploy/shipment.ts';
import { type ShippedFiles, checkShipped } from '../../domain/deploy/shipped-files.ts';
import type { DeploySource } from '../../domain/deploy/wish.ts';
import { Failure } from '../../domain/failure.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { Event } from '../../domain/runner.ts';
import type { World } from '../../ports.ts';
import type { DeployOrder } from './plan-on-host.ts';

export interface OrderRequest {
  readonly inputs: Inputs;
  readonly shipment: Shipment;
  readonly helper: HelperFile;
}

/**
 * Every archive that a server could take is read whole before anything is asked of a server.
 * @throws Failure for another manifest than the one expected, and for an archive that is not what it says
 */
export async function makeOrder(
  { archives, runner }: Pick<World, 'archives' | 'runner'>,
  { inputs, shipment, helper }: OrderRequest,
): Promise<DeployOrder> {
  const { manifest, digest, folder } = shipment;
  const { source } = inputs.deploy;
  const expected = source.kind === 'own' ? undefined : source.manifest;
  const { name: wanted } = inputs.build;
  const { service: program } = inputs.service;
  const { name, service } = decideFromManifest({
    manifest,
    digest,
    ...(expected === undefined ? {} : { expected }),
    ...(wanted === undefined ? {} : { name: wanted }),
    ...(program === undefined ? {} : { service: program }),
  });
  const packed = new Map<string, { path: string; shipped: ShippedFiles }>();
  for (const archive of manifest.archives.filter(isForServers)) {
    const path = `${folder}/${archive.file}`;
    const read = checkShipped(await archives.list(path, listingLimits), archive);
    if ('problems' in read) throw unfit(archive, read.problems);
    packed.set(archive.file, { path, shipped: read.files });
  }
  const { event } = runner;
  return {
    name,
    service,
    version: manifest.version,
    manifest,
    manifestDigest: digest,
    packed,
    what: inputs.deploy.what,
    how: inputs.deploy.how,
    settings: inputs.service,
    mode: inputs.inspect.inspect,
    given: inputs.given,
    source: {
      ...sourceOf(event),
      ...(manifest.commit === undefined ? {} : { commit: manifest.commit }),
    },
    ...(event.actor === '' ? {} : { actor: event.actor }),
    helper,
  };
}

/** The run that deploys; outside of GitHub it has the number 0. */
export function sourceOf({ repository, workflow, runId, runAttempt }: Event): DeploySource {
  return {
    ...(repository === '' ? {} : { repository }),
    ...(workflow === '' ? {} : { workflow }),
    run: /^[1-9]\d{0,19}$/.test(runId) ? runId : '0',
    attempt: Math.max(1, Number.parseInt(runAttempt, 10) || 1),
  };
}

function isForServers({ os, format }: ArchiveFacts): boolean {
  return os === 'linux' && format === 'tar.gz';
}

function unfit({ file }: ArchiveFacts, problems: readonly string[]): Failure {
  return new Failure({
    doing: 'looking into what is to be deployed',
    happened: `the archive ${plainLine(file)} cannot be deployed`,
    output: problems.map(plainLine).join('\n'),
    attempt: ['build it again with gin-ship, and change nothing in it afterwards'],
    code: 'deploy-archive',
  });
}
