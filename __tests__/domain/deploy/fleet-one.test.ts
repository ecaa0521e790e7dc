import { describe, test } from 'vitest';
import { check, revert, stop } from './fleet-transcript.ts';

describe('one server', () => {
  test('is told each word when it waits for it', () => {
    check('a', revert, [
      'start: submit a',
      'a accepted:',
      'a gated: go a',
      'a switched: confirm a',
      'a deployed:',
      'over',
    ]);
  });

  test('that fails needs nobody to tell it so', () => {
    check('a', revert, ['start: submit a', 'a accepted:', 'a gated: go a', 'a undone:', 'over']);
  });

  test('that refuses is over', () => {
    check('a', revert, ['start: submit a', 'a refused:', 'over']);
  });

  test('is told to give up when the run is cancelled, but not once it was told to confirm', () => {
    check('a', revert, [
      'start: submit a',
      'cancelled:',
      'a accepted: abort a',
      'a undone:',
      'over',
    ]);
    check('a', stop, [
      'start: submit a',
      'a accepted:',
      'a gated: go a',
      'a switched: confirm a',
      'cancelled:',
      'a deployed:',
      'over',
    ]);
  });

  test('that is heard again goes on where it was', () => {
    check('a', revert, [
      'start: submit a',
      'a accepted:',
      'a lost:',
      'a gated:',
      'a found: go a',
      'a lost:',
      'a switched:',
      'a found: confirm a',
      'a lost:',
      'a unknown:',
      'a deployed:',
      'over',
    ]);
  });
});
