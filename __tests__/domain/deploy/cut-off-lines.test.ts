import { describe, expect, test } from 'vitest';
import { beforeOf, beforeRecord, beforeText } from '../../../src/domain/deploy/before.ts';
import { cutOffLevel, cutOffLine } from '../../../src/domain/deploy/cut-off-lines.ts';
import type { DeployState } from '../../../src/domain/deploy/records.ts';
import { record } from './server-answers.ts';

const cut = { server: 'web1', deploy: '000003-9001-1' };
const back = 'goes back to 000002-9000-1 by itself when its lease runs out';

describe('a cancelled job is told how its deploy ended:', () => {
  test.each<[DeployState, string]>([
    ['received', `web1: 000003-9001-1 is not decided yet: the server ${back}`],
    ['switched', `web1: 000003-9001-1 is not decided yet: the server ${back}`],
    ['confirmed', 'web1: 000003-9001-1 was confirmed, and serves'],
    ['rolled-back', 'web1: 000003-9001-1 was undone, and 000002-9000-1 serves'],
    ['not-installed', 'web1: 000003-9001-1 was taken away again; nothing ran there before'],
    [
      'down',
      'web1: neither 000003-9001-1 nor 000002-9000-1 serves: run command: status, then deploy a version that works',
    ],
  ])('%s', (state, line) => {
    expect(cutOffLine({ ...cut, record: { ...record, state } })).toBe(line);
  });

  test.each<[DeployState, string]>([
    ['switching', 'warning'],
    ['confirmed', 'notice'],
    ['rolled-back', 'notice'],
    ['not-installed', 'notice'],
    ['down', 'warning'],
  ])('%s as a %s', (state, level) => {
    expect(cutOffLevel({ ...cut, record: { ...record, state } })).toBe(level);
  });

  test('with the reason that was recorded, made plain', () => {
    const ended = { ...record, state: 'rolled-back' as const, reason: 'it ended\u0007' };
    expect(cutOffLine({ ...cut, record: ended })).toBe(
      String.raw`web1: 000003-9001-1 was undone, and 000002-9000-1 serves (it ended\u0007)`,
    );
  });

  test('and what is not known', () => {
    expect(cutOffLevel({ ...cut, absent: true })).toBe('notice');
    expect(cutOffLevel({ ...cut, problem: 'the connection was refused' })).toBe('warning');
    expect(cutOffLine({ ...cut, absent: true })).toBe(
      'web1: nothing was touched there by 000003-9001-1',
    );
    expect(cutOffLine({ ...cut, problem: 'the connection was refused' })).toBe(
      'web1: it is not known how 000003-9001-1 ended: the connection was refused; where nobody confirmed it, the server goes back by itself; command: status tells',
    );
  });
});

test('what ran before is a deploy, a unit or nothing', () => {
  const { predecessor: _, ...first } = record;
  const taken = { ...record, predecessor: 'unit:gin-app.service' };
  expect([record, taken, first].map(beforeRecord)).toEqual([
    { kind: 'deploy', deploy: '000002-9000-1' },
    { kind: 'unit', unit: 'gin-app.service' },
    { kind: 'none' },
  ]);
  expect([taken, first].map((one) => beforeText(beforeRecord(one)))).toEqual([
    'gin-app.service',
    'nothing',
  ]);
  const way = { kind: 'deploy', deploy: record.deploy, unit: 'notes@green.service' } as const;
  expect(beforeOf(way, record)).toEqual({
    kind: 'deploy',
    deploy: record.deploy,
    version: '1.2.0',
  });
  expect(beforeOf({ kind: 'none' })).toEqual({ kind: 'none' });
});
