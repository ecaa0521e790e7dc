/** Why did a service that runs not pass the gate, and what mends it? */

import { plainLine } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';
import { healthRoute, listenOnPort } from '../service/gin-lines.ts';
import { fixItems } from '../service/fix-items.ts';
import type { Observation } from '../service/observation.ts';
import { type Probe, type ProbeSettings, observe, startProbe } from '../service/probe.ts';
import { explainProbe } from '../service/probe-trouble.ts';
import type { Cause, CauseSetting } from './cause.ts';
import { type Asked, type GateView, hasPassed } from './gate-view.ts';
import { forServer } from './server-fix.ts';

export interface FailedGate {
  readonly gate: GateView | undefined;
  /** `process 812 (nginx)`, of whoever listens on the port. */
  readonly holder?: string;
  /** Whether that is the main process of the unit. */
  readonly isOwnHolder: boolean;
  /** As the helper gave it. */
  readonly reason: string;
  readonly setting: CauseSetting;
}

export function explainGate(failed: FailedGate): Cause {
  const { gate } = failed;
  const socket = hasPassed(gate, 'socket');
  if (!socket && failed.holder !== undefined && !failed.isOwnHolder) return portHeld(failed);
  if (gate !== undefined && !socket && !hasPassed(gate, 'identity')) return notListening(failed);
  if (gate !== undefined && !hasPassed(gate, 'identity')) return wrongProgram(failed);
  const last = gate?.asked.at(-1);
  if (last === undefined) return plainReason(failed);
  if (last.layer === 'soak') return soakFailed(failed, last);
  return notReady(failed, last);
}

export function portHeld({ holder, setting }: Pick<FailedGate, 'holder' | 'setting'>): Cause {
  const { port } = setting;
  const who = plainLine(holder ?? 'another process');
  return {
    id: 'port-taken',
    sentence: `port ${port ?? 'of the service'} is held by ${who}, which is not the service`,
    fix: [
      `see what that is: ss -ltnp 'sport = :${port ?? 'PORT'}'`,
      'end it and keep it from starting again, or give the service another port: service-port',
      'where it is the service as it ran before gin-ship: adopt: true',
    ],
  };
}

function notListening({ setting, reason }: FailedGate): Cause {
  const { port, probe } = setting;
  const within = probe === undefined ? '' : ` within ${formatDuration(probe.deadline)}`;
  const [, where] = /; \S+ listens on ([\d, ]{1,100}|no port)$/.exec(reason) ?? [];
  const instead =
    where === undefined || where === 'no port' ? '' : `; it listens on ${where} instead`;
  const fix =
    instead === ''
      ? [
          'listen on the port that PORT names, before anything that takes long',
          'where it only starts slowly: probe-deadline',
        ]
      : [
          ...listenOnPort,
          'or tell it the port as it wants it: port-env, or {port} in service-args',
        ];
  return {
    id: instead === '' ? 'still-starting' : 'port-ignored',
    sentence: `the service runs, but nothing listened on port ${port ?? 'it was given'}${within}${instead}`,
    fix,
  };
}

function wrongProgram({ setting }: FailedGate): Cause {
  return {
    id: 'wrong-program',
    sentence: 'the main process of the unit is not the program of this release',
    fix: [
      'name the program itself, not a script or a supervisor that starts it',
      `see what a drop-in made of it: systemctl cat ${setting.unit}`,
    ],
  };
}

function soakFailed({ setting, gate }: FailedGate, last: Asked): Cause {
  const path = pathOf(setting.livePath ?? setting.readyPath, gate);
  const long = setting.soak === undefined ? '' : ` of ${formatDuration(setting.soak)}`;
  return {
    id: 'soak',
    sentence: `the service was ready, but in the soak${long} GET ${plainLine(path)} failed three times in a row, at the last: ${words(last)}`,
    fix: ['look in its output for why it did not stay well', 'live-path: what tells that it lives'],
  };
}

function notReady({ setting, gate, reason }: FailedGate, latest: Asked): Cause {
  const path = waitsFor(gate) ?? latest.path ?? pathOf(setting.readyPath, gate);
  const asked = (gate?.asked ?? []).filter((one) => (one.path ?? path) === path);
  const { outcome } = asked.at(-1) ?? latest;
  if (/^3\d\d$/.test(outcome)) return redirected(path, outcome, setting);
  const { probe: settings } = setting;
  if (settings === undefined) {
    const fix = ['see the last lines of its output'];
    return { id: 'not-ready', sentence: plainLine(reason), fix };
  }
  const remark = explainProbe(probeOf(asked, settings), path);
  const other = /^40[45]$/.test(outcome) ? ['health-path: a path that the service has'] : [];
  const fix = [...other, ...fixItems(forServer(remark.fix))];
  const starting = outcome === 'refused' || outcome === 'timeout';
  const id = remark.id === 'not-ready' && starting ? 'still-starting' : remark.id;
  return { id, sentence: remark.message, fix };
}

/** Of the usual routes the one that may still come to answer: what is not there stays so. */
function waitsFor(gate: GateView | undefined): string | undefined {
  return gate?.asked.findLast(
    ({ layer, outcome }) => layer === 'discover' && /^(?:5\d\d|[a-z]+)$/.test(outcome),
  )?.path;
}

/** Where to is not told by the server. */
function redirected(path: string, outcome: string, { port }: CauseSetting): Cause {
  const shown = plainLine(path);
  return {
    id: 'redirect',
    sentence: `GET ${shown} answers ${outcome}, a redirect; a redirect is no sign of health`,
    fix: fixItems([
      `see where to: curl -si http://127.0.0.1:${port ?? 'PORT'}${shown}`,
      'health-path: the path itself, with or without the slash at its end as the route has it',
      'or add a route that answers 200, before the middleware that redirects:',
      ...healthRoute,
    ]),
  };
}

/** Every answer at once: what is told counts them, and has no times. */
function probeOf(asked: readonly Asked[], settings: ProbeSettings): Probe {
  let probe = startProbe(settings, 0);
  for (const one of asked) {
    for (let times = 0; times < one.times; times += 1) {
      probe = observe(probe, observationOf(one.outcome, settings), settings.deadline);
    }
  }
  return probe;
}

function observationOf(outcome: string, { timeout }: ProbeSettings): Observation {
  if (/^\d{3}$/.test(outcome)) return { kind: 'answered', status: Number(outcome), took: 0 };
  if (outcome === 'refused') return { kind: 'refused' };
  if (outcome === 'timeout') return { kind: 'timed-out', after: timeout };
  return { kind: 'broken', how: outcome };
}

function words({ outcome }: Asked): string {
  if (/^\d{3}$/.test(outcome)) return outcome;
  return outcome === 'timeout' ? 'no answer in time' : `connection ${plainLine(outcome)}`;
}

function pathOf(given: string | undefined, gate: GateView | undefined): string {
  return given ?? gate?.asked.findLast(({ path }) => path !== undefined)?.path ?? '/';
}

function plainReason({ reason }: FailedGate): Cause {
  return { id: 'other', sentence: plainLine(reason), fix: ['see the last lines of its output'] };
}
