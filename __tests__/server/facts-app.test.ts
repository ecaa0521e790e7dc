import { spawn } from 'node:child_process';
import { chownSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatDeployId } from '../../src/domain/deploy/deploy-id.ts';
import { type DeployRecord, formatRecord } from '../../src/domain/deploy/records.ts';
import { digest, record } from '../domain/deploy/server-answers.ts';
import { type Bench, askFacts, createBench, isRoot, shells } from './facts-bench.ts';

function recordFiles(records: readonly DeployRecord[]): Readonly<Record<string, string>> {
  return Object.fromEntries(records.map((of) => [`opt/records/${of.deploy}`, formatRecord(of)]));
}

function numbered(sequence: number, state: DeployRecord['state']): DeployRecord {
  const deploy = formatDeployId({ sequence, run: '9001', attempt: 1 });
  return { ...record, deploy, sequence, state };
}

const hostile: DeployRecord = {
  ...numbered(4, 'rolled-back'),
  version: '1|2%7C3',
  reason: '100% of $(touch canary) `touch canary` \'"\\ | 你好',
};

/** An app that was deployed, whose last deploy was undone. */
function layOut(bench: Bench): void {
  bench.put({
    ...recordFiles([record, hostile]),
    'opt/records/000004-9001-1.tmp': 'record=1\n',
    'opt/records/$(touch canary)': 'record=1\n',
    'opt/records/000001-1-1': 'record=1\nstate=\u001b[31m\u0007\n',
    'opt/slots/blue': '-> ../deploys/000003-9001-1',
    'opt/slots/green': 'a file',
    'opt/current': '-> deploys/000003-9001-1',
    [`opt/releases/${digest('b')}/notes`]: 'program',
    [`opt/releases/${digest('b')}.files`]: 'list',
    [`opt/releases/${digest('c')}/notes`]: 'unpacked only in part',
    'opt/deploys/000003-9001-1/release': `-> ../../releases/${digest('b')}`,
    'opt/deploys/000003-9001-1/settings': 'port=1\nprogram=notes\n',
    'opt/deploys/000009-1-1/env': 'without a release',
    'own/apps/notes': `deploy-path=${bench.deploy}\nstate-path=${bench.state}\nrepository=gin/notes\n`,
    'own/apps/other': `state-path=${bench.state}/within\ndeploy-path=/srv/other\n`,
    'state/user.db': 'x',
  });
}

describe.each(shells)('under %s', (...shell) => {
  test('all that a server remembers of an app is told, and taken for data only', () => {
    using bench = createBench();
    layOut(bench);
    const { code, stderr, app } = askFacts(shell, bench);
    expect({ code, stderr, app }).toEqual({
      code: 0,
      stderr: '',
      app: {
        deployPath: bench.deploy,
        statePath: bench.state,
        runAs: 'notes',
        mark: isRoot
          ? new Map([
              ['deploy-path', bench.deploy],
              ['state-path', bench.state],
              ['repository', 'gin/notes'],
            ])
          : 'foreign',
        ...(isRoot ? { lock: 'free' } : {}),
        recordCount: 3,
        sequence: 4,
        records: [hostile, record],
        unreadable: new Map([['000001-1-1', 'its state is of no known form']]),
        slots: { blue: { deploy: '000003-9001-1' }, green: 'foreign' },
        current: { deploy: '000003-9001-1' },
        releases: new Set([digest('b')]),
        deploys: new Set(['000003-9001-1']),
        settings: new Map([
          [
            '000003-9001-1',
            new Map([
              ['port', '1'],
              ['program', 'notes'],
            ]),
          ],
        ]),
        unitFiles: new Map(),
        dropIns: [],
        changedUnits: [],
        deployEmpty: false,
        openAbove: ['/tmp'],
        neighbours: [{ app: 'other', key: 'state-path', path: `${bench.state}/within` }],
      },
    });
    expect(existsSync('/canary') || existsSync(join(bench.deploy, 'records/canary'))).toBe(false);
  });

  test('sequence numbers beyond six digits come after those of six', () => {
    using bench = createBench();
    bench.put(recordFiles([numbered(999_999, 'confirmed'), numbered(1_000_000, 'down')]));
    const { app } = askFacts(shell, bench);
    expect(app?.sequence).toBe(1_000_000);
    expect(app?.records).toEqual([numbered(1_000_000, 'down'), numbered(999_999, 'confirmed')]);
  });

  test('who holds the lock is told, with the run that sent it', async () => {
    using bench = createBench();
    bench.put({
      'opt/lock': '',
      'own/jobs/notes/000005-9002-1/plan':
        'gin-ship plan 1\nname=notes\nrun=9002\nactor=ann\nrepository=gin/notes\nenv=secret\n\nactor=eve\n',
    });
    const hold = 'exec 9<"$0"; echo held; read -r line';
    const holder = spawn('sh', [
      '-c',
      hold,
      join(bench.deploy, 'lock'),
      'job',
      'notes',
      '000005-9002-1',
    ]);
    const ended = new Promise((resolve) => holder.once('close', resolve));
    try {
      await new Promise((resolve) => holder.stdout.once('data', resolve));
      expect(askFacts(shell, bench).app?.lock).toEqual({
        pid: holder.pid,
        verb: 'job',
        deploy: '000005-9002-1',
        plan: new Map([
          ['run', '9002'],
          ['actor', 'ann'],
          ['repository', 'gin/notes'],
        ]),
      });
    } finally {
      holder.stdin.end();
      await ended;
    }
  });
});

test('of 10,000 records the newest are told, the running one, those of the slots, and one asked for', () => {
  using bench = createBench();
  const all = Array.from({ length: 10_000 }, (_, at) =>
    numbered(at + 1, at + 1 === 9800 ? 'confirmed' : 'rolled-back'),
  );
  bench.put({ ...recordFiles(all), 'opt/slots/blue': '-> ../deploys/000042-9001-1' });
  for (const shell of shells) {
    const { stdout, app } = askFacts(shell, bench, { words: ['record=000007-9001-1'] });
    expect(stdout.length).toBeLessThan(100_000);
    expect({ count: app?.recordCount, sequence: app?.sequence }).toEqual({
      count: 10_000,
      sequence: 10_000,
    });
    const told = app?.records.map(({ sequence }) => sequence);
    expect(told).toEqual([...Array.from({ length: 50 }, (_, at) => 10_000 - at), 9800, 42, 7]);
    expect(app?.records.at(50)).toEqual(numbered(9800, 'confirmed'));
  }
});

test('settings and records that others than root can lay are not read by root, who could be led to any file', () => {
  using bench = createBench();
  const did = '000003-9001-1';
  bench.put({
    secret: 'root=x\n',
    ...recordFiles([record]),
    [`opt/deploys/${did}/settings`]: '-> ../../../secret',
  });
  const words = [`record=${did}`];
  const read = (): readonly string[] =>
    askFacts(['sh'], bench, { words }).stdout.match(/^(?:setting|records)=.*/gm) ?? [];
  const led = read();
  if (isRoot) chownSync(join(bench.deploy, 'records'), 65_534, 65_534);
  expect([led, read()]).toEqual(
    isRoot
      ? [['records=1'], []]
      : [
          ['records=1', `setting=${did} root=x`],
          ['records=1', `setting=${did} root=x`],
        ],
  );
});
