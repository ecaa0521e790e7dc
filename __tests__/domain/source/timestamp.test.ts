import { expect, test } from 'vitest';
import { type TimeFacts, type Times, decideTimes } from '../../../src/domain/source/timestamp.ts';

const seconds = (text: string): number => Date.parse(text) / 1000;
const commitSeconds = seconds('2026-11-22T13:51:06Z');
const nowSeconds = seconds('2026-11-23T08:00:59Z');
const sourceDateEpoch = seconds('2020-01-02T03:04:05Z');

const ofCommit: Times = {
  timestamp: '20261122-1351',
  timestampFrom: 'commit time',
  mtimeSeconds: commitSeconds,
  date: '2026-11-22T13:51:06Z',
};

test.each<[string, TimeFacts, Times]>([
  ['the time of the commit', { wish: 'commit', commitSeconds, nowSeconds }, ofCommit],
  [
    'the time of the commit, whatever SOURCE_DATE_EPOCH says',
    { wish: 'commit', commitSeconds, sourceDateEpoch, nowSeconds },
    ofCommit,
  ],
  [
    'now in names only, where that is wished',
    { wish: 'now', commitSeconds, nowSeconds },
    { ...ofCommit, timestamp: '20261123-0800', timestampFrom: 'now' },
  ],
  [
    'SOURCE_DATE_EPOCH without git',
    { wish: 'commit', sourceDateEpoch, nowSeconds },
    {
      timestamp: '20200102-0304',
      timestampFrom: 'SOURCE_DATE_EPOCH',
      mtimeSeconds: sourceDateEpoch,
      date: '2020-01-02T03:04:05Z',
    },
  ],
  [
    'the clock without git and SOURCE_DATE_EPOCH',
    { wish: 'commit', nowSeconds },
    {
      timestamp: '20261123-0800',
      timestampFrom: 'now: there is no commit in git',
      mtimeSeconds: nowSeconds,
      date: '2026-11-23T08:00:59Z',
    },
  ],
  [
    'the first second of all',
    { wish: 'commit', commitSeconds: 0, nowSeconds },
    {
      timestamp: '19700101-0000',
      timestampFrom: 'commit time',
      mtimeSeconds: 0,
      date: '1970-01-01T00:00:00Z',
    },
  ],
  [
    'the time of the commit, with a warning where the clock is before it',
    { wish: 'commit', commitSeconds, nowSeconds: commitSeconds - 1 },
    {
      ...ofCommit,
      warning:
        "the runner's clock (2026-11-22T13:51:05Z) is before the commit (2026-11-22T13:51:06Z); check the clock of the runner, or the date of the commit",
    },
  ],
  [
    'the time of the commit even where now is wished, with a warning where the clock is before it',
    { wish: 'now', commitSeconds, nowSeconds: 0 },
    {
      ...ofCommit,
      warning:
        "the runner's clock (1970-01-01T00:00:00Z) is before the commit (2026-11-22T13:51:06Z); timestamp: now takes the time of the commit instead; check the clock of the runner, or the date of the commit",
    },
  ],
])('taken is %s', (_what, facts, expected) => {
  expect(decideTimes(facts)).toEqual(expected);
});
