/** How does a plan reach the server? As lines of key=value, an empty line, then its blobs. */

import type { Adopted } from './adopted.ts';
import type { HealthInput } from '../inputs/service.ts';
import { formatBeneath } from './environment-beneath.ts';
import type { DeployPlan } from './plan.ts';
import { type PlanLine, formatHeader, shown } from './plan-header.ts';
import type { RollbackPlan } from './plan-rollback.ts';
import { formatShipped } from './shipped-files.ts';
import { predecessorOf } from './way-back.ts';

/** The file name in the user's incoming folder that the archive was uploaded to. */
export function uploadName(release: string): string {
  return `${release}.part`;
}

/** Its last blobs hold secrets: it goes through standard input and nowhere else. */
export function formatPlan(plan: DeployPlan): string {
  const blobs = [
    ['files', formatShipped(plan.asked.shipped)],
    ['env', plan.env.reveal()],
    ['unit', plan.unit],
  ] as const;
  const lengths = blobs.map(([name, text]): PlanLine => ['blob', `${name} ${byteLength(text)}`]);
  const header = formatHeader([
    ...identityLines(plan),
    ...releaseLines(plan),
    ...placeLines(plan),
    ...gateLines(plan),
    ...switchLines(plan),
    ...originLines(plan),
    ...repeated(plan),
    ...lengths,
  ]);
  return `${header}\n${blobs.map(([, text]) => text).join('')}`;
}

/** Everything else is on the server, in the deploy that it goes back to. */
export function formatRollback(plan: RollbackPlan): string {
  const { source, actor, target } = plan;
  const header = formatHeader([
    ...identityLines(plan),
    ['from', target.deploy],
    ['lease', plan.lease],
    ['predecessor', predecessorOf(plan.wayBack)],
    ['repository', shown(source.repository)],
    ['workflow', shown(source.workflow)],
    ['run', source.run],
    ['attempt', source.attempt],
    ['actor', shown(actor)],
  ]);
  return `${header}\n`;
}

function identityLines(plan: DeployPlan | RollbackPlan): readonly PlanLine[] {
  const { seen } = plan;
  return [
    ['name', plan.name],
    ['kind', plan.kind],
    ['deploy', plan.deploy],
    ['sequence', plan.sequence],
    ['running', seen.running ?? '-'],
    ['blue', seen.blue ?? '-'],
    ['green', seen.green ?? '-'],
    ['slot', plan.slot],
  ];
}

function releaseLines({ asked: { wish }, releaseThere }: DeployPlan): readonly PlanLine[] {
  const { archive, program } = wish;
  return [
    ['release', archive.sha256],
    ['bytes', archive.bytes],
    ['format', archive.format],
    ['upload', releaseThere ? '-' : uploadName(archive.sha256)],
    ['program', program.name],
    ['program-sha256', program.sha256],
  ];
}

function placeLines(plan: DeployPlan): readonly PlanLine[] {
  const { deployPath, statePath, user, asked, adopted } = plan;
  return [
    ['deploy-path', deployPath],
    ['state-path', statePath],
    ['run-as', user.name],
    ['user', user.how],
    ...(adopted === undefined ? [] : adoptedLines(adopted)),
    ['port', asked.wish.port],
  ];
}

/** What all later deploys of a service need that was there before gin-ship. */
function adoptedLines({ envFiles, group }: Adopted): readonly PlanLine[] {
  return [
    ['group', group ?? '-'],
    ['beneath', formatBeneath(envFiles)],
  ];
}

function gateLines({ asked: { service, how } }: DeployPlan): readonly PlanLine[] {
  const { probe } = service;
  return [
    ['health', healthWord(service.health)],
    ['ready-path', service.readyPath ?? '-'],
    ['live-path', service.livePath ?? '-'],
    ['probe-interval', probe.interval],
    ['probe-timeout', probe.timeout],
    ['probe-successes', probe.successes],
    ['probe-deadline', probe.deadline],
    ['soak', service.soak],
    ['lease', how.lease],
  ];
}

function healthWord(health: HealthInput): string {
  return health.kind === 'path' ? health.path : health.kind;
}

/** Milliseconds that one hook may take. */
const hookLimit = 600_000;

function switchLines({ asked: { how, first }, wayBack, adopted }: DeployPlan): readonly PlanLine[] {
  return [
    ['overlap', how.overlap],
    ['snapshot', how.snapshot],
    ['keep-releases', how.keepReleases],
    ['predecessor', predecessorOf(wayBack)],
    ['adopt', adopted?.unit ?? '-'],
    ['before-switch', (first ? how.beforeSwitch : undefined) ?? '-'],
    ['after-switch', how.afterSwitch ?? '-'],
    ['hook-limit', hookLimit],
  ];
}

function originLines({ asked }: DeployPlan): readonly PlanLine[] {
  const { source } = asked.wish;
  return [
    ['repository', shown(source.repository)],
    ['workflow', shown(source.workflow)],
    ['run', source.run],
    ['attempt', source.attempt],
    ['commit', shown(source.commit)],
    ['version', shown(asked.version)],
    ['actor', shown(asked.actor)],
    ['manifest', asked.manifest],
  ];
}

function repeated({ asked, ships }: DeployPlan): readonly PlanLine[] {
  return [
    ...each('persist', asked.what.persist),
    ...each('write-path', asked.what.writePaths),
    ...each(
      'port-env',
      asked.service.portEnv.map(({ name, value }) => `${name}=${value}`),
    ),
    ...each('ships', ships),
  ];
}

function each(key: string, values: readonly string[]): readonly PlanLine[] {
  return values.map((value) => [key, value]);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
