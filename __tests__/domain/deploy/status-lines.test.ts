import { describe, expect, test } from 'vitest';
import type { ServerFacts } from '../../../src/domain/deploy/facts.ts';
import { recordLine, statusLines } from '../../../src/domain/deploy/status-lines.ts';
import { deployed, record, server } from './server-answers.ts';

const facts = server(...deployed);
const before = { ...record, deploy: '000002-9000-1', sequence: 2, run: '9000', version: '1.1.0' };

function withApp(app: Partial<ServerFacts['app']>, more: Partial<ServerFacts> = {}): ServerFacts {
  return { ...facts, ...more, app: { ...facts.app, recordCount: 2, ...app } };
}

describe('status tells', () => {
  test('that nothing is installed', () => {
    expect(statusLines(server(), 'notes')).toEqual(['notes is not installed here']);
  });

  test('what runs, since when, from where, the last deploys, and what a rollback would take', () => {
    const unit = facts.units.get('notes@green.service');
    if (unit === undefined) throw new Error('there is no such unit');
    const since = 'Sun 2026-11-22 20:40:30 UTC';
    const units = new Map([[unit.name, { ...unit, since, restarts: 2, memory: 30_000_000 }]]);
    const app = { records: [record, before], deploys: new Set([record.deploy, before.deploy]) };
    expect(statusLines(withApp(app, { units }), 'notes')).toEqual([
      '000003-9001-1 (1.2.0) runs since Sun 2026-11-22 20:40:30 UTC, in slot green, as notes',
      'from commit dddddddddddd, of gin/notes, run 9001, attempt 1, .github/workflows/ship.yml, by ann',
      `release ${record.release ?? ''}`,
      'memory: 28.6 MiB',
      'systemd has started it again 2 times',
      'releases in /opt/notes, data in /var/lib/notes',
      'deploys:',
      '  000003-9001-1 2026-11-22 20:40 UTC 1.2.0 confirmed, no answer for 210 ms',
      '  000002-9000-1 2026-11-22 20:40 UTC 1.1.0 confirmed, no answer for 210 ms',
      'nothing of it was changed by hand',
      'a rollback would go to 000002-9000-1 (1.1.0)',
    ]);
  });

  test('that what is confirmed does not run, what was left undone, what was changed, and where nothing is left to go', () => {
    const left = { ...record, deploy: '000004-9002-1', sequence: 4, state: 'switching' as const };
    const app = {
      records: [left, record],
      unreadable: new Map([['000001-1-1', 'it is not whole']]),
      recordCount: 40,
      changedUnits: ['/etc/systemd/system/notes@.service'],
      dropIns: [{ path: '/etc/systemd/system/notes@green.service.d/mine.conf' }],
    };
    expect(statusLines(withApp(app, { units: new Map(), processes: new Map() }), 'notes')).toEqual([
      '000003-9001-1 (1.2.0) is confirmed, but its unit is not known, in slot green, as notes',
      'from commit dddddddddddd, of gin/notes, run 9001, attempt 1, .github/workflows/ship.yml, by ann',
      `release ${record.release ?? ''}`,
      'releases in /opt/notes, data in /var/lib/notes',
      '000004-9002-1 was left switching: its recovery, a restart of the server or the next deploy settles it',
      'deploys, the last 2 of 40:',
      '  000004-9002-1 2026-11-22 20:40 UTC 1.2.0 switching, no answer for 210 ms',
      '  000003-9001-1 2026-11-22 20:40 UTC 1.2.0 confirmed, no answer for 210 ms',
      '  000001-1-1: cannot be read, it is not whole',
      'changed by hand: /etc/systemd/system/notes@.service',
      "drop-ins that are not gin-ship's: /etc/systemd/system/notes@green.service.d/mine.conf",
      'a rollback has nowhere to go: 000003-9001-1 runs, and no confirmed deploy before it in its line is left',
    ]);
  });

  test('that a first deploy failed, and what is under way', () => {
    const failed = { ...record, state: 'not-installed' as const, reason: 'it ended\u001b[2J' };
    const plan = new Map([['actor', 'bob']]);
    const lock = { pid: 9, verb: 'job', deploy: '000004-9002-1', plan };
    expect(statusLines(withApp({ records: [failed], recordCount: 1, lock }), 'notes')).toEqual([
      'nothing was ever confirmed here: notes does not run',
      'under way: job 000004-9002-1, by bob',
      'deploys:',
      String.raw`  000003-9001-1 2026-11-22 20:40 UTC 1.2.0 not-installed, no answer for 210 ms: it ended\u001b[2J`,
      'nothing of it was changed by hand',
    ]);
  });

  test('that it cannot know what it could not read', () => {
    const { mark: _, ...app } = facts.app;
    expect(statusLines({ ...facts, app }, 'notes')).toEqual([
      'not known: our mark could not be read',
    ]);
    const unreadable = new Map([['000009-1-1', 'it is not whole']]);
    const lines = statusLines(withApp({ records: [], unreadable, recordCount: 1 }), 'notes');
    expect(lines[0]).toBe('the records do not say what runs: one could not be read');
  });
});

test.each([
  [
    { kind: 'rollback' as const, from: '000001-1-1', rolledBackFrom: '000002-2-1' },
    '000003-9001-1 2026-11-22 20:40 UTC 1.2.0 rollback to 000001-1-1 confirmed, no answer for 210 ms',
  ],
  [{ began: 10 ** 14 }, '000003-9001-1 100000000000000 1.2.0 confirmed, no answer for 210 ms'],
])('a record on one line: %j', (more, line) => {
  expect(recordLine({ ...record, ...more })).toBe(line);
});
