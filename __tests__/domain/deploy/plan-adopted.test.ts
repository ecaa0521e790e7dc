import { describe, expect, test } from 'vitest';
import { formatPlan } from '../../../src/domain/deploy/format-plan.ts';
import { planLines } from '../../../src/domain/deploy/plan-lines.ts';
import { parseBeneath } from '../../../src/domain/deploy/environment-beneath.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { asked, planOf } from './planned.ts';
import { bare, deployed, factsOf, server, wish, withLines } from './server-answers.ts';

function failureOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof Failure) return error.message;
  }
  return 'no failure';
}

describe('a service that was there before', () => {
  const old = [
    'show=MainPID=700',
    'show=Id=gin-app.service',
    'show=LoadState=loaded',
    'show=ActiveState=active',
    'show=UnitFileState=enabled',
    'show=User=www-data',
    'show=Group=web',
    'show=WorkingDirectory=/var/www/gin-app',
    'show=EnvironmentFiles=/etc/default/gin-app (ignore_errors=yes)',
    'show=--',
    'path.state=/var/www/gin-app',
    'path.user=www-data',
    'user=www-data:x:33:33::/var/www:/usr/sbin/nologin',
  ];
  const adopting = { wish: { ...wish, adopt: 'gin-app.service' } };
  const lines = [...withLines(bare, 'path.state=', 'path.user=', 'user='), ...old];
  const plan = planOf(adopting, factsOf(lines));

  test('keeps its user, group, folder and variables, under basic hardening, and is the way back', () => {
    const { adopted, user, hardening, wayBack, statePath } = plan;
    expect({ adopted, user, hardening, wayBack, statePath }).toEqual({
      adopted: {
        unit: 'gin-app.service',
        envFiles: [{ path: '/etc/default/gin-app', optional: true }],
        group: 'web',
      },
      user: { name: 'www-data', how: 'keep', group: 'web' },
      hardening: 'basic',
      wayBack: { kind: 'unit', unit: 'gin-app.service' },
      statePath: '/var/www/gin-app',
    });
    expect(plan.unit).toContain(
      '\nEnvironmentFile=-/opt/notes/adopted/env\nEnvironmentFile=-/etc/default/gin-app\nEnvironmentFile=/opt/notes/slots/%i/env\n',
    );
    const text = formatPlan(plan);
    expect(text).toContain('\ngroup=web\nbeneath=-/etc/default/gin-app\nport=8080\n');
    expect(text).toContain('\npredecessor=unit:gin-app.service\nadopt=gin-app.service\n');
    expect(planLines(plan)).toEqual(
      expect.arrayContaining([
        'deploy 000001-9002-1: notes 1.3.0 (linux/amd64) into slot blue, taking over gin-app.service',
        'program notes as www-data, port 8080, hardening basic, as the service was there before gin-ship',
        'if it fails: stop notes@blue.service, enable and start gin-app.service, gate',
      ]),
    );
  });

  const later = [...deployed, 'mark=adopted=gin-app.service', 'setting=000003-9001-1 group=web'];

  test('keeps them in all later deploys', () => {
    const facts = server(...later, 'setting=000003-9001-1 beneath=/etc/a -/etc/b');
    const { adopted, hardening, wayBack } = planOf({}, facts);
    expect({ adopted, hardening, wayBack: wayBack.kind }).toEqual({
      adopted: {
        envFiles: [
          { path: '/etc/a', optional: false },
          { path: '/etc/b', optional: true },
        ],
        group: 'web',
      },
      hardening: 'basic',
      wayBack: 'deploy',
    });
  });

  test('and is not guessed at where the settings do not say', () => {
    expect(failureOf(() => planOf({}, server(...later)))).toContain(
      'the settings of 000003-9001-1 do not say where the variables of the service lie',
    );
  });

  test('is taken over anew where the first attempt was given back', () => {
    const again = [...lines, 'mark.there=yes', 'mark=user=found', 'mark=adopted=gin-app.service'];
    const { adopted: unit, wayBack: back } = planOf(adopting, factsOf([...again, 'records=0']));
    expect({ unit, back }).toEqual({ unit: plan.adopted, back: plan.wayBack });
  });

  test('is refused where a unit cannot name its files', () => {
    const odd = lines.map((line) => line.replace('default/gin-app', 'default/*.env'));
    expect(failureOf(() => planOf(adopting, factsOf(odd)))).toContain(
      'taking over gin-app.service: its EnvironmentFile=/etc/default/*.env has a path that cannot be carried over',
    );
  });
});

test.each([
  ['-', []],
  [
    '/a -/b',
    [
      { path: '/a', optional: false },
      { path: '/b', optional: true },
    ],
  ],
  ['', undefined],
  ['/a  /b', undefined],
  ['etc', undefined],
  ['/a*', undefined],
])('the files beneath, %j, are %j', (text, files) => {
  expect(parseBeneath(text)).toEqual(files);
});

test('what cannot reach the server is told all at once, by name', () => {
  const service = {
    ...asked.service,
    args: ['\uFFFF', 'a\tb', 'x'.repeat(140_000)],
    health: { kind: 'path', path: '/a|b' } as const,
    portEnv: [{ name: 'ADDR', value: 'tcp://*:{port}' }],
  };
  const what = { ...asked.what, persist: ['notes/data'] };
  const ours = { ...asked.wish, name: 'gin-ship-notes' };
  const failure = failureOf(() =>
    planOf({ wish: ours, service, what }, server(), { A: 'hunter\u0000' }),
  );
  expect(failure)
    .toBe(`planning the deploy to deploy@203.0.113.7: 8 things cannot reach the server as they are; nothing was sent
  | the value of A has a zero byte in it, which no variable can hold
  | service-args: "\uFFFF" has characters in it that are no Unicode text for systemd
  | service-args: "a\tb" has control characters in it
  | service-args: "${'x'.repeat(77)}..." is 140000 bytes long; Linux takes 131000
  | health-path: "/a|b" has | in it; write it as %7C
  | port-env: "ADDR=tcp://*:{port}" has other signs than letters, digits and . : / @ _ - [ ] around {port}
  | persist: "notes/data" lies below a file that is shipped; name the file, or a folder
  | name: "gin-ship-notes" begins as units of gin-ship's own do; give another \`name\`
Try: correct them under \`with:\` in the workflow`);
});

test('what is longer than a server takes is told before anything is sent', () => {
  const files = Array.from({ length: 70_000 }, (_, at) => ({
    ...{ name: `${'d'.repeat(200)}${at}`, executable: false, bytes: 1, sha256: 'a'.repeat(64) },
  }));
  const shipped = { ...asked.shipped, files, top: files.map(({ name }) => name).slice(0, 400) };
  const args = ['x'.repeat(130_000), 'y'.repeat(130_000), 'z'.repeat(10_000)];
  const service = { ...asked.service, args };
  expect(failureOf(() => planOf({ shipped, service })))
    .toBe(`planning the deploy to deploy@203.0.113.7: 3 things cannot reach the server as they are; nothing was sent
  | the list of all files together are 18.3 MiB; 16.0 MiB are the most
  | the unit, with service-args in it, together are 447.5 KiB; 256.0 KiB are the most
  | what is shipped at the top, persist and write-paths together are 83.9 KiB; 56.0 KiB are the most
Try: correct them under \`with:\` in the workflow`);
});

test('records that do not say what runs are no ground for a plan', () => {
  const facts = factsOf(withLines(withLines(bare, ...deployed), 'records=', 'record='));
  expect(failureOf(() => planOf({}, facts))).toContain(
    'the records on the server do not say which deploy runs there',
  );
});
