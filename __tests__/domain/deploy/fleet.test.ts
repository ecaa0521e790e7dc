import { describe, expect, test } from 'vitest';
import { batchSize } from '../../../src/domain/deploy/fleet.ts';
import { check, revert, stop } from './fleet-transcript.ts';

describe('several servers', () => {
  test('the first is gated alone, then the locks are taken one by one, then all switch in batches', () => {
    check('a b c d', { ...revert, batch: 2 }, [
      'start: submit a',
      'a accepted:',
      'a gated: submit b',
      'b accepted: submit c',
      'b gated:',
      'c accepted: submit d',
      'd accepted:',
      'd gated:',
      'c gated: go a, go b',
      'b switched:',
      'a switched: go c, go d',
      'c switched:',
      'd switched: confirm a, confirm b, confirm c, confirm d',
      'a deployed:',
      'd deployed:',
      'b deployed:',
      'c deployed:',
      'over',
    ]);
  });

  test('with stop each is confirmed as it has switched, before the next batch', () => {
    check('a b c', stop, [
      'start: submit a',
      'a accepted:',
      'a gated: submit b',
      'b accepted: submit c',
      'c accepted:',
      'c gated:',
      'b gated: go a',
      'a switched: confirm a',
      'a deployed: go b',
      'b switched: confirm b',
      'b deployed: go c',
      'c switched: confirm c',
      'c deployed:',
      'over',
    ]);
  });

  test('the first that fails before its gate leaves the others alone', () => {
    check('a b c', revert, [
      'start: submit a',
      'a accepted:',
      'a undone: leave b, leave c',
      'over',
    ]);
  });

  test('one that fails takes all back, those that had switched too', () => {
    check('a b c', revert, [
      'start: submit a',
      'a gated: submit b',
      'b gated: submit c',
      'c gated: go a',
      'a switched: go b',
      'b undone: abort a, abort c',
      'c undone:',
      'a undone:',
      'over',
    ]);
  });

  test('with stop those that had switched stay, those that are switching may, and the others go back', () => {
    check('a b c d', { ...stop, batch: 2 }, [
      'start: submit a',
      'a gated: submit b',
      'b gated: submit c',
      'c gated: submit d',
      'd gated: go a, go b',
      'b undone: abort c, abort d',
      'd undone:',
      'a switched: confirm a',
      'c undone:',
      'a deployed:',
      'over',
    ]);
  });

  test('with stop, too, nothing is left that never switched', () => {
    check('a b c', stop, [
      'start: submit a',
      'a gated: submit b',
      'b refused: leave c, abort a',
      'a undone:',
      'over',
    ]);
  });

  test('a cancelled run takes all back that is not confirmed', () => {
    check('a b', { ...stop, batch: 1 }, [
      'start: submit a',
      'a gated: submit b',
      'b gated: go a',
      'a switched: confirm a',
      'cancelled: abort b',
      'a deployed:',
      'b undone:',
      'over',
    ]);
  });

  test('one that is not heard of holds up the others, and takes them back when it is given up', () => {
    check('a b c', revert, [
      'start: submit a',
      'a gated: submit b',
      'b accepted: submit c',
      'c accepted:',
      'c lost:',
      'b gated:',
      'c gated:',
      'c found: go a',
      'a switched: go b',
      'a lost:',
      'b switched:',
      'a unknown: abort b, abort c',
      'b undone:',
      'c undone:',
      'over',
    ]);
  });

  test('one that is lost when all were told to confirm changes nothing for the others', () => {
    check('a b', { ...revert, batch: 2 }, [
      'start: submit a',
      'a gated: submit b',
      'b gated: go a, go b',
      'a switched:',
      'b switched: confirm a, confirm b',
      'a unknown:',
      'b deployed:',
      'over',
    ]);
  });

  test('one that does not take its plan yet is told to give up when it has', () => {
    check('a b', revert, [
      'start: submit a',
      'a gated: submit b',
      'a undone:',
      'b accepted: abort b',
      'b undone:',
      'over',
    ]);
  });

  test('news that is none where it comes changes nothing', () => {
    check('a b', revert, [
      'start: submit a',
      'b gated:',
      'a switched:',
      'a gated: submit b',
      'a gated:',
      'a undone:',
      'a deployed:',
      'b refused:',
      'over',
    ]);
  });
});

test.each([
  [{ kind: 'hosts', count: 3 }, 2, 3],
  [{ kind: 'share', percent: 25 }, 10, 2],
  [{ kind: 'share', percent: 1 }, 3, 1],
  [{ kind: 'share', percent: 100 }, 7, 7],
] as const)('a batch of %j of %i hosts is %i', (batch, hosts, size) => {
  expect(batchSize(batch, hosts)).toBe(size);
});
