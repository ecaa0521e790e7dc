import { describe, expect, test } from 'vitest';
import type { ToldEnding } from '../../../src/domain/deploy/ending.ts';
import { deployOutputs } from '../../../src/domain/deploy/deploy-outputs.ts';
import { type Outcome, fleetFailure, outcomeOf } from '../../../src/domain/deploy/fleet-ending.ts';
import { at, endings } from './endings.ts';

const { deployed, back, aborted, down, notInstalled, unknown, busy, stale, refused, skipped } =
  endings;

describe('what came of all servers together:', () => {
  test.each<[Outcome, string, readonly ToldEnding[], code: string | undefined]>([
    ['deployed', 'all serve it', [deployed, deployed], undefined],
    ['skipped', 'nothing was begun', [skipped, skipped], undefined],
    ['rolled-back', 'one was undone', [back], 'deploy-rolled-back'],
    ['rolled-back', 'all were undone', [back, aborted, skipped], 'deploy-rolled-back'],
    ['rolled-back', 'undone, or never there', [back, notInstalled], 'deploy-rolled-back'],
    ['not-installed', 'never there', [notInstalled, skipped], 'deploy-not-installed'],
    ['down', 'one is down', [back, down], 'deploy-down'],
    ['mixed', 'some serve it, some do not', [deployed, back], 'deploy-mixed'],
    ['mixed', 'some serve it, one is down', [deployed, down], 'deploy-mixed'],
    [
      'mixed',
      'some serve it, one does not, one is not known',
      [deployed, unknown, back],
      'deploy-mixed',
    ],
    ['unknown', 'one is not known', [deployed, unknown], 'deploy-unknown'],
    ['unknown', 'one was undone, one is not known', [back, unknown], 'deploy-unknown'],
    ['down', 'one is down, one is not known', [unknown, down], 'deploy-down'],
    ['skipped', 'it was busy', [busy], 'deploy-busy'],
    ['skipped', 'the plan was late', [stale], 'deploy-stale'],
    ['skipped', 'it was refused', [refused, skipped], 'deploy-refused'],
  ])('%s where %s', (outcome, _, all, code) => {
    expect(outcomeOf(all)).toBe(outcome);
    expect(fleetFailure({ name: 'notes', command: 'deploy', endings: all })?.facts.code).toBe(code);
  });
});

function message(all: readonly ToldEnding[], lines: readonly string[] = []): string | undefined {
  const output = new Map(all.map(({ server }) => [server, lines]));
  return fleetFailure({ name: 'notes', version: '1.3.0', command: 'deploy', endings: all, output })
    ?.message;
}

describe('a failure names the cause first', () => {
  test('of one server, with its last lines', () => {
    expect(message([back], ['starting', '::error::DATABASE_URL is not set'])).toBe(
      `deploying notes 1.3.0 to web1: the service ended with exit code 1: it wants a setting from its environment: 2026/11/23 DATABASE_URL is not set; the deploy 000004-9002-1 (1.3.0) was undone, and 000003-9001-1 (1.2.0) serves again: it passed its gate
  | starting
  | | ::error::DATABASE_URL is not set
Try: service-env: DATABASE_URL=value`,
    );
  });

  test('of several, that of the one that failed by itself, and what each serves', () => {
    expect(message([at('web1', aborted), at('web2', back), at('web3', skipped)])).toBe(
      `deploying notes 1.3.0 to 3 servers: on web2: the service ended with exit code 1: it wants a setting from its environment: 2026/11/23 DATABASE_URL is not set; there the deploy 000004-9002-1 (1.3.0) was undone, and 000003-9001-1 (1.2.0) serves again: it passed its gate
  web1: rolled-back: the deploy 000004-9002-1 (1.3.0) was undone, and 000003-9001-1 (1.2.0) serves as before: it was not stopped
  web2: rolled-back: the deploy 000004-9002-1 (1.3.0) was undone, and 000003-9001-1 (1.2.0) serves again: it passed its gate
  web3: skipped: nothing was touched there, and 000003-9001-1 (1.2.0) serves as before: it was not stopped
Try: service-env: DATABASE_URL=value`,
    );
  });

  test('what brings it back comes before what mends it', () => {
    expect(
      fleetFailure({
        name: 'notes',
        command: 'rollback',
        endings: [at('web1', deployed), at('web2', down)],
      })?.facts,
    ).toMatchObject({
      doing: 'rolling notes back on 2 servers',
      attempt: [
        'web2: bring back what ran before: systemctl restart notes@green.service',
        'web2: see why it does not run: journalctl -u notes@green.service -n 50',
        'web2: or deploy a version that works: it starts from here',
        'service-env: DATABASE_URL=value',
        'deploy again once it is mended: it begins with the servers that differ; the new version serves on web1',
      ],
    });
  });

  test('where it is not known, what to look at', () => {
    expect(message([unknown])).toBe(
      `deploying notes 1.3.0 to web1: it is not known how it ended: the connection was reset; it was gated at the last; the server goes back by itself to what ran before within 1 min 00 s
Try:
  - run command: status when the server can be reached: it tells how it ended
  - or look there: sudo /usr/local/libexec/gin-ship records notes 000004-9002-1
  - the next deploy begins by settling it`,
    );
  });

  test('of a busy server, whose turn it is', () => {
    expect(message([busy])).toBe(
      `deploying notes 1.3.0 to web1: bob deploys there; nothing was touched there, and 000003-9001-1 (1.2.0) serves as before: it was not stopped
Try:
  - run it again when nobody else deploys there
  - give the job a concurrency group, so that runs follow one another`,
    );
  });
});

test('outputs say what came of each server', () => {
  const { hosts, ...others } = deployOutputs([
    at('web1', deployed),
    at('web2', { ...back, deploy: '000009-9002-1' }),
    at('web3', skipped),
  ]);
  expect(others).toEqual({
    outcome: 'mixed',
    'deploy-id': '000004-9002-1,000003-9001-1',
    'previous-deploy-id': '000003-9001-1',
  });
  expect(JSON.parse(hosts)).toEqual([
    {
      host: 'web1',
      outcome: 'deployed',
      serves: 'new',
      deploy: '000004-9002-1',
      previous: '000003-9001-1',
      gapMs: 970,
    },
    {
      host: 'web2',
      outcome: 'rolled-back',
      serves: 'old',
      deploy: '000009-9002-1',
      previous: '000003-9001-1',
      reason: back.cause?.sentence,
    },
    {
      host: 'web3',
      outcome: 'skipped',
      serves: 'old',
      deploy: '000004-9002-1',
      previous: '000003-9001-1',
      reason: 'web1 failed before it',
    },
  ]);
});
