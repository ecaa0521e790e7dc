import { expect, test } from 'vitest';
import { endingOf } from '../../../src/domain/deploy/host-ending.ts';
import { deployStates } from '../../../src/domain/deploy/records.ts';
import { record } from './server-answers.ts';

test('a record that is decided is the ending, and no other is', () => {
  const kinds = deployStates.map((state) => [state, endingOf({ ...record, state })?.kind]);
  expect(Object.fromEntries(kinds)).toEqual({
    received: undefined,
    prepared: undefined,
    started: undefined,
    gated: undefined,
    switching: undefined,
    switched: undefined,
    confirmed: 'deployed',
    'rolled-back': 'rolled-back',
    'not-installed': 'not-installed',
    down: 'down',
  });
  expect(endingOf(record)).toEqual({ kind: 'deployed', record });
});
