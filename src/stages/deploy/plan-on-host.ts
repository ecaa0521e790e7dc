/** What is deployed on a server: which archive, may it go there, and how? Decided from its facts, and told. */

import type { Manifest } from '../../domain/archive/manifest.ts';
import { type ChosenArchive, chooseArchive } from '../../domain/deploy/choose-archive.ts';
import { fillName } from '../../domain/deploy/deploy-layout.ts';
import type { ServerFacts } from '../../domain/deploy/facts.ts';
import type { FactsAsked } from '../../domain/deploy/facts-script.ts';
import { formatPlan } from '../../domain/deploy/format-plan.ts';
import { planLines } from '../../domain/deploy/plan-lines.ts';
import { type DeployPlan, planDeploy } from '../../domain/deploy/plan.ts';
import { refusalFailure } from '../../domain/deploy/refusal.ts';
import { findRefusals } from '../../domain/deploy/refusals.ts';
import { unitToAdopt } from '../../domain/deploy/unit-to-adopt.ts';
import type { InspectMode } from '../../domain/deploy/refuse-program.ts';
import type { ShippedFiles } from '../../domain/deploy/shipped-files.ts';
import type { DeploySource, DeployWish, OwnHelper } from '../../domain/deploy/wish.ts';
import type { DeployHow } from '../../domain/inputs/deploy-how.ts';
import type { DeployWhat } from '../../domain/inputs/deploy-what.ts';
import type { ServiceInputs } from '../../domain/inputs/service.ts';
import type { Needs } from '../../domain/inspect/needs.ts';
import type { HostPlan } from './host-session.ts';
import { judgeHost } from './judge-host.ts';
import type { Teller } from './teller.ts';

export interface PackedArchive {
  /** Where it lies here; absolute. */
  readonly path: string;
  /**
   * What is in it, read once.
   * @throws Failure (`shipped`) with every problem of it
   */
  shipped(): Promise<ShippedFiles>;
}

/** The same for all servers of a run. */
export interface DeployOrder {
  readonly name: string;
  /** The program, without a suffix. */
  readonly service: string;
  readonly version: string;
  readonly manifest: Pick<Manifest, 'archives'>;
  /** SHA-256 of manifest.json. */
  readonly manifestDigest: string;
  /** By file name. */
  readonly packed: ReadonlyMap<string, PackedArchive>;
  readonly what: DeployWhat;
  readonly how: DeployHow;
  readonly settings: ServiceInputs;
  readonly mode: InspectMode;
  /** Names of the inputs whose value is not the default. */
  readonly given: ReadonlySet<string>;
  readonly source: DeploySource;
  readonly actor?: string;
  readonly helper: OwnHelper;
}

export interface DeployOnHost extends HostPlan {
  readonly plan: DeployPlan;
}

/** Settings that were not given are left to the server's own mark. */
function placesOf({
  name,
  what,
  how,
  given,
}: DeployOrder): Pick<DeployWish, 'deployPath' | 'statePath' | 'runAs' | 'adopt'> {
  const { deployPath, statePath, runAs } = what;
  return {
    ...(given.has('deploy-path') ? { deployPath: fillName(deployPath, name) } : {}),
    ...(given.has('state-path') ? { statePath: fillName(statePath, name) } : {}),
    ...(runAs === undefined ? {} : { runAs }),
    ...(how.adopt ? { adopt: `${name}.service` } : {}),
  };
}

export function factsAsked(order: DeployOrder): FactsAsked {
  const { port, envFile, writePaths } = order.what;
  return {
    name: order.name,
    ...placesOf(order),
    port,
    ...(envFile === undefined ? {} : { envFile }),
    writePaths,
  };
}

/** Of the programs that may be sent. */
export function needsOf({ manifest, service }: DeployOrder): readonly Needs[] {
  const linux = manifest.archives.filter(({ os }) => os === 'linux');
  return linux.flatMap(({ binaries }) =>
    binaries.filter(({ name }) => name === service).map(({ needs }) => needs),
  );
}

export interface OnHost {
  readonly facts: ServerFacts;
  readonly server: string;
  /** Whether it is the one that runs before-switch. */
  readonly first: boolean;
  readonly tell: Teller;
}

/**
 * Reads the archive that a server would take, where there is one.
 * @throws Failure (`shipped`), which is no server's fault
 */
export async function readChosen(order: DeployOrder, { host }: ServerFacts): Promise<void> {
  const chosen = chooseArchive(order.manifest, order.service, host);
  if (!('code' in chosen)) await packedOf(order, chosen).shipped();
}

/** @throws Failure for all that stands against it */
export async function planOnHost(
  order: DeployOrder,
  { facts, server, first, tell }: OnHost,
): Promise<DeployOnHost> {
  const chosen = chooseArchive(order.manifest, order.service, facts.host);
  if ('code' in chosen) throw refusalFailure(server, [...mustKnow(order, facts, server), chosen]);
  const packed = packedOf(order, chosen);
  const shipped = await packed.shipped();
  const wish = wishOf(order, facts, { server, chosen, unpackedBytes: shipped.bytes });
  judgeHost(facts, { wish, mode: order.mode, tell });
  const { what, how, settings, version, actor, manifestDigest: manifest } = order;
  const asked = { wish, service: settings, what, how, shipped, version, manifest, first };
  const by = actor === undefined ? {} : { actor };
  const plan = planDeploy(facts, { ...asked, ...by }, { env: what.env });
  for (const line of planLines(plan)) tell.info(line);
  const { sha256, bytes } = chosen.archive;
  return {
    plan,
    deploy: plan.deploy,
    text: formatPlan(plan),
    lease: how.lease,
    probeTimeout: settings.probe.timeout,
    ...(plan.releaseThere ? {} : { archive: { path: packed.path, sha256, bytes } }),
  };
}

/** Where no archive fits because nothing was found out, that is said first. */
function mustKnow(
  order: DeployOrder,
  facts: ServerFacts,
  server: string,
): ReturnType<typeof findRefusals> {
  const [archive] = order.manifest.archives;
  const [program] = archive?.binaries ?? [];
  if (archive === undefined || program === undefined) return [];
  const chosen = { archive, program };
  const wish = wishOf(order, facts, { server, chosen, unpackedBytes: 0 });
  const codes = new Set(['deploy-system', 'deploy-privilege', 'deploy-helper']);
  return findRefusals(facts, wish, 'off').filter(({ code }) => codes.has(code));
}

function packedOf({ packed }: DeployOrder, { archive }: ChosenArchive): PackedArchive {
  const found = packed.get(archive.file);
  if (found === undefined) throw new Error(`${archive.file} was chosen and was never read`);
  return found;
}

function wishOf(
  order: DeployOrder,
  facts: ServerFacts,
  more: { server: string; chosen: ChosenArchive; unpackedBytes: number },
): DeployWish {
  const { name, what, how, source, helper } = order;
  const { persist, writePaths, port } = what;
  const { server, chosen, unpackedBytes } = more;
  return {
    server,
    name,
    port,
    persist,
    writePaths,
    source,
    helper,
    unpackedBytes,
    ...placesOf(order),
    ...(how.adopt ? { adopt: unitToAdopt(facts, name) } : {}),
    ...chosen,
    snapshot: how.snapshot === 'auto',
    allowDowngrade: how.allowDowngrade,
  };
}
