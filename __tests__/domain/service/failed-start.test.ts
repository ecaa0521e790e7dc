import { describe, expect, test } from 'vitest';
import { endsAtAll } from '../../fixtures/no-clock.ts';
import { type FailedStart, explainStart } from '../../../src/domain/service/failed-start.ts';
import { explainNotStarted } from '../../../src/domain/service/not-started.ts';
import type { Remark } from '../../../src/domain/service/remark.ts';

const failed = (output: string, code: number | undefined = 1): FailedStart => ({
  ended: { code },
  took: 120,
  output,
});

const before = 'after 120 ms, before it listened';
const rehearseFalse = 'or leave the rehearsal out: rehearse: false';
const start = (what: string): string =>
  `start ${what} in the job (services:, or a step before) and tell the service where it is: rehearse-env: KEY=VALUE, in the variables that it reads`;
const outside = `the service ended with exit code 1 ${before}: it needs a service that is not there`;

const goroutine = `panic: failed to connect database

goroutine 1 [running]:
main.init.0()
\texample.com/shop/main.go:24 +0x8c
`;

describe('a failed start for want of something outside is told:', () => {
  test.each<[string, FailedStart, [id: string, message: string, fix: string[]]]>([
    [
      'MySQL that is not there',
      failed(
        '2026/11/22 [error] failed to initialize database, got error dial tcp 127.0.0.1:3306: connect: connection refused\n',
      ),
      [
        'needs-external',
        `${outside}: 2026/11/22 [error] failed to initialize database, got error dial tcp 127.0.0.1:3306: connect: connection refused`,
        [start('MySQL'), rehearseFalse],
      ],
    ],
    [
      'a panic after it is not the cause',
      failed(`dial tcp [::1]:5432: connect: connection refused\n${goroutine}`, 2),
      [
        'needs-external',
        `the service ended with exit code 2 ${before}: it needs a service that is not there: dial tcp [::1]:5432: connect: connection refused`,
        [start('PostgreSQL'), rehearseFalse],
      ],
    ],
    [
      'a name that is not found',
      failed('dial tcp: lookup mysql on 127.0.0.11:53: no such host'),
      [
        'needs-external',
        `${outside}: dial tcp: lookup mysql on 127.0.0.11:53: no such host`,
        [start('MySQL'), rehearseFalse],
      ],
    ],
    [
      'a password that MySQL refuses',
      failed("Error 1045 (28000): Access denied for user 'root'@'localhost' (using password: NO)"),
      [
        'needs-external',
        `${outside}: Error 1045 (28000): Access denied for user 'root'@'localhost' (using password: NO)`,
        [start('MySQL'), rehearseFalse],
      ],
    ],
    [
      'a database that PostgreSQL does not have',
      failed('pq: database "shop" does not exist'),
      [
        'needs-external',
        `${outside}: pq: database "shop" does not exist`,
        [start('PostgreSQL'), rehearseFalse],
      ],
    ],
    [
      'a Redis that wants a password',
      failed('NOAUTH Authentication required.'),
      [
        'needs-external',
        `${outside}: NOAUTH Authentication required.`,
        [start('Redis'), rehearseFalse],
      ],
    ],
    [
      'an error that was printed and then ignored',
      failed('dial unix /run/mysqld/mysqld.sock: connect: no such file or directory', 0),
      [
        'needs-external',
        `the service ended with exit code 0 ${before}: it needs a service that is not there: dial unix /run/mysqld/mysqld.sock: connect: no such file or directory`,
        [start('MySQL'), rehearseFalse],
      ],
    ],
    [
      'a database that it waits for without end',
      { took: 60_000, output: 'retry: dial tcp 10.0.0.3:6379: i/o timeout\n' },
      [
        'needs-external',
        'the service runs, but listens on no TCP port after 1 min 00 s: it needs a service that is not there: retry: dial tcp 10.0.0.3:6379: i/o timeout',
        [start('Redis'), rehearseFalse],
      ],
    ],
    [
      'a .env that is never shipped',
      failed('Error loading .env file'),
      [
        'needs-setting',
        `the service ended with exit code 1 ${before}: it wants its settings from a file that is not shipped: Error loading .env file`,
        ['give what .env sets as KEY=VALUE lines: rehearse-env: KEY=value'],
      ],
    ],
    [
      'a variable that is not set',
      failed('2026/11/22 DATABASE_URL is not set'),
      [
        'needs-setting',
        `the service ended with exit code 1 ${before}: it wants a setting from its environment: 2026/11/22 DATABASE_URL is not set`,
        ['rehearse-env: DATABASE_URL=value'],
      ],
    ],
    [
      'a variable that is required',
      failed('config: missing required key JWT_SECRET'),
      [
        'needs-setting',
        `the service ended with exit code 1 ${before}: it wants a setting from its environment: config: missing required key JWT_SECRET`,
        ['rehearse-env: JWT_SECRET=value'],
      ],
    ],
  ])('%s', (_, what, [id, message, fix]) => {
    expect(explainStart(what, { strict: true })).toEqual({ id, level: 'failure', message, fix });
  });
});

