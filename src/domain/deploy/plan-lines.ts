/** How is a plan printed, for a dry run and in the log? */

import { firstFew } from '../first-few.ts';
import { plainLine } from '../plain-text.ts';
import { formatBytes, formatDuration } from '../quantity.ts';
import type { PlannedPhase } from './phases.ts';
import type { DeployPlan } from './plan.ts';
import type { RollbackPlan } from './plan-rollback.ts';
import { planHealthRoutes } from '../service/health-routes.ts';
import { formatShadow } from './shadow-line.ts';
import { describeStep } from './step-words.ts';

/** One line each; values of variables are never among them. */
export function planLines(plan: DeployPlan): readonly string[] {
  const { asked, user, trial, snapshot } = plan;
  const { wish, service } = asked;
  const memory = asked.what.memoryMax;
  const quota = asked.what.cpuQuota;
  return [
    `deploy ${plan.deploy}: ${plain(wish.name)} ${plain(asked.version)} (${plain(wish.archive.target)}) into slot ${plan.slot}, ${beforeLine(plan)}`,
    `program ${plain(wish.program.name)} as ${plain(user.name)}${user.how === 'make' ? ', a user of its own' : ''}, port ${wish.port}, hardening ${hardeningLine(plan)}`,
    `data stays in ${plain(plan.statePath)}, the working directory; releases lie in ${plain(plan.deployPath)}`,
    ...plan.shadows.map((shadow) => formatShadow(shadow, plan.statePath)),
    `variables: ${plain(firstFew(plan.variables, 12))} (values not shown)${beneathLine(plan)}`,
    ...(memory === undefined ? [] : [`memory: at most ${formatBytes(memory)}`]),
    ...(quota === undefined ? [] : [`processor: at most ${quota}% of a core`]),
    `gate: ${healthLine(service)}, ${service.probe.successes} in a row within ${formatDuration(service.probe.deadline)}, then a soak of ${formatDuration(service.soak)}`,
    `trial beside the old one: ${trial.expects === 'tried' ? 'yes' : 'no'}, ${trial.because}`,
    `snapshot: ${snapshotLine(snapshot)}`,
    ...plan.phases.flatMap(phaseLines),
    `outage: ${plan.outage.text}`,
  ];
}

export function rollbackLines(plan: RollbackPlan): readonly string[] {
  const { target, running } = plan;
  const why =
    plan.because === 'named' ? 'rollback-to names it' : 'the one before it in its own line';
  return [
    `rollback ${plan.deploy}: from ${running?.deploy ?? '-'} (${plain(running?.version ?? 'no version')}) to ${target.deploy} (${plain(target.version ?? 'no version')}), ${why}`,
    `release ${target.release?.slice(0, 12) ?? '-'} with its own settings and variables, into slot ${plan.slot}; nothing is sent`,
    'data stays as it is: a snapshot is never restored by itself',
  ];
}

const plain = plainLine;

function beforeLine({ wayBack, running }: DeployPlan): string {
  if (wayBack.kind === 'none') return 'the first one there';
  if (wayBack.kind === 'unit') return `taking over ${plain(wayBack.unit)}`;
  return `after ${wayBack.deploy} (${plain(running?.version ?? 'no version')})`;
}

function hardeningLine({ hardening, asked }: DeployPlan): string {
  return hardening === asked.what.hardening
    ? hardening
    : `${hardening}, as the service was there before gin-ship`;
}

function beneathLine({ asked, adopted }: DeployPlan): string {
  const files = [...(adopted?.envFiles.map(({ path }) => path) ?? []), asked.what.envFile];
  const named = files.filter((path) => path !== undefined).map(plain);
  return named.length === 0 ? '' : `, over those of ${firstFew(named)}`;
}

function healthLine(service: DeployPlan['asked']['service']): string {
  const { startup, ready, live } = planHealthRoutes(service);
  const first = startup === undefined ? '' : `${plain(startup)} first, then `;
  const then = live === undefined ? '' : `, in the soak ${plain(live)}`;
  if (ready.kind === 'path') return `${first}${plain(ready.path)}${then}`;
  return ready.kind === 'none'
    ? 'unit, program and soak alone'
    : `the health route that answers${then}`;
}

function snapshotLine({ files, bytes, because }: DeployPlan['snapshot']): string {
  const why = because === undefined ? '' : `; ${because}`;
  if (files.length === 0) return `none${because === undefined ? '' : `: ${because}`}`;
  return `${firstFew(files.map(({ path }) => plain(path)))} (${formatBytes(bytes)})${why}`;
}

function phaseLines({ state, steps }: PlannedPhase): readonly string[] {
  if (steps.length === 0) return [];
  const what = steps.map(describeStep).join(', ');
  return [state === 'back' ? `if it fails: ${what}` : `${state}: ${what}`];
}
