/** Which path tells whether the service is well, where health-path does not say? A pure reducer. */

import { healthRoute } from './gin-lines.ts';
import { type Observation, isSuccess, nameObservation } from './observation.ts';
import {
  type Accept,
  type Probe,
  type ProbeSettings,
  eagerPause,
  observe,
  startProbe,
} from './probe.ts';
import type { Remark } from './remark.ts';

export const healthPaths: readonly string[] = [
  '/healthz',
  '/health',
  '/livez',
  '/ping',
  '/up',
  '/',
];

export interface Discovery {
  readonly settings: ProbeSettings;
  readonly startedAt: number;
  readonly at: number;
  /** What this round of all paths has given so far, by path. */
  readonly round: Readonly<Record<string, Observation>>;
  /** All that each path has given, to tell of it. */
  readonly probes: Readonly<Record<string, Probe>>;
  readonly answered: boolean;
  readonly last?: Observation;
}

export interface Discovered {
  readonly path: string;
  readonly accept: Accept;
  /** The answer that decided; it is the probe's first observation. */
  readonly seen: Observation;
}

export type DiscoveryStep =
  | { readonly do: 'ask'; readonly path: string; readonly after: number; readonly timeout: number }
  | ({ readonly do: 'use' } & Discovered)
  /** The probe of the path that tells most about why. */
  | { readonly do: 'fail'; readonly path: string; readonly probe: Probe };

export function startDiscovery(settings: ProbeSettings, at: number): Discovery {
  return { settings, startedAt: at, at, round: {}, probes: {}, answered: false };
}

/** Until something answers at all, the same path is asked again. */
export function observePath(
  discovery: Discovery,
  path: string,
  { seen, at }: { readonly seen: Observation; readonly at: number },
): Discovery {
  const answered = discovery.answered || seen.kind === 'answered';
  const before = path === healthPaths[0] ? {} : discovery.round;
  const round = answered ? { ...before, [path]: seen } : {};
  const { settings, startedAt } = discovery;
  const probe = observe(discovery.probes[path] ?? startProbe(settings, startedAt), seen, at);
  const probes = { ...discovery.probes, [path]: probe };
  return { ...discovery, at, round, probes, answered, last: seen };
}

/**
 * The first 2xx is used. Where none answers so, an answer of 500 and above says that the service is
 * still starting, and all are asked again; else any answer below 500 counts.
 */
export function nextPath(discovery: Discovery): DiscoveryStep {
  const { settings, startedAt, at, round, answered, last } = discovery;
  const asked = healthPaths.flatMap((path) => {
    const seen = round[path];
    return seen === undefined ? [] : [{ path, seen }];
  });
  const good = asked.find(({ seen }) => seen.kind === 'answered' && isSuccess(seen));
  if (good !== undefined) return { do: 'use', accept: '2xx', ...good };
  if (last?.kind === 'exited' || last?.kind === 'wrong-process') return failed(discovery);
  const next = healthPaths.find((path) => round[path] === undefined);
  const waits = next === undefined && asked.some(({ seen }) => !isBelow500(seen));
  if (next === undefined && !waits) {
    const used = asked.at(-1) ?? { path: '/', seen: { kind: 'refused' } as const };
    return { do: 'use', accept: 'below-500', ...used };
  }
  const left = startedAt + settings.deadline - at;
  if (last !== undefined && left <= 0) return failed(discovery);
  const path = next ?? healthPaths[0] ?? '/';
  const pause = answered ? settings.interval : Math.min(eagerPause, settings.interval);
  const after = last === undefined || (answered && !waits) ? 0 : Math.min(pause, left);
  return { do: 'ask', path, after, timeout: settings.timeout };
}

function isBelow500(seen: Observation): boolean {
  return seen.kind === 'answered' && seen.status < 500;
}

/** That of a path which is not well, else of the last one that was asked. */
function failed({ probes, settings, startedAt, last }: Discovery): DiscoveryStep {
  const all = Object.entries(probes);
  const isLast = ([, probe]: [string, Probe]): boolean => probe.last === last;
  const fatal = last?.kind === 'exited' || last?.kind === 'wrong-process';
  const unwell = all.find(([, probe]) => probe.last !== undefined && !isBelow500(probe.last));
  const chosen = (fatal ? all.find(isLast) : unwell) ?? all[0];
  const [path, probe] = chosen ?? [healthPaths[0] ?? '/', startProbe(settings, startedAt)];
  return { do: 'fail', path, probe };
}

/** What the choice is worth telling: a warning, or a failure where the user relies on it. */
export function explainDiscovery(
  { path, accept, seen }: Discovered,
  { strict }: { readonly strict: boolean },
): Remark | undefined {
  if (accept === '2xx') return undefined;
  const tried = healthPaths.join(', ');
  const message = `no health route: none of ${tried} answers 2xx (${path}: ${nameObservation(seen)}), so any answer of ${path} below 500 counts`;
  return {
    id: 'no-health-route',
    level: strict ? 'failure' : 'warning',
    message,
    fix: [...healthRoute, 'or name one that there is: health-path: /path'],
  };
}
