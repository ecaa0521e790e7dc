/** How is it told how the servers of a run ended: log, outputs, summary, and the failure? */

import type { BegunDeploy } from '../../domain/deploy/begun-deploys.ts';
import { beforeOf, type Before } from '../../domain/deploy/before.ts';
import { causeSetting, lastWords } from '../../domain/deploy/cause-setting.ts';
import { deployOutputs } from '../../domain/deploy/deploy-outputs.ts';
import { type HostReport, deploySection } from '../../domain/deploy/deploy-section.ts';
import { type ToldEnding, tellEnding } from '../../domain/deploy/ending.ts';
import { fleetFailure } from '../../domain/deploy/fleet-ending.ts';
import type { DeployPlan } from '../../domain/deploy/plan.ts';
import type { RollbackPlan } from '../../domain/deploy/plan-rollback.ts';
import { beforehandFailure } from '../../domain/deploy/beforehand.ts';
import { runningDeploy } from '../../domain/deploy/running.ts';
import { Failure } from '../../domain/failure.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { formatDuration } from '../../domain/quantity.ts';
import type { World } from '../../ports.ts';
import { tellDeployed } from '../outputs.ts';
import type { Report } from '../report.ts';
import type { HostResult } from './carry-fleet.ts';
import type { HostPlan } from './host-session.ts';
import { forget } from './remember.ts';
import { tellerOf } from './teller.ts';

export interface PlannedHost extends HostPlan {
  readonly plan: DeployPlan | RollbackPlan;
}

export interface FleetStory {
  readonly name: string;
  readonly version?: string;
  readonly command: 'deploy' | 'rollback';
  readonly results: readonly HostResult<PlannedHost>[];
  readonly report: Report;
}

/** @throws Failure where it did not end well, once all else is told */
export function tellFleet(world: World, story: FleetStory): void {
  const { name, version, command, results, report } = story;
  const hosts = results.map((result) => reportOf(story, result));
  const endings = hosts.map(({ ending }) => ending);
  for (const ending of endings) tellHost(world, ending, endings.length > 1);
  tellDeployed(world, deployOutputs(endings));
  forget(world, undecided(name, results));
  report.section(deploySection(hosts));
  // A plan whose answer was lost may have been taken.
  const isBegun = results.some(
    ({ began, ending, error }) =>
      began !== undefined || (ending.kind === 'unknown' && error instanceof Failure),
  );
  const before = beforehandFailure(
    { command, name },
    results.flatMap(({ server, error, began }) =>
      error === undefined || began !== undefined ? [] : [{ server, error }],
    ),
    isBegun,
  );
  if (before !== undefined) throw before;
  const failure = fleetFailure({
    name,
    command,
    endings,
    output: new Map(results.map((result) => [result.server, wordsOf(result)])),
    ...(version === undefined ? {} : { version }),
  });
  if (failure !== undefined) throw failure;
}

function undecided(
  name: string,
  results: readonly HostResult<PlannedHost>[],
): readonly BegunDeploy[] {
  return results.flatMap(({ address, plan, ending }) =>
    ending.kind === 'unknown' && plan !== undefined ? [{ address, name, deploy: plan.deploy }] : [],
  );
}

function reportOf({ name, version }: FleetStory, result: HostResult<PlannedHost>): HostReport {
  const { server, plan, ending, heard, said, began } = result;
  const target = plan?.plan.kind === 'rollback' ? plan.plan.target.version : version;
  return {
    ending: tellEnding({
      server,
      name,
      ending,
      heard,
      said,
      before: beforeThat(result),
      setting: plan === undefined ? { unit: `${name}.service` } : causeSetting(plan.plan),
      ...(plan === undefined ? {} : { deploy: plan.deploy }),
      ...(target === undefined ? {} : { version: target }),
    }),
    ...(began === undefined ? {} : { heard, began }),
  };
}

/** Where nothing was planned the facts may still say what runs. */
function beforeThat({ plan, facts }: HostResult<PlannedHost>): Before {
  if (plan !== undefined) return beforeOf(plan.plan.wayBack, plan.plan.running);
  const running = facts === undefined ? 'unknown' : runningDeploy(facts.app);
  if (typeof running === 'string') return { kind: 'unknown' };
  const { deploy, version } = running;
  return { kind: 'deploy', deploy, ...(version === undefined ? {} : { version }) };
}

function wordsOf({ plan, heard }: HostResult<PlannedHost>): readonly string[] {
  if (plan === undefined || heard.failed === undefined) return [];
  return lastWords(heard.failed, causeSetting(plan.plan).unit);
}

function tellHost({ log }: World, ending: ToldEnding, several: boolean): void {
  const tell = tellerOf(log, several ? ending.server : undefined);
  const { kind, sentence, cause, gap, remarks, look } = ending;
  if (kind === 'deployed') {
    tell.info(gap === undefined ? sentence : `${sentence}; no answer for ${formatDuration(gap)}`);
  } else if (several)
    tell.warning(plainLine(cause === undefined ? sentence : `${cause.sentence}; ${sentence}`));
  for (const remark of remarks) tell.info(remark);
  if (kind !== 'deployed' && several) for (const line of look) tell.info(line);
}
