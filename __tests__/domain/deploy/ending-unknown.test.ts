import { describe, expect, test } from 'vitest';
import { tellEnding } from '../../../src/domain/deploy/ending.ts';
import { type Asked, type Expected, question } from './endings.ts';
import { heard, switched, tried } from './heard.ts';

describe('what is not known, or was never begun, is told:', () => {
  test.each<[string, Asked, Expected]>([
    [
      'one that is not heard of any more before it switched',
      { ending: { kind: 'unknown', problem: 'the connection was reset' }, heard: heard(tried) },
      {
        kind: 'unknown',
        serves: 'unknown',
        sentence:
          'it is not known how it ended: the connection was reset; it was gated at the last; the server goes back by itself to what ran before within 1 min 00 s',
        look: [
          'run command: status when the server can be reached: it tells how it ended',
          'or look there: sudo /usr/local/libexec/gin-ship records notes 000004-9002-1',
          'the next deploy begins by settling it',
        ],
        remarks: [],
        previous: '000003-9001-1',
        cause: { id: 'other', sentence: 'contact was lost: the connection was reset', fix: [] },
      },
    ],
    [
      'one that is not heard of any more after it was told to confirm',
      {
        ending: { kind: 'unknown', problem: 'the connection was reset' },
        heard: heard(switched),
        said: new Set(['go', 'confirm']),
      },
      {
        kind: 'unknown',
        serves: 'unknown',
        sentence:
          'it is not known how it ended: the connection was reset; it was switched at the last; the confirmation may have come through or not, so either version may serve',
        look: [
          'run command: status when the server can be reached: it tells how it ended',
          'or look there: sudo /usr/local/libexec/gin-ship records notes 000004-9002-1',
          'the next deploy begins by settling it',
        ],
        remarks: [],
        previous: '000003-9001-1',
        cause: { id: 'other', sentence: 'contact was lost: the connection was reset', fix: [] },
      },
    ],
    [
      'one that told that it was confirmed, and whose record could not be read',
      {
        ending: { kind: 'unknown', problem: 'the connection was reset' },
        heard: heard([...switched, '9000 state confirmed']),
        said: new Set(['go', 'confirm']),
      },
      {
        kind: 'unknown',
        serves: 'unknown',
        sentence:
          'it is not known how it ended: the connection was reset; it was confirmed at the last; it told that it was confirmed, so the new version should serve',
        look: [
          'run command: status when the server can be reached: it tells how it ended',
          'or look there: sudo /usr/local/libexec/gin-ship records notes 000004-9002-1',
          'the next deploy begins by settling it',
        ],
        remarks: [],
        previous: '000003-9001-1',
        cause: { id: 'other', sentence: 'contact was lost: the connection was reset', fix: [] },
      },
    ],
    [
      'one of which nothing was heard',
      { before: { kind: 'none' }, ending: { kind: 'unknown', problem: 'no route' } },
      {
        kind: 'unknown',
        serves: 'unknown',
        sentence:
          'it is not known how it ended: no route; nothing was heard of it; the server stops it again by itself',
        look: [
          'run command: status when the server can be reached: it tells how it ended',
          'or look there: sudo /usr/local/libexec/gin-ship records notes 000004-9002-1',
          'the next deploy begins by settling it',
        ],
        remarks: [],
        cause: { id: 'other', sentence: 'contact was lost: no route', fix: [] },
      },
    ],
    [
      'a server that was busy',
      { ending: { kind: 'busy', reason: 'the deploy 000004-1-1 is under way here, by bob' } },
      {
        kind: 'busy',
        serves: 'old',
        sentence:
          'nothing was touched there, and 000003-9001-1 (1.2.0) serves as before: it was not stopped',
        look: [],
        remarks: [],
        previous: '000003-9001-1',
        cause: {
          id: 'other',
          sentence: 'the deploy 000004-1-1 is under way here, by bob',
          fix: [],
        },
      },
    ],
    [
      'a plan that was late',
      { before: { kind: 'none' }, ending: { kind: 'stale', reason: 'the newest is 5' } },
      {
        kind: 'stale',
        serves: 'nothing',
        sentence: 'nothing was touched there, and nothing ran there before',
        look: [],
        remarks: [],
        cause: { id: 'other', sentence: 'the newest is 5', fix: [] },
      },
    ],
    [
      'a plan that was refused',
      { ending: { kind: 'refused', reason: 'the user x is there already' } },
      {
        kind: 'refused',
        serves: 'old',
        sentence:
          'nothing was touched there, and 000003-9001-1 (1.2.0) serves as before: it was not stopped',
        look: [],
        remarks: [],
        previous: '000003-9001-1',
        cause: { id: 'other', sentence: 'the user x is there already', fix: [] },
      },
    ],
    [
      'a server that was left out',
      { ending: { kind: 'skipped', reason: 'web1 failed before it' } },
      {
        kind: 'skipped',
        serves: 'old',
        sentence:
          'nothing was touched there, and 000003-9001-1 (1.2.0) serves as before: it was not stopped',
        look: [],
        remarks: [],
        previous: '000003-9001-1',
        cause: { id: 'other', sentence: 'web1 failed before it', fix: [] },
      },
    ],
  ])('%s', (_, more, expected) => {
    const deploy = '000004-9002-1';
    expect(tellEnding({ ...question, ...more })).toEqual({ server: 'web1', deploy, ...expected });
  });
});
