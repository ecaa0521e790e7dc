import { expect, test } from 'vitest';
import { Failure, type FailureFacts, composeFailure, tail } from '../../src/domain/failure.ts';

const short: FailureFacts = { doing: 'reading go.mod', happened: 'there is none' };

test.each<[string, FailureFacts, string]>([
  ['no more than its first line', short, 'reading go.mod: there is none'],
  [
    'one thing to try on the line itself',
    { ...short, attempt: ['run actions/checkout'] },
    'reading go.mod: there is none\nTry: run actions/checkout',
  ],
  [
    'several things to try as a list',
    { ...short, attempt: ['one', 'two'] },
    'reading go.mod: there is none\nTry:\n  - one\n  - two',
  ],
  [
    'lines of code below the one that they belong to',
    { ...short, attempt: ['add:\n\tx()', 'or not'] },
    'reading go.mod: there is none\nTry:\n  - add:\n    \tx()\n  - or not',
  ],
  [
    'a single thing to try of several lines as a list',
    { ...short, attempt: ['add:\nx()'] },
    'reading go.mod: there is none\nTry:\n  - add:\n    x()',
  ],
  [
    'details, then what a program printed, then what to try',
    { ...short, attempt: ['one'], details: { target: 'linux/amd64' }, output: 'a\n\n  b\n\n' },
    'reading go.mod: there is none\n  target: linux/amd64\n  | a\n  | \n  |   b\nTry: one',
  ],
  [
    'nothing for output that is blank',
    { ...short, output: ' \n ' },
    'reading go.mod: there is none',
  ],
])('a failure says %s', (_what, facts, expected) => {
  expect(composeFailure(facts)).toBe(expected);
});

test('a failure is an error that keeps its facts and its cause', () => {
  const cause = new Error('below');
  const failure = new Failure({ ...short, code: 'no-go-mod', cause });
  expect(failure).toBeInstanceOf(Error);
  expect(failure.message).toBe('reading go.mod: there is none');
  expect(failure.facts.code).toBe('no-go-mod');
  expect(failure.cause).toBe(cause);
  expect('cause' in new Failure(short)).toBe(false);
});

test.each([
  ['a\nb\nc\n', 2, 'b\nc'],
  ['a', 3, 'a'],
  ['', 3, ''],
])('the tail of %j in %i lines is %j', (text, count, expected) => {
  expect(tail(text, count)).toBe(expected);
});
