import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Odd, createOdd, endedBefore, notes, warned } from '../action/odd.ts';
import { createRepository } from '../action/bench.ts';
import { rehearse } from '../action/rehearsed.ts';
import { fine } from '../fixtures/programs.ts';

let odd: Odd;
beforeAll(() => {
  odd = createOdd();
});
afterAll(() => odd[Symbol.dispose]());

describe('a deadline', () => {
  const short = { 'probe-deadline': '1s', 'probe-timeout': '500ms' };

  test('ends one that never listens', async () => {
    await odd.runToFailure('never-listens', short, [
      'the service runs, but listens on no TCP port after <time>',
      'listen on the TCP port that PORT names, before anything that takes long',
      'where it only starts slowly: probe-deadline',
    ]);
  });

  test('ends one that takes the request and never answers', async () => {
    const told = await odd.run('hangs', {
      ...{ 'probe-deadline': '5s', 'probe-timeout': '1s', 'health-path': '/healthz' },
    });
    expect([told.code, told.failure]).toEqual([
      1,
      expect.stringMatching(
        /^rehearsing the archive: GET \/healthz was not answered within <time>: \d × no answer in time\nTry: answer the health route within probe-timeout \(<time>\)$/,
      ),
    ]);
  });
});

describe('a health route', () => {
  test('that redirects is a failure, and the query is not shown', async () => {
    await odd.runToFailure(
      'redirects',
      { 'health-path': '/healthz', 'probe-deadline': '5s', 'probe-timeout': '5s' },
      [
        'GET /healthz answers 302, a redirect to /login; a redirect is no sign of health',
        'health-path: /login, if that tells whether it is well; else add a route that does:\n      r.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusOK) })',
      ],
    );
  });

  test('that is not there is a warning, and a failure where somebody counts on it', async () => {
    const told = await odd.run('no-health');
    const message =
      'no health route: none of /healthz, /health, /livez, /ping, /up, / answers 2xx (/: 404), so any answer of / below 500 counts';
    expect([told.code, warned(told)]).toEqual([0, [message]]);
    const strict = await odd.run('no-health', { rehearse: 'true' });
    expect([strict.code, strict.failure?.split('\n')[0]]).toEqual([
      1,
      `rehearsing the archive: ${message}`,
    ]);
  });

  test('of none is not asked: the service has to live, and may listen nowhere', async () => {
    const told = await odd.run('works', { 'health-path': 'none', soak: '300ms' });
    expect([told.code, told.warnings]).toEqual([0, []]);
    expect(told.log).toEqual(
      expect.arrayContaining([
        'start 1: runs, and listens nowhere after <time>',
        'soak: it must live for <time>',
        'it runs, and listens nowhere after <time>',
        'it ended with exit code 0, <time> after SIGTERM',
      ]),
    );
  });

  test('of none does not keep one that ends from being seen', async () => {
    const happened = 'the service ended with exit code 3 after <time>, before it listened';
    await odd.runToFailure('works-not', { 'health-path': 'none' }, [
      happened,
      'see the last lines of its output',
    ]);
  });

  test('is asked during the soak, too', async () => {
    const told = await odd.run('ends-in-soak', { soak: '20s' });
    expect(told.failure?.split('\n')[0]).toBe(
      'rehearsing the archive: the service ended with exit code 1, <time> after it was ready',
    );
    expect(told.ended.stdout).toContain('enough');
  });
});

describe('the first use on an ordinary repository is a warning:', () => {
  test('a database that is not there', async () => {
    const message =
      'the service ended with exit code 1 after <time>, before it listened: it needs a service that is not there: <date> [error] failed to initialize database, got error dial tcp 127.94.33.6:3306: connect: connection refused';
    const told = await odd.run('needs-mysql');
    expect([told.code, told.line, told.warnings]).toEqual([
      0,
      endedBefore(message),
      [
        [
          message,
          '  start MySQL in the job (services:, or a step before) and tell the service where it is: rehearse-env: KEY=VALUE, in the variables that it reads',
          '  or leave the rehearsal out: rehearse: false',
        ].join('\n'),
      ],
    ]);
    const strict = await odd.run('needs-mysql', notes);
    expect([strict.code, strict.failure?.split('\n')[0]]).toEqual([
      1,
      `rehearsing the archive: ${message}`,
    ]);
  });

  test('a command-line tool', async () => {
    const message =
      "the service ended with exit code 0 after <time>, before it listened: an end without an error is no service's";
    const told = await odd.run('tool');
    expect([told.code, warned(told)]).toEqual([0, [message]]);
    const strict = await odd.run('tool', { rehearse: 'true' });
    expect([strict.code, strict.failure?.split('\n')[0]]).toEqual([
      1,
      `rehearsing the archive: ${message}`,
    ]);
  });
});

describe('there is no rehearsal', () => {
  test('where nobody wants it', async () => {
    const told = await odd.run('fine', { rehearse: 'false' });
    expect([told.code, told.line]).toEqual([0, 'skipped, rehearse is false']);
  });

  test('where no archive is for this runner', async () => {
    using other = createRepository(fine);
    const targets = process.arch === 'x64' ? ['linux/arm64', 'amd64'] : ['linux/amd64', 'arm64'];
    const told = await rehearse(other, { targets: targets[0] ?? '', rehearse: 'true' });
    expect([told.code, told.line]).toEqual([
      0,
      `skipped, no archive is for this runner, linux/${targets[1]} (there are: ${targets[0]})`,
    ]);
  });
});
