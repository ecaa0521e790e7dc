/** What will a deploy do on one server? Decided from its facts before anything is sent. */

import { type Secret, createSecret } from '../inputs/inputs.ts';
import type { DeployHow } from '../inputs/deploy-how.ts';
import type { DeployWhat } from '../inputs/deploy-what.ts';
import type { ServiceInputs } from '../inputs/service.ts';
import { type Adopted, readAdopted } from './adopted.ts';
import { renderEnvFile } from './env-file.ts';
import { type TrialExpectation, expectOverlap } from './expect-overlap.ts';
import { type SnapshotExpectation, expectSnapshot } from './expect-snapshot.ts';
import type { ServerFacts } from './facts.ts';
import type { Hardening } from './hardening.ts';
import { type NextDeploy, nextDeploy } from './next-deploy.ts';
import { type Outage, worstOutage } from './outage.ts';
import { type PlannedPhase, planPhases } from './phases.ts';
import { placeProblems } from './place-problems.ts';
import { planFailure, planProblems } from './plan-problems.ts';
import { sizeProblems } from './plan-size.ts';
import { serviceVariables } from './service-variables.ts';
import type { ShippedFiles } from './shipped-files.ts';
import { type Shadow, decideShips } from './ships.ts';
import { renderUnitConf } from './unit-conf.ts';
import { type WayBack, planWayBack } from './way-back.ts';
import type { DeployWish } from './wish.ts';

/** All that is wanted, beside what a server can stand against. */
export interface PlanWish {
  readonly wish: DeployWish;
  readonly service: Pick<
    ServiceInputs,
    'args' | 'portEnv' | 'health' | 'readyPath' | 'livePath' | 'probe' | 'soak'
  >;
  readonly what: Pick<
    DeployWhat,
    'envFile' | 'persist' | 'writePaths' | 'memoryMax' | 'cpuQuota' | 'hardening'
  >;
  readonly how: Pick<
    DeployHow,
    'overlap' | 'snapshot' | 'beforeSwitch' | 'afterSwitch' | 'lease' | 'keepReleases'
  >;
  readonly shipped: ShippedFiles;
  readonly version: string;
  readonly actor?: string;
  /** SHA-256 of manifest.json. */
  readonly manifest: string;
  /** Whether before-switch runs here: on the first host alone. */
  readonly first: boolean;
}

export interface DeployPlan extends NextDeploy {
  readonly kind: 'deploy';
  readonly name: string;
  readonly server: string;
  readonly asked: PlanWish;
  /** Whether the server has the release already, so that nothing is sent. */
  readonly releaseThere: boolean;
  readonly deployPath: string;
  readonly statePath: string;
  readonly user: { readonly name: string; readonly how: 'make' | 'keep'; readonly group?: string };
  readonly hardening: Hardening;
  readonly adopted?: Adopted;
  /** Top-level names of the release that are bound into the state. */
  readonly ships: readonly string[];
  readonly shadows: readonly Shadow[];
  /** Names only. */
  readonly variables: readonly string[];
  /** Texts for the server. */
  readonly env: Secret;
  readonly unit: string;
  readonly trial: TrialExpectation;
  readonly snapshot: SnapshotExpectation;
  readonly wayBack: WayBack;
  readonly outage: Outage;
  readonly phases: readonly PlannedPhase[];
}

/**
 * `env` is service-env, whose values are in no other part of the plan than its secret text. Throws a
 * Failure for what no unit or plan can carry, each thing named.
 */
export function planDeploy(
  facts: ServerFacts,
  asked: PlanWish,
  { env: values }: Pick<DeployWhat, 'env'>,
): DeployPlan {
  const { wish, what, how, service, shipped } = asked;
  const { deployPath, statePath, runAs } = facts.app;
  const next = nextDeploy(facts.app, wish.source);
  const adopted = readAdopted(facts, wish, next.running);
  const envFiles = [...(adopted?.envFiles ?? []), ...envFileOf(what.envFile)];
  const variables = serviceVariables(values, {
    port: wish.port,
    portEnv: service.portEnv,
  });
  const env = renderEnvFile(variables);
  const { ships, shadows } = decideShips(shipped, what.persist);
  const problems = [
    ...('problems' in env ? env.problems : []),
    ...placeProblems(facts.app),
    ...planProblems(asked),
  ];
  if ('problems' in env || problems.length > 0) throw planFailure(wish.server, problems);
  const user = userOf(facts, runAs, adopted);
  const hardening = adopted !== undefined && what.hardening === 'strict' ? 'basic' : what.hardening;
  const unit = renderUnitConf({
    name: wish.name,
    deployPath,
    statePath,
    ships,
    hardening,
    user: runAs,
    ...(user.group === undefined ? {} : { group: user.group }),
    program: wish.program.name,
    args: service.args,
    port: wish.port,
    envFiles,
    adopted: adopted !== undefined,
    persist: what.persist,
    writePaths: what.writePaths,
    foreign: isForeign(facts, wish.archive.arch),
    ...(what.memoryMax === undefined ? {} : { memoryMax: what.memoryMax }),
    ...(what.cpuQuota === undefined ? {} : { cpuQuota: what.cpuQuota }),
  });
  const names = [...ships, ...what.persist, ...what.writePaths];
  const long = sizeProblems({ shipped, unit, names });
  if (long.length > 0) throw planFailure(wish.server, long);
  const { name } = wish;
  const adopt = adopted?.unit;
  const { overlap, snapshot } = how;
  const overlapAsked = { name, overlap, snapshot, args: service.args, portEnv: service.portEnv };
  const before = {
    ...(next.running === undefined ? {} : { running: next.running }),
    ...(adopt === undefined ? {} : { adopt }),
  };
  const decided = {
    ...next,
    kind: 'deploy' as const,
    name,
    server: wish.server,
    asked,
    releaseThere: facts.app.releases.has(wish.archive.sha256),
    deployPath,
    statePath,
    user,
    hardening,
    ships,
    shadows,
    unit,
    ...(adopted === undefined ? {} : { adopted }),
    // Its default is the unit's own.
    variables: [...new Set(['GIN_MODE', ...Object.keys(variables)])],
    env: createSecret(env.text),
    trial: expectOverlap(facts, { ...overlapAsked, ...before }),
    snapshot: expectSnapshot(facts, snapshot),
    wayBack: planWayBack(name, before),
  };
  const outage = worstOutage({
    replaces: decided.wayBack.kind !== 'none',
    probeDeadline: service.probe.deadline,
    snapshot: decided.snapshot.files.length > 0,
    soak: service.soak,
  });
  return { ...decided, outage, phases: planPhases({ ...decided, outage }) };
}

/** Ours where our mark says so, or where there is none of that name. */
function userOf(
  { app, user }: ServerFacts,
  name: string,
  adopted: Adopted | undefined,
): DeployPlan['user'] {
  const made = app.mark instanceof Map ? app.mark.get('user') === 'made' : user === 'none';
  if (made) return { name, how: 'make', group: name };
  return { name, how: 'keep', ...(adopted?.group === undefined ? {} : { group: adopted.group }) };
}

function envFileOf(path: string | undefined): readonly { path: string; optional: boolean }[] {
  return path === undefined ? [] : [{ path, optional: false }];
}

/** A 32-bit program on a 64-bit server. */
function isForeign({ host }: ServerFacts, arch: string): boolean {
  return (host.arch === 'amd64' && arch === '386') || (host.arch === 'arm64' && arch === 'arm');
}
