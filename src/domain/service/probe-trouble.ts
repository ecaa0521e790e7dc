/** Why did the service not become ready, in words, and what mends it? */

import { plainLine } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';
import { healthRoute } from './gin-lines.ts';
import { type Answered, describeObservation, isRedirect, shownLocation } from './observation.ts';
import type { Probe } from './probe.ts';
import type { Remark } from './remark.ts';

/** The failure of a probe of `path` that ended with `fail`. */
export function explainProbe(probe: Probe, path: string): Remark {
  const { last, settings } = probe;
  const asked = plainLine(path);
  if (last?.kind === 'exited') {
    return failure('ended-early', `${describeObservation(last)}, before it was ready`, [
      'see the last lines of its output',
    ]);
  }
  if (last?.kind === 'wrong-process') {
    return failure('answered-by-another', `${describeObservation(last)}, not the service`, [
      'end what listens on that port, or let the service listen on the port that PORT names',
    ]);
  }
  const within = `within ${formatDuration(settings.deadline)}`;
  if (probe.flips > 0) {
    const row = `at the most ${probe.mostInARow} in a row of the ${settings.successes} that probe-successes asks for`;
    return failure('flapping', `GET ${asked} flaps: ${tally(probe)} ${within}, ${row}`, [
      'look in its output for what fails by turns',
      'where that is how it starts, give it longer: probe-deadline',
    ]);
  }
  if (last?.kind === 'answered') return explainAnswer(probe, last, asked);
  return failure('not-ready', `GET ${asked} was not answered ${within}: ${tally(probe)}`, [
    ...unanswered(probe),
  ]);
}

/** `12 × connection refused, 3 × 503` */
export function tally({ seen }: Pick<Probe, 'seen'>): string {
  const parts = Object.entries(seen).sort(([a], [b]) => Number(isStatus(a)) - Number(isStatus(b)));
  return parts.map(([name, times]) => `${times} × ${name}`).join(', ');
}

function isStatus(name: string): boolean {
  return /^\d/.test(name);
}

function explainAnswer(probe: Probe, last: Answered, path: string): Remark {
  if (isRedirect(last)) {
    const message = `GET ${path} answers ${last.status}, a redirect to ${shownLocation(last)}; a redirect is no sign of health`;
    return failure('redirect', message, redirectFix(path, last));
  }
  const waited = `in ${formatDuration(probe.settings.deadline)}: ${tally(probe)}`;
  return failure(
    'not-ready',
    `GET ${path} did not become healthy ${waited}`,
    statusFix(last.status),
  );
}

/** RedirectTrailingSlash is on in every Gin engine: `/health/` leads to `/health` and back. */
function redirectFix(path: string, last: Answered): readonly string[] {
  const to = shownLocation(last);
  if (bare(to) === bare(path) && to !== path) return [`health-path: ${to}`];
  if (/^https:/i.test(to)) {
    return ['answer the health route before the middleware that sends plain HTTP to HTTPS'];
  }
  if (to.startsWith('/')) {
    return [
      `health-path: ${to}, if that tells whether it is well; else add a route that does:`,
      ...healthRoute,
    ];
  }
  return ['add a route that answers 200 itself:', ...healthRoute];
}

function bare(path: string): string {
  return path.replace(/\/+$/, '');
}

function statusFix(status: number): readonly string[] {
  if (status === 404 || status === 405) return ['add the route:', ...healthRoute];
  if (status === 401 || status === 403) {
    return [
      'register the health route outside of the group that asks for a login:',
      ...healthRoute,
    ];
  }
  if (status >= 500) {
    return [
      'look in its output for why it is not well',
      'what it needs from outside, such as a database, comes by rehearse-env',
      'where it only starts slowly: probe-deadline',
    ];
  }
  return ['give health-path a route that answers 200', ...healthRoute];
}

function unanswered({ last, settings }: Probe): readonly string[] {
  if (last?.kind === 'timed-out') {
    return [`answer the health route within probe-timeout (${formatDuration(settings.timeout)})`];
  }
  if (last?.kind === 'broken') {
    return ['answer plain HTTP there: TLS is the matter of the proxy before the service'];
  }
  return ['where it only starts slowly: probe-deadline', 'see the last lines of its output'];
}

function failure(id: Remark['id'], message: string, fix: readonly string[]): Remark {
  return { id, level: 'failure', message, fix };
}
