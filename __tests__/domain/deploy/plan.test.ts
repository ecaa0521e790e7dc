import { describe, expect, test } from 'vitest';
import { formatPlan } from '../../../src/domain/deploy/format-plan.ts';
import { planLines } from '../../../src/domain/deploy/plan-lines.ts';
import { asked, planOf } from './planned.ts';
import { deployed, digest, record, server } from './server-answers.ts';

const going = [{ do: 'gate' }, { do: 'go' }];

describe('the second deploy to a server', () => {
  const plan = planOf();

  test('goes into the other slot, with the way back known', () => {
    const { asked: _asked, env: _env, unit: _unit, phases: _phases, ...rest } = plan;
    expect(rest).toEqual({
      kind: 'deploy',
      name: 'notes',
      server: 'deploy@203.0.113.7',
      deploy: '000004-9002-1',
      sequence: 4,
      slot: 'blue',
      seen: { running: '000003-9001-1', blue: '000002-9000-1', green: '000003-9001-1' },
      running: record,
      releaseThere: false,
      deployPath: '/opt/notes',
      statePath: '/var/lib/notes',
      user: { name: 'notes', how: 'make', group: 'notes' },
      hardening: 'strict',
      ships: ['notes', 'static', 'templates'],
      shadows: [],
      variables: ['GIN_MODE', 'ENV', 'SECRET', 'PORT', 'GIN_SHIP_PORT'],
      trial: { expects: 'tried', because: 'beside the old one, on a spare port' },
      snapshot: { files: [], bytes: 0, because: 'there is no SQLite file' },
      wayBack: { kind: 'deploy', deploy: '000003-9001-1', unit: 'notes@green.service' },
      outage: {
        worst: 200_000,
        text: 'a good release: its stop and its start; a bad one: at most 3 min 20 s (stop 35.0 s, probe-deadline 1 min 00 s, soak 10.0 s, and stop and probe-deadline again for the way back)',
      },
    });
  });

  test('is planned state by state', () => {
    expect(plan.phases).toEqual([
      { state: 'received', steps: [{ do: 'upload', bytes: 10_000_000 }] },
      {
        state: 'prepared',
        steps: [
          { do: 'unpack', files: 3, bytes: 9_000_300 },
          { do: 'write-unit', variables: 5 },
        ],
      },
      { state: 'started', steps: [{ do: 'try' }] },
      { state: 'gated', steps: going },
      {
        state: 'switching',
        steps: [
          { do: 'stop', unit: 'notes@green.service', disable: false },
          { do: 'start', unit: 'notes@blue.service', enable: false },
        ],
      },
      { state: 'switched', steps: [{ do: 'gate' }] },
      { state: 'confirmed', steps: [{ do: 'confirm' }, { do: 'prune', keep: 5 }] },
      {
        state: 'back',
        steps: [
          { do: 'stop', unit: 'notes@blue.service', disable: false },
          { do: 'start', unit: 'notes@green.service', enable: false },
          { do: 'gate' },
        ],
      },
    ]);
  });

  test('reaches the server as one text', () => {
    const files = `folder static
folder templates
${digest('c')} 755 notes
${digest('1')} 644 static/a.css
${digest('2')} 644 templates/index.html
`;
    const env = 'ENV="prod"\nSECRET="hunter2"\nPORT="8080"\nGIN_SHIP_PORT="8080"\n';
    expect(formatPlan(plan)).toBe(`gin-ship plan 1
name=notes
kind=deploy
deploy=000004-9002-1
sequence=4
running=000003-9001-1
blue=000002-9000-1
green=000003-9001-1
slot=blue
release=${digest('f')}
bytes=10000000
format=tar.gz
upload=${digest('f')}.part
program=notes
program-sha256=${digest('c')}
deploy-path=/opt/notes
state-path=/var/lib/notes
run-as=notes
user=make
port=8080
health=/healthz
ready-path=-
live-path=-
probe-interval=1000
probe-timeout=3000
probe-successes=3
probe-deadline=60000
soak=10000
lease=60000
overlap=auto
snapshot=auto
keep-releases=5
predecessor=000003-9001-1
adopt=-
before-switch=-
after-switch=-
hook-limit=600000
repository=gin/notes
workflow=.github/workflows/ship.yml
run=9002
attempt=1
commit=${'e'.repeat(40)}
version=1.3.0
actor=ann
manifest=${digest('9')}
port-env=PORT={port}
ships=notes
ships=static
ships=templates
blob=files ${files.length}
blob=env ${env.length}
blob=unit ${plan.unit.length}

${files}${env}${plan.unit}`);
  });

  test('and people as lines without a secret', () => {
    expect(planLines(plan)).toEqual([
      'deploy 000004-9002-1: notes 1.3.0 (linux/amd64) into slot blue, after 000003-9001-1 (1.2.0)',
      'program notes as notes, a user of its own, port 8080, hardening strict',
      'data stays in /var/lib/notes, the working directory; releases lie in /opt/notes',
      'variables: GIN_MODE, ENV, SECRET, PORT, GIN_SHIP_PORT (values not shown)',
      'gate: /healthz, 3 in a row within 1 min 00 s, then a soak of 10.0 s',
      'trial beside the old one: yes, beside the old one, on a spare port',
      'snapshot: none: there is no SQLite file',
      'received: upload of 9.5 MiB',
      'prepared: unpack 3 files (8.6 MiB) and check each, write unit and 5 variables, and verify',
      'started: start on a spare port',
      'gated: gate, wait for all hosts',
      'switching: stop notes@green.service, start notes@blue.service',
      'switched: gate',
      'confirmed: confirm, keep 5 releases',
      'if it fails: stop notes@blue.service, start notes@green.service, gate',
      'outage: a good release: its stop and its start; a bad one: at most 3 min 20 s (stop 35.0 s, probe-deadline 1 min 00 s, soak 10.0 s, and stop and probe-deadline again for the way back)',
    ]);
    expect(JSON.stringify(plan)).not.toContain('hunter2');
  });
});

