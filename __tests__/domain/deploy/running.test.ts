import { describe, expect, test } from 'vitest';
import {
  formatDeployId,
  isEarlierRun,
  parseDeployId,
} from '../../../src/domain/deploy/deploy-id.ts';
import { refuseOlder } from '../../../src/domain/deploy/refuse-older.ts';
import { refuseRecords } from '../../../src/domain/deploy/refuse-unknown.ts';
import { runningDeploy, unfinishedDeploy } from '../../../src/domain/deploy/running.ts';
import { deployed, record, recordLine, server, wish } from './server-answers.ts';

const there = server(...deployed);

test.each([
  ['000012-9001-1', { sequence: 12, run: '9001', attempt: 1 }],
  ['1000000-0-3', { sequence: 1_000_000, run: '0', attempt: 3 }],
  ['12-9001-1', undefined],
  ['000012-9001', undefined],
  ['../000012-9001-1', undefined],
])('the deploy %s is %j', (text, id) => {
  expect(parseDeployId(text)).toEqual(id);
  if (id !== undefined) expect(formatDeployId(id)).toBe(text);
});

test('runs are in the order of their numbers, however long, then of their attempts', () => {
  const run = (number: string, attempt: number) => ({ run: number, attempt });
  expect(isEarlierRun(run('9007199254740993', 1), run('9007199254740994', 1))).toBe(true);
  expect(isEarlierRun(run('9', 1), run('10', 1))).toBe(true);
  expect(isEarlierRun(run('10', 1), run('10', 2))).toBe(true);
  expect(isEarlierRun(run('10', 2), run('10', 2))).toBe(false);
  expect(isEarlierRun(run('11', 1), run('10', 2))).toBe(false);
});

describe('what runs is', () => {
  const failed = { ...record, deploy: '000004-9002-1', sequence: 4, state: 'rolled-back' } as const;
  const open = { ...failed, deploy: '000005-9003-1', sequence: 5, state: 'switched' } as const;
  const lines = [recordLine(failed), recordLine(open), recordLine(record)];

  test('the newest confirmed deploy, whatever failed after it', () => {
    expect(runningDeploy(server(...lines, 'records=3').app)).toEqual(record);
    expect(unfinishedDeploy(server(...lines, 'records=3').app)).toEqual(open);
    expect(unfinishedDeploy(server(recordLine(record), 'records=1').app)).toBeUndefined();
  });

  test('nothing where no deploy was confirmed', () => {
    expect(runningDeploy(server().app)).toBe('none');
    expect(runningDeploy(server(recordLine(failed), 'records=1').app)).toBe('none');
  });

  test('unknown where a newer record cannot be read, or none was told', () => {
    const newer = 'record=000006-1-1|record=1|state=confir';
    expect(runningDeploy(server(...lines, newer, 'records=4').app)).toBe('unknown');
    expect(runningDeploy(server('records=').app)).toBe('unknown');
    expect(runningDeploy(server('records=3').app)).toBe('unknown');
    const older = 'record=000001-1-1|record=1|state=confir';
    expect(runningDeploy(server(...lines, older, 'records=4').app)).toEqual(record);
  });
});

describe('records and links', () => {
  test('that cannot be read are refused with what to look at', () => {
    const facts = server(...deployed, 'record=000004-1-1|record=2');
    expect(refuseRecords(facts)).toEqual({
      code: 'deploy-records',
      happened: 'a record there cannot be read, so what runs is not known',
      details: { '000004-1-1': 'it is of another form than gin-ship knows' },
      attempt: [
        'look at the files in /opt/notes/records on the server; one that is damaged can be moved away',
        'then, on the server: systemctl start gin-ship-recover@NAME, with the name of the app',
      ],
    });
    expect(refuseRecords(server('slot.blue=other', 'current=link /etc'))).toEqual({
      code: 'deploy-records',
      happened:
        'something else stands where gin-ship has its links: /opt/notes/current, /opt/notes/slots/blue',
      attempt: ['move it away on the server; the helper makes the links anew from its records'],
    });
  });

  test('that are whole are not', () => {
    expect(refuseRecords(there)).toBeUndefined();
    expect(refuseRecords(server())).toBeUndefined();
  });
});

describe('an older deploy', () => {
  const from = (parts: Partial<typeof wish.source>) => ({
    ...wish,
    source: { ...wish.source, ...parts },
  });

  test('by its run is refused', () => {
    expect(refuseOlder(there, from({ run: '9000', attempt: 2 }))).toEqual({
      code: 'deploy-downgrade',
      happened:
        'this deploy is older than what the server has: run 9000, attempt 2, of this workflow came before run 9001, attempt 1, which was deployed there',
      details: { 'deployed there': '000003-9001-1, version 1.2.0' },
      attempt: [
        'set `allow-downgrade: true` if it is meant',
        'or go back with `command: rollback`, which takes the release from the server',
      ],
    });
  });

  test('by its commit is refused', () => {
    expect(refuseOlder(there, from({ workflow: 'other.yml', isAncestor: true }))?.happened).toBe(
      'this deploy is older than what the server has: commit eeeeeeeeeeee came before dddddddddddd, which runs there',
    );
  });

  test.each([
    ['a later run', from({})],
    ['a later attempt of the run', from({ run: '9001', attempt: 2 })],
    ['an earlier number of another workflow', from({ run: '5', workflow: 'other.yml' })],
    ['a run outside of GitHub', from({ run: '0' })],
    ['one that is allowed to go back', { ...from({ run: '5' }), allowDowngrade: true }],
  ])('is not %s', (_, given) => expect(refuseOlder(there, given)).toBeUndefined());

  test('is judged by what was confirmed, also where a rollback went away from it', () => {
    const back = { ...record, kind: 'rollback', deploy: '000004-9005-1', sequence: 4 } as const;
    const failed = { ...record, state: 'rolled-back', run: '9009' } as const;
    const rolledBack = server(
      ...deployed,
      recordLine({ ...back, run: '9005' }),
      recordLine(record),
    );
    expect(refuseOlder(rolledBack, from({ run: '9000' }))?.code).toBe('deploy-downgrade');
    expect(refuseOlder(rolledBack, from({ run: '9002' }))).toBeUndefined();
    expect(refuseOlder(server(recordLine(failed), 'records=1'), from({}))).toBeUndefined();
  });
});
