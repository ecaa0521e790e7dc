import { describe, expect, test } from 'vitest';
import { fleetDifference, planFleetOrder } from '../../../src/domain/deploy/converge.ts';
import type { AppFacts } from '../../../src/domain/deploy/facts.ts';
import type { DeployRecord } from '../../../src/domain/deploy/records.ts';
import { deployed, digest, record, server } from './server-answers.ts';

const { app } = server(...deployed);
const of = (...records: readonly DeployRecord[]): AppFacts => ({
  ...app,
  records,
  recordCount: records.length,
});
const later: DeployRecord = { ...record, deploy: '000004-9002-1', sequence: 4 };
const old = of(record);
const new_ = of({ ...later, release: digest('1'), version: '1.3.0' });

describe('the next deploy begins with', () => {
  test.each<[string, readonly AppFacts[], string, string | undefined]>([
    ['the list as it is, where all run the same', [old, old, old], 'a b c', undefined],
    ['the list, where nothing runs yet', [of(), of()], 'a b', undefined],
    [
      'the one that went back alone',
      [new_, new_, old],
      'c a b',
      'the servers differ (a, b: 1.3.0; c: 1.2.0); this deploy begins with c and brings all to the same',
    ],
    [
      'one that is new',
      [old, of(), old],
      'b a c',
      'the servers differ (a, c: 1.2.0; b: nothing yet); this deploy begins with b and brings all to the same',
    ],
    [
      'one that was left undone',
      [old, old, of({ ...later, state: 'switching' }, record)],
      'c a b',
      'the servers differ (a, b: 1.2.0; c: 1.2.0, 000004-9002-1 left switching there); this deploy begins with c and brings all to the same',
    ],
    [
      'one that is down, though it is one of two',
      [of({ ...later, state: 'down' }, record), old],
      'a b',
      'the servers differ (a: 1.2.0, and is down; b: 1.2.0); this deploy begins with a and brings all to the same',
    ],
    [
      'those that differ from the first, where no version is more common',
      [old, new_],
      'b a',
      'the servers differ (a: 1.2.0; b: 1.3.0); this deploy begins with b and brings all to the same',
    ],
    ['the only one', [of({ ...later, state: 'down' }, record)], 'a', undefined],
  ])('%s', (_, apps, order, remark) => {
    const servers = apps.map((one, at) => ({ server: 'abc'.charAt(at), app: one }));
    const expected = { order: order.split(' '), ...(remark === undefined ? {} : { remark }) };
    expect(planFleetOrder(servers)).toEqual(expected);
    expect(fleetDifference(servers)).toBe(remark?.replace('this deploy', 'the next deploy'));
  });
});
