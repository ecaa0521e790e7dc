import { describe, expect, test } from 'vitest';
import { causeSetting, lastWords } from '../../../src/domain/deploy/cause-setting.ts';
import { planDeploy } from '../../../src/domain/deploy/plan.ts';
import { ended, gate } from './failing.ts';
import { goneBack, heard } from './heard.ts';
import { asked } from './planned.ts';
import { deployed, record, server, wish } from './server-answers.ts';

test('a plan says what the service was given', () => {
  const what = { ...asked.what, envFile: '/etc/default/notes', memoryMax: 2 ** 28 };
  const plan = planDeploy(server(...deployed), { ...asked, what }, { env: {} });
  expect(causeSetting(plan)).toEqual({
    unit: 'notes@blue.service',
    port: 8080,
    deployPath: '/opt/notes',
    statePath: '/var/lib/notes',
    user: 'notes',
    target: 'linux/amd64',
    hardening: 'strict',
    probe: { interval: 1000, timeout: 3000, successes: 3, deadline: 60_000 },
    soak: 10_000,
    readyPath: '/healthz',
    envFile: '/etc/default/notes',
    memoryMax: 2 ** 28,
  });
});

test('a rollback takes its settings from the server', () => {
  const rollback = {
    kind: 'rollback' as const,
    name: 'notes',
    server: 'web1',
    source: wish.source,
    lease: 60_000,
    deploy: '000004-9002-1',
    sequence: 4,
    slot: 'green' as const,
    seen: {},
    target: record,
    because: 'line' as const,
    wayBack: { kind: 'none' as const },
  };
  expect(causeSetting(rollback)).toEqual({ unit: 'notes@green.service' });
});

describe('the last words are', () => {
  const words = (lines: readonly string[], told: readonly string[]): readonly string[] => {
    const { failed } = heard(goneBack(lines, told, 'it failed'));
    return failed === undefined ? [] : lastWords(failed, 'notes@blue.service');
  };

  test("the service's own, without those of systemd", () => {
    const told = ended(
      'Started notes (blue).',
      'one',
      'notes@blue.service: Scheduled restart job.',
    );
    expect(words(gate(), told)).toEqual(['one']);
  });

  test('those of a hook, where the service said nothing', () => {
    const hook = ['1 step before-switch', '2 log no such table'];
    expect(words(hook, ['evidence ActiveState=inactive'])).toEqual(['no such table']);
  });
});