describe('the first deploy to a server', () => {
  const plan = planOf({}, server());

  test('makes a user, tries nothing, and has nothing to go back to', () => {
    const { slot, seen, user, trial, wayBack, outage } = plan;
    expect({ slot, seen, user, trial, wayBack, outage }).toEqual({
      slot: 'blue',
      seen: {},
      user: { name: 'notes', how: 'make', group: 'notes' },
      trial: { expects: 'not-tried', because: 'nothing runs yet' },
      wayBack: { kind: 'none' },
      outage: { text: 'none: nothing runs that could be away' },
    });
    expect(planLines(plan).slice(6)).toEqual([
      'snapshot: none: there is no data yet',
      'received: upload of 9.5 MiB',
      'prepared: make the user notes, unpack 3 files (8.6 MiB) and check each, write unit and 5 variables, and verify',
      'started: not tried: nothing runs yet',
      'gated: wait for all hosts',
      'switching: start notes@blue.service',
      'switched: gate',
      'confirmed: confirm, keep 5 releases',
      'if it fails: stop notes@blue.service',
      'outage: none: nothing runs that could be away',
    ]);
  });
});

test('a release that the server has is not sent, unpacked or listed as an upload', () => {
  const plan = planOf({}, server(...deployed, `release=${digest('f')}`));
  expect(plan.releaseThere).toBe(true);
  expect(formatPlan(plan)).toContain('\nupload=-\n');
  expect(plan.phases.slice(0, 2)).toEqual([
    { state: 'received', steps: [{ do: 'reuse-release' }] },
    { state: 'prepared', steps: [{ do: 'write-unit', variables: 5 }] },
  ]);
});

test('hooks are planned, the first of them on the first host alone', () => {
  const how = { ...asked.how, beforeSwitch: './notes migrate', afterSwitch: 'true' };
  const hooksOf = (first: boolean) =>
    formatPlan(planOf({ how, first }))
      .split('\n')
      .filter((line) => /^(?:before|after)-switch=/.test(line));
  expect(hooksOf(true)).toEqual(['before-switch=./notes migrate', 'after-switch=true']);
  expect(hooksOf(false)).toEqual(['before-switch=-', 'after-switch=true']);
  const states = planOf({ how }).phases.filter(({ steps }) =>
    steps.some((step) => step.do.endsWith('-switch')),
  );
  expect(states.map(({ state }) => state)).toEqual(['prepared', 'confirmed']);
});

test('settings of the service are in its unit, and what is persistent in the plan', () => {
  const what = {
    ...{
      persist: ['static/uploads', 'templates'],
      writePaths: ['/srv/out'],
      envFile: '/etc/notes',
    },
    ...{ memoryMax: 536_870_912, cpuQuota: 50, hardening: 'off' as const },
  };
  const plan = planOf({ what });
  expect([plan.ships, plan.shadows]).toEqual([
    ['notes', 'static'],
    [
      { path: 'static/uploads', kind: 'new' },
      { path: 'templates', kind: 'whole' },
    ],
  ]);
  expect(formatPlan(plan)).toContain(
    '\npersist=static/uploads\npersist=templates\nwrite-path=/srv/out\nport-env=PORT={port}\nships=notes\nships=static\nblob=',
  );
  expect(plan.unit).toContain(
    '\nEnvironmentFile=/etc/notes\nEnvironmentFile=/opt/notes/slots/%i/env\n',
  );
  expect(plan.unit).toContain('MemoryMax=536870912\nCPUQuota=50%\n');
  expect(planLines(plan).slice(3, 8)).toEqual([
    'persist static/uploads: /var/lib/notes/static/uploads, where the release has nothing',
    'persist templates: /var/lib/notes/templates over all that is shipped under that name, which fills it on the first deploy only',
    'variables: GIN_MODE, ENV, SECRET, PORT, GIN_SHIP_PORT (values not shown), over those of /etc/notes',
    'memory: at most 512.0 MiB',
    'processor: at most 50% of a core',
  ]);
});
