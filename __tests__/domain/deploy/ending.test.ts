import { describe, expect, test } from 'vitest';
import { tellEnding } from '../../../src/domain/deploy/ending.ts';
import { type Asked, type Expected, back, question, rec } from './endings.ts';
import { up } from './failing.ts';
import { confirmed, goneBack, heard, switching, tried } from './heard.ts';

describe('how it ended on a server is told:', () => {
  test.each<[string, Asked, Expected]>([
    [
      'a deploy that serves',
      { ending: { kind: 'deployed', record: rec }, heard: heard(confirmed) },
      {
        kind: 'deployed',
        serves: 'new',
        sentence: 'the deploy 000004-9002-1 (1.3.0) serves',
        look: [],
        remarks: [],
        previous: '000003-9001-1',
        gap: 970,
        snapshot: 800,
      },
    ],
    [
      'a rollback that serves',
      {
        ending: {
          kind: 'deployed',
          record: {
            ...rec,
            kind: 'rollback',
            from: '000002-9000-1',
            rolledBackFrom: '000003-9001-1',
          },
        },
      },
      {
        kind: 'deployed',
        serves: 'new',
        sentence: 'the deploy 000004-9002-1 (1.3.0) serves, which brings back 000002-9000-1',
        look: [],
        remarks: [],
        previous: '000003-9001-1',
        gap: 970,
      },
    ],
    [
      'one that was taken back after the switch',
      {
        ending: {
          kind: 'rolled-back',
          record: { ...rec, state: 'rolled-back', schema: 'moved', reason: 'x' },
        },
        heard: back,
      },
      {
        kind: 'rolled-back',
        serves: 'old',
        sentence:
          'the deploy 000004-9002-1 (1.3.0) was undone, and 000003-9001-1 (1.2.0) serves again: it passed its gate',
        look: [],
        remarks: [
          'the service was away for 15.8 s at the most',
          'the schema of its databases moved while the new version ran: the old one may not know it',
        ],
        previous: '000003-9001-1',
        cause: {
          id: 'needs-setting',
          sentence:
            'the service ended with exit code 1: it wants a setting from its environment: 2026/11/23 DATABASE_URL is not set',
          fix: ['service-env: DATABASE_URL=value'],
        },
      },
    ],
    [
      'one that was taken back before the switch, for another server',
      {
        ending: {
          kind: 'rolled-back',
          record: { ...rec, state: 'rolled-back', reason: 'the runner gave it up' },
        },
        heard: heard(goneBack(tried, up, 'the runner gave it up')),
        said: new Set(['abort']),
      },
      {
        kind: 'rolled-back',
        serves: 'old',
        sentence:
          'the deploy 000004-9002-1 (1.3.0) was undone, and 000003-9001-1 (1.2.0) serves as before: it was not stopped',
        look: [],
        remarks: [],
        previous: '000003-9001-1',
        cause: {
          id: 'aborted',
          sentence: 'the runner gave it up before it was confirmed',
          fix: ['see why in the log of the run: another host that failed, or a cancelled job'],
        },
      },
    ],
    [
      'one of which only the record is known',
      {
        ending: {
          kind: 'rolled-back',
          record: {
            ...rec,
            state: 'rolled-back',
            reason: 'its job was ended while it was switching',
          },
        },
      },
      {
        kind: 'rolled-back',
        serves: 'old',
        sentence:
          'the deploy 000004-9002-1 (1.3.0) was undone, and 000003-9001-1 (1.2.0) serves again',
        look: [],
        remarks: [],
        previous: '000003-9001-1',
        cause: { id: 'other', sentence: 'its job was ended while it was switching', fix: [] },
      },
    ],
    [
      'a first one that failed',
      {
        before: { kind: 'none' },
        ending: {
          kind: 'not-installed',
          record: { ...rec, state: 'not-installed', reason: 'GET / x' },
        },
      },
      {
        kind: 'not-installed',
        serves: 'nothing',
        sentence:
          'the deploy 000004-9002-1 (1.3.0) was not installed: it is stopped, and nothing ran there before',
        look: [],
        remarks: [],
        cause: { id: 'other', sentence: 'GET / x', fix: [] },
      },
    ],
    [
      'one after which nothing serves',
      {
        ending: {
          kind: 'down',
          record: {
            ...rec,
            state: 'down',
            reason:
              'a; then the old version did not pass its gate: port 8080 is held by process 9 (x); try: systemctl restart notes@green.service',
          },
        },
        heard: back,
      },
      {
        kind: 'down',
        serves: 'nothing',
        sentence:
          'neither the deploy 000004-9002-1 (1.3.0) nor 000003-9001-1 (1.2.0) serves: what ran before did not pass its gate either: port 8080 is held by process 9 (x)',
        look: [
          'bring back what ran before: systemctl restart notes@green.service',
          'see why it does not run: journalctl -u notes@green.service -n 50',
          'or deploy a version that works: it starts from here',
        ],
        remarks: ['the service was away for 15.8 s at the most'],
        previous: '000003-9001-1',
        cause: {
          id: 'needs-setting',
          sentence:
            'the service ended with exit code 1: it wants a setting from its environment: 2026/11/23 DATABASE_URL is not set',
          fix: ['service-env: DATABASE_URL=value'],
        },
      },
    ],
    [
      'one after which nothing serves, with what the old version said at its end',
      {
        ending: { kind: 'down', record: { ...rec, state: 'down', reason: 'x' } },
        heard: heard([
          ...goneBack(switching, ['evidence ActiveState=failed', 'log new words'], 'x').slice(
            0,
            -7,
          ),
          '20300 evidence ActiveState=activating',
          '20301 evidence NRestarts=2',
          '20302 evidence ExecMainCode=1',
          '20303 evidence ExecMainStatus=7',
          '20304 log notes@green.service: Main process exited, code=exited, status=7/NOTRUNNING',
          '20305 log the disk is gone',
          '20350 state down',
        ]),
      },
      {
        kind: 'down',
        serves: 'nothing',
        sentence:
          'neither the deploy 000004-9002-1 (1.3.0) nor 000003-9001-1 (1.2.0) serves: what ran before did not pass its gate either',
        look: [
          'bring back what ran before: systemctl restart notes@green.service',
          'see why it does not run: journalctl -u notes@green.service -n 50',
          'or deploy a version that works: it starts from here',
        ],
        remarks: [
          'notes@green.service, which ran before: the service ended with exit code 7, and again when it was started again (2 ×)',
          'the last that it said: the disk is gone',
        ],
        previous: '000003-9001-1',
        cause: {
          id: 'crash',
          sentence: 'the service ended',
          fix: ['see the last lines of its output'],
        },
      },
    ],
    [
      'one after which nothing serves, where a unit was taken over',
      {
        before: { kind: 'unit', unit: 'gin-app.service' },
        ending: { kind: 'down', record: { ...rec, state: 'down' } },
      },
      {
        kind: 'down',
        serves: 'nothing',
        sentence:
          'neither the deploy 000004-9002-1 (1.3.0) nor gin-app.service serves: what ran before did not pass its gate either',
        look: [
          'bring back what ran before: systemctl restart gin-app.service',
          'see why it does not run: journalctl -u gin-app.service -n 50',
          'or deploy a version that works: it starts from here',
        ],
        remarks: [],
        cause: { id: 'other', sentence: 'no reason was recorded', fix: [] },
      },
    ],
  ])('%s', (_, more, expected) => {
    const deploy = '000004-9002-1';
    expect(tellEnding({ ...question, ...more })).toEqual({ server: 'web1', deploy, ...expected });
  });
});
