/** How is the plan of a rehearsal printed? */

import { formatDuration } from '../quantity.ts';
import { type HealthRoutes, planHealthRoutes } from '../service/health-routes.ts';
import { formatTarget } from '../target.ts';
import type { Rehearsable, RehearsalPlan, RehearsalWish } from './plan.ts';
import { describeRequest } from './request.ts';

/** One line each, in the order of what happens. Never a value of rehearse-env, a header or a body. */
export function describePlan<A extends Rehearsable>(
  plan: RehearsalPlan<A>,
  wish: RehearsalWish<A>,
): readonly string[] {
  const { service, rehearse } = wish;
  const { archive, binary, chosenBecause, strict, because } = plan;
  const args = service.args.length === 0 ? '' : `, with ${service.args.length} of service-args`;
  const keys = Object.keys(rehearse.env);
  const health = describeRoutes(planHealthRoutes(service));
  const small =
    'a missing health route, a program that is no service, a service outside or a setting that is not there';
  return [
    `archive: ${archive.file} (${formatTarget(archive.target)}, as this runner)`,
    `service: ${binary} (${chosenBecause})${args}`,
    `health: ${health}`,
    ...(keys.length === 0 ? [] : [`rehearse-env: ${keys.join(', ')} (values not shown)`]),
    ...plan.starts.map((_, at) => `start ${at + 1}: ${describeStart(plan, wish, at)}`),
    `${small}: ${strict ? `a failure, as ${because}` : `a warning (${because})`}`,
    ...plan.notProven.map((what) => `not proven here: ${what}`),
  ];
}

function describeRoutes({ startup, ready, live }: HealthRoutes): string {
  const first = startup === undefined ? '' : `${startup} first, then `;
  const then = live === undefined ? '' : `; during the soak ${live}`;
  if (ready.kind === 'path') return `${first}${ready.path}${then}`;
  if (ready.kind === 'discover') return `looked for, as health-path is not given${then}`;
  return `none, as health-path says: only its life is watched${then}`;
}

function describeStart<A extends Rehearsable>(
  plan: RehearsalPlan<A>,
  { service, rehearse }: RehearsalWish<A>,
  at: number,
): string {
  const start = plan.starts[at];
  if (start === undefined) return '';
  const { successes, soak, write, read, inFlight, end } = start;
  const list = (requests: RehearsalWish<A>['rehearse']['write']): string =>
    requests.map(describeRequest).join(', ');
  const ready =
    successes === 1
      ? 'ready once'
      : `ready ${successes} times in a row, ${formatDuration(service.probe.interval)} apart`;
  return [
    successes === 0 ? 'until it listens, or has run for 2 s' : ready,
    ...(soak > 0 ? [`soak of ${formatDuration(soak)}`] : []),
    ...(write ? [`write (${list(rehearse.write)})`] : []),
    ...(read ? [`read (${list(rehearse.read)})`] : []),
    inFlight ? `${end} with a request in flight` : end,
  ].join(', ');
}
