import { describe, expect, test } from 'vitest';
import type { DeployInputs } from '../../../src/domain/inputs/deploy.ts';
import { parseDeploy, standardDeploy as standard } from './deploy-defaults.ts';

describe('how it is deployed', () => {
  test.each<[Record<string, string>, Partial<DeployInputs['how']>, string?]>([
    [
      { overlap: 'true', snapshot: 'false' },
      { overlap: 'always', snapshot: 'off' },
    ],
    [{ overlap: 'false' }, { overlap: 'never' }],
    [{ batch: '25%' }, { batch: { kind: 'share', percent: 25 } }],
    [
      { batch: '3', 'on-failure': 'stop' },
      { batch: { kind: 'hosts', count: 3 }, onFailure: 'stop' },
    ],
    [
      { 'before-switch': "./notes migrate --to 'x y'", 'after-switch': 'curl -f $URL' },
      { beforeSwitch: "./notes migrate --to 'x y'", afterSwitch: 'curl -f $URL' },
    ],
    [
      { 'confirm-lease': '5s', 'lock-wait': '0', 'keep-releases': '1' },
      { lease: 5000, lockWait: 0, keepReleases: 1 },
    ],
    [{ 'rollback-to': '000012-9001-1' }, { rollbackTo: '000012-9001-1' }, 'rollback'],
    [{ 'rollback-to': '12' }, { rollbackTo: '12' }, 'rollback'],
    [{ purge: 'true', 'dry-run': 'true' }, { purge: true, dryRun: true }, 'remove'],
    [
      { adopt: 'true', 'allow-downgrade': 'true' },
      { adopt: true, allowDowngrade: true },
    ],
  ])('%j', (given, how, command = 'ship') => {
    const [inputs, problems] = parseDeploy(given, command);
    expect([inputs.how, problems]).toEqual([{ ...standard.how, ...how }, []]);
  });

  test.each<[Record<string, string>, string[]]>([
    [
      { strategy: 'blue-green' },
      ['strategy: "blue-green" is not there yet in this version; accepted: restart'],
    ],
    [{ strategy: 'rolling' }, ['strategy: "rolling" is not known; accepted: restart']],
    [
      { batch: '0', 'on-failure': 'revert' },
      [
        'batch: "0" is not accepted; accepted: a number of hosts, or 1% to 100%',
        'on-failure: "revert" is not known; accepted: revert-all, stop',
      ],
    ],
    [
      { 'before-switch': 'a\nb' },
      [
        'before-switch: has several lines; accepted: one command line, as ./notes migrate && ./notes seed, or the path of a script',
      ],
    ],
    [
      { 'after-switch': 'a\u0000b' },
      ['after-switch: has control characters; accepted: one command line'],
    ],
    [
      { 'after-switch': 'é'.repeat(2049) },
      ['after-switch: is longer than 4096 bytes; put it into a script that is shipped'],
    ],
    [
      { purge: 'true' },
      [
        'purge: removes data for good and belongs to command: remove, but command is ship; drop the line',
      ],
    ],
    [
      { 'rollback-to': 'last' },
      [
        'rollback-to: "last" is not accepted; accepted: a deploy as status lists it, 000012-9001-1, or its number, 12',
        'rollback-to: says where to roll back to, but command is ship; write command: rollback, or drop the line',
      ],
    ],
    [
      { 'confirm-lease': '1s', 'keep-releases': '0' },
      [
        'confirm-lease: "1s" is out of bounds; accepted: 2s to 15m, as 500ms, 10s or 5m',
        'keep-releases: "0" is not accepted; accepted: 1 to 100',
      ],
    ],
  ])('is refused: %j', (given, problems) => {
    expect(parseDeploy(given)[1]).toEqual(problems);
  });
});
