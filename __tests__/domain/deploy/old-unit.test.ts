import { describe, expect, test } from 'vitest';
import { refuseAdopt } from '../../../src/domain/deploy/refuse-adopt.ts';
import { readOldUnit } from '../../../src/domain/deploy/old-unit.ts';
import { deployed, server, unitLines, wish } from './server-answers.ts';

describe('a unit that is taken over hands over', () => {
  const adopt = 'notes.service';

  test('its user, its folder and its variables', () => {
    const more = [
      'show=Environment=there',
      'show=EnvironmentFiles=/etc/notes.env (ignore_errors=yes)',
    ];
    const facts = server(...unitLines(adopt, ...more));
    expect(readOldUnit(facts, adopt)).toEqual({
      unit: adopt,
      user: 'www-data',
      folder: '/var/www/notes',
      environment: true,
      environmentFiles: [{ path: '/etc/notes.env', optional: true }],
      program: '/var/www/notes/server',
      mainPid: 99,
      enabled: true,
    });
    expect(refuseAdopt(facts, { ...wish, adopt })).toBeUndefined();
  });

  test('what the inputs say instead', () => {
    const facts = server(...unitLines(adopt));
    expect(readOldUnit(facts, adopt, { statePath: '/srv/x', runAs: 'bob' })).toMatchObject({
      user: 'bob',
      folder: '/srv/x',
    });
  });

  test('nothing where it was taken over before', () => {
    expect(readOldUnit(server(...deployed, ...unitLines(adopt)), adopt)).toBeUndefined();
  });

  test.each([
    [
      'a user that lasts no longer than it',
      'show=DynamicUser=yes',
      'its user exists only while it runs (DynamicUser=), so its data has no lasting owner',
    ],
    [
      'a root folder of its own',
      'show=RootDirectory=/srv/root',
      'it runs in a root folder of its own (RootDirectory=, RootImage=)',
    ],
  ])('not %s', (_, line, why) => {
    const facts = server(...unitLines(adopt, line));
    expect(refuseAdopt(facts, { ...wish, adopt })).toMatchObject({
      code: 'deploy-adopt',
      happened: `notes.service cannot be taken over: ${why}`,
      attempt: [expect.any(String)],
    });
  });

  test.each([
    ['root', 'show=User=www-data', 'it runs as root, and a service of gin-ship never does'],
    [
      'no folder',
      'show=WorkingDirectory=/var/www/notes',
      'it has no working folder, so where its data lies is not known',
    ],
  ])('not %s', (_, line, why) => {
    const facts = server(...unitLines(adopt).filter((each) => each !== line));
    expect(refuseAdopt(facts, { ...wish, adopt })?.happened).toBe(
      `notes.service cannot be taken over: ${why}`,
    );
  });

  test('nothing where it is not there: `adopt: true` is a first deploy then, another name is not', () => {
    expect(refuseAdopt(server(), { ...wish, adopt })).toBeUndefined();
    expect(refuseAdopt(server(), { ...wish, adopt: 'web.service' })).toEqual({
      code: 'deploy-adopt',
      happened: 'web.service cannot be taken over: systemd has loaded no such unit',
      attempt: ['look for its name on the server: `systemctl list-units --type=service`'],
    });
  });
});
