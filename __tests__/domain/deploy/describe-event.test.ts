import { expect, test } from 'vitest';
import { describeEvent } from '../../../src/domain/deploy/describe-event.ts';
import { parseEvent } from '../../../src/domain/deploy/events.ts';
import { follow, noProgress } from '../../../src/domain/deploy/progress.ts';
import { ended } from './failing.ts';
import { goneBack, switched } from './heard.ts';

function told(lines: readonly string[]): readonly string[] {
  let progress = noProgress;
  return lines.flatMap((line, at) => {
    const event = parseEvent(`${at + 1} ${line}`);
    const shown = describeEvent(event, progress);
    progress = follow(progress, event);
    return shown === undefined ? [] : [`${shown.level} ${shown.text}`];
  });
}

test('people see what is begun, what changes, and what took long', () => {
  expect(told(goneBack(switched, ended('its last words'), 'it ended'))).toEqual([
    'info received, after 10 ms',
    'info unpacking took 1.3 s',
    'info hardening of notes@blue.service: exposure 1.3 of 10 (OK), as systemd-analyze security counts',
    'info prepared, after 1.9 s',
    'info starting notes@blue.service on the spare port 24711',
    'info it runs beside the old version, after 2.0 s',
    'info health: 503',
    'info health: 200',
    'info asking it there took 2.1 s',
    'info it passed its gate there, after 4.1 s',
    'info ready to switch',
    'info switching, after 4.5 s',
    'info stopping the old version',
    'info copying the databases',
    'info copied the databases to /opt/notes/snapshots/000004-9002-1',
    'info starting notes@blue.service',
    'info health: 200',
    'info the soak is passed',
    'info the gate took 12.0 s',
    'info nothing answered for 970 ms, 800 ms of it for the copy of the databases',
    'info it passed its gate in the place of the old version, after 17.5 s',
    'info waiting for the confirmation',
    'info going back: it ended',
    'info bringing the old version back',
    'info health: 200',
    'info rolled back, after 20.4 s',
  ]);
});

test('answers are told when they change, and the usual paths that are not there are not', () => {
  const probes = ['refused', '503', '503', '200', '200'].map(
    (outcome) => `9 probe ready ${outcome}`,
  );
  const found = ['refused /healthz', '404 /healthz', '503 /health', '404 /livez', '404 /'].map(
    (seen) => `9 probe discover ${seen}`,
  );
  const soak = ['200', '200', '500', '500', '200'].map((outcome) => `9 probe soak ${outcome}`);
  expect(
    told(['1 probe unit active', ...found, ...probes, ...soak, '9 probe soak passed']),
  ).toEqual([
    'info GET /healthz: refused',
    'info GET /health: 503',
    'info health: refused',
    'info health: 503',
    'info health: 200',
    'info health in the soak: 500',
    'info health in the soak: 200',
    'info the soak is passed',
  ]);
});

test('a trial that was not made is told once, with its reason', () => {
  const lines = ['1 note trial: not tried: overlap: never', '2 state started', '3 state gated'];
  expect(told(lines)).toEqual(['info trial: not tried: overlap: never']);
});

test('warnings are warnings, and what a hook prints is shown as it comes', () => {
  const lines = ['1 step before-switch', '2 log ::error::migrating', '3 warning old \u001b[31m'];
  expect(told(lines)).toEqual([
    'info before-switch',
    'info | ::error::migrating',
    'warning old \\u001b[31m',
  ]);
});

test('what is not understood is no news', () => {
  expect(
    told(['1 sing a song', '2 evidence Result=success', '3 ask 1 80 /', '4 ended stale x']),
  ).toEqual([]);
});