test('the last line that says something decides', () => {
  const output = 'open .env: no such file or directory\ndial tcp 10.1.1.1:27017: i/o timeout\n';
  expect(explainStart(failed(output), { strict: true }).id).toBe('needs-external');
});

test('a cause far above the end is none', () => {
  const output = `dial tcp 127.0.0.1:6379: connect: connection refused\n${'retrying\n'.repeat(60)}`;
  expect(explainStart(failed(output), { strict: true }).id).toBe('crash');
});

test('lines of a hostile program are shown plain and short', () => {
  const output = `\u001B[31mpq: ${'x'.repeat(5000)} does not exist\n`;
  const { message, id } = explainStart(failed(output), { strict: true });
  expect(id).toBe('crash');
  expect(message).not.toContain('\u001B');
  const long = explainStart(failed(`\u001B]0;x\u0007 ${'y'.repeat(500)} NOAUTH`), { strict: true });
  expect(long.message.length).toBeLessThan(320);
  expect(long.message).not.toMatch(/[\u0007\u001B]/);
});

test('sixty lines of the worst text are looked through', () => {
  const worst = `${'dial tcp '.repeat(200)}${'lookup a '.repeat(20)}`;
  const output = `${worst}\n`.repeat(60);
  expect(endsAtAll(() => explainStart(failed(output), { strict: true }).id)).toBe('crash');
});

test.each([
  [
    'ENOEXEC',
    '',
    'the service could not be started: the program is built for another platform',
    "add this runner's own platform to targets",
  ],
  [
    'EACCES',
    'sh: 1: exec: Permission denied\n',
    'the service could not be started: the program may not be run: sh: 1: exec: Permission denied',
    'let RUNNER_TEMP be on a file system that is not mounted noexec',
  ],
  ['EWHAT', '', 'the service could not be started: starting it failed (EWHAT)', 'run it again'],
])('what the system refuses with %s', (code, output, message, fix) => {
  expect(explainNotStarted(code, output)).toEqual({
    id: 'cannot-run',
    level: 'failure',
    message,
    fix: [fix],
  });
});

const ignored = [
  'r.Run() // reads PORT; r.Run(":8080") does not',
  'or without Gin: http.ListenAndServe(":"+os.Getenv("PORT"), handler)',
  'if err := r.Run(); err != nil { log.Fatal(err) }',
];

test.each<[string, FailedStart, boolean, Remark]>([
  [
    'a server that ends, for 8080 is taken',
    { ended: { code: 0 }, took: 40, output: '', taken: [8080] },
    true,
    {
      id: 'port-taken',
      level: 'failure',
      message:
        'the service ended with exit code 0 after 40 ms, before it listened, and another program listens on port 8080: a server ends so where the error of r.Run(":8080") is ignored',
      fix: ignored,
    },
  ],
  [
    'one that does not end, for 8080 is taken',
    { took: 2000, output: 'ready\n', taken: [8080] },
    false,
    {
      id: 'port-taken',
      level: 'failure',
      message:
        'the service runs, but listens on no TCP port after 2.0 s, and another program listens on port 8080: a server stays so where the error of r.Run(":8080") is ignored',
      fix: ignored,
    },
  ],
  [
    'one that does not end, for whatever reason',
    { took: 2000, output: 'ready\n', taken: [] },
    false,
    {
      id: 'never-listened',
      level: 'failure',
      message: 'the service runs, but listens on no TCP port after 2.0 s',
      fix: [
        'listen on the TCP port that PORT names, before anything that takes long',
        'where it only starts slowly: probe-deadline',
      ],
    },
  ],
])('%s', (_, what, strict, remark) => {
  expect(explainStart(what, { strict })).toEqual(remark);
});
