import { expect, test } from 'vitest';
import {
  type FailedStart,
  endedForPort,
  explainStart,
} from '../../../src/domain/service/failed-start.ts';

const failed = (output: string, code: number | undefined = 1): FailedStart => ({
  ended: { code },
  took: 120,
  output,
});

const before = 'after 120 ms, before it listened';

test.each([
  ['dial tcp 127.0.0.1:3306: connect: connection refused', 1, 'warning'],
  ['DATABASE_URL is not set', 1, 'warning'],
  ['usage: tool FILE', 0, 'warning'],
  ['please set the environment variable API_KEY', 1, 'warning'],
  ['panic: x', 2, 'failure'],
  ['pq: relation "notes" does not exist', 1, 'failure'],
  ['the character set of LATIN_1 is odd', 1, 'failure'],
  ['listen tcp :8080: bind: address already in use', 1, 'failure'],
  ['panic: html/template: pattern matches no files: `x`', 2, 'failure'],
  [
    'SENTRY_DSN is not set, error reporting is off\npanic: runtime error: index out of range [3] with length 3\n\ngoroutine 1 [running]:\n',
    2,
    'failure',
  ],
  ['failed to set SQL_MODE: boom', 1, 'failure'],
  ['missing column in table USER_ACCOUNTS', 1, 'failure'],
  ['table USER_ACCOUNTS is missing', 1, 'failure'],
  [
    'traces export: dial tcp 127.0.0.1:4317: connect: connection refused\npanic: assignment to entry in nil map\n\ngoroutine 1 [running]:\n',
    2,
    'failure',
  ],
  ['SENTRY_DSN is not set\nno such table: notes', 1, 'failure'],
  [
    '[error] failed to initialize database, got error dial tcp 127.0.0.1:3306: connect: connection refused\npanic: failed to connect database\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x1d\n',
    2,
    'warning',
  ],
  [
    'panic: dial tcp 127.0.0.1:6379: connect: connection refused\n\ngoroutine 1 [running]:\n',
    2,
    'warning',
  ],
  ['env: required environment variable "DATABASE_URL" is not set', 1, 'warning'],
  ['JWT_SECRET must be set', 1, 'warning'],
])('where nobody relies on it, %j with exit code %d is a %s', (output, code, level) => {
  expect(explainStart(failed(output, code), { strict: false }).level).toBe(level);
});

test('what a program said that a signal ended is no reason', () => {
  const output = 'DATABASE_URL is not set\n';
  const ended = { ended: { signal: 'SIGKILL' }, took: 5, output };
  const { id, level } = explainStart(ended, { strict: false });
  expect([id, level]).toEqual(['crash', 'failure']);
});

test('one that served before is believed no excuse, and its end without an error is a leftover', () => {
  const again = { ...failed('already running\n', 0), again: true };
  expect(explainStart(again, { strict: false })).toEqual({
    id: 'not-again',
    level: 'failure',
    message: `the service ended with exit code 0 ${before}, though it served before: does a crash leave a lock or a PID file behind?`,
    fix: [
      'lock a file with syscall.Flock: the kernel lets go of it with the process, however that ends',
      'or let the start look whether the process that a PID file names still runs, and replace it where not',
    ],
  });
  const outside = {
    ...failed('dial tcp 127.0.0.1:3306: connect: connection refused'),
    again: true,
  };
  expect(explainStart(outside, { strict: false })).toMatchObject({
    id: 'needs-external',
    level: 'failure',
  });
});

test.each([
  ['listen tcp :4711: bind: address already in use', true],
  ['listen tcp :8080: bind: address already in use', false],
  ['good bye', false],
])('%j is for the port 4711 that was given: %j', (output, is) => {
  expect(endedForPort(output, 4711)).toBe(is);
});

test('a program that ends well where 8080 is taken may be no service, so it is only warned of', () => {
  const ending = { ended: { code: 0 }, took: 40, output: 'done\n', taken: [8080] };
  expect(explainStart(ending, { strict: false }).level).toBe('warning');
});
