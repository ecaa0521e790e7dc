import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Bench, createRepository } from '../action/bench.ts';
import { failures } from '../action/commands.ts';
import { type Rehearsed, leftovers, rehearse } from '../action/rehearsed.ts';
import { oddProgram } from '../fixtures/odd-program.ts';
import { fine } from '../fixtures/programs.ts';
import { smallDisk } from '../fixtures/small-disk.ts';
import { compileC } from '../fixtures/start-programs.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const notes = { 'survive-write': 'POST /notes {nonce}', 'survive-read': 'GET /notes' };

let bench: Bench;
beforeAll(() => {
  bench = createRepository(oddProgram);
});
afterAll(() => bench[Symbol.dispose]());

/** The folder of the test is an argument, so that whatever is left is found by it. */
const run = (
  mode: string,
  inputs: Readonly<Record<string, string>> = {},
  how: Parameters<typeof rehearse>[2] = {},
): Promise<Rehearsed> =>
  rehearse(bench, { 'service-args': `${mode}\n${bench.folder}`, ...inputs }, how);

/** The first lines of the warnings, but for that of the request which SIGTERM cuts. */
const warned = ({ warnings }: Rehearsed): readonly string[] =>
  warnings
    .map((text) => text.split('\n')[0] ?? '')
    .filter((text) => !text.startsWith('SIGTERM cuts'));

const ended = (message: string): string =>
  `data: not asked, the rehearsal ended before: ${message}`;

/** Failures with what to try, the same in the summary. */
async function expectFailure(
  mode: string,
  inputs: Readonly<Record<string, string>>,
  [happened, ...fix]: readonly string[],
): Promise<Rehearsed> {
  const told = await run(mode, inputs);
  const tried = fix.length === 1 ? [`Try: ${fix[0]}`] : ['Try:', ...fix.map((one) => `  - ${one}`)];
  expect([told.code, told.line, told.failure]).toEqual([
    1,
    ended(happened ?? ''),
    [`rehearsing the archive: ${happened}`, ...tried].join('\n'),
  ]);
  return told;
}

describe('what the service leaves behind is ended:', () => {
  test('a child in a session of its own, without our environment', async () => {
    const told = await run('leaves-child');
    expect([told.code, warned(told)]).toEqual([
      0,
      [
        'the service left 2 processes behind when it ended: /usr/bin/dash (process <pid>), /usr/bin/sleep (process <pid>); they were ended',
      ],
    ]);
  });

  test('a service that goes to the background, which it must not', async () => {
    await expectFailure('daemon', {}, [expect.stringMatching(/./) as unknown as string]);
  });

  test('one that ignores SIGTERM', async () => {
    const told = await run('ignores-sigterm');
    expect(told.code).toBe(0);
    expect(told.log).toContain(
      'it did not end within <time> of SIGTERM and was killed; the request in flight was answered with 200',
    );
  });
});

describe('what takes without end is ended:', () => {
  test('a service that fills the disk', async () => {
    using disk = smallDisk('420m');
    const told = await run('fills-disk', { soak: '20s' }, { env: { RUNNER_TEMP: disk.folder } });
    expect(told.code).toBe(1);
    expect(told.failure).toMatch(
      /^rehearsing the archive: the service was ended: it had written \d+\.\d MiB, and \d+\.\d MiB were left on the disk\nTry: look for a log or a file that grows/,
    );
  });

  test.each([
    ['while it serves', 'prints', {}],
    ['before it listens', 'prints-first', {}],
    ['while its calls are watched', 'prints', notes],
  ])(
    'one that prints some hundred megabytes %s is heard to its last line',
    async (_, mode, how) => {
      const told = await run(mode, { soak: '3s', ...how });
      expect([told.code, told.ended.stdout.length < 100_000]).toEqual([0, true]);
      expect(told.ended.stdout).toContain('that was all');
    },
  );
});

describe('a deadline', () => {
  const short = { 'probe-deadline': '1s', 'probe-timeout': '500ms' };

  test('ends one that never listens', async () => {
    await expectFailure('never-listens', short, [
      'the service runs, but listens on no TCP port after <time>',
      'listen on the TCP port that PORT names, before anything that takes long',
      'where it only starts slowly: probe-deadline',
    ]);
  });

  test('ends one that takes the request and never answers', async () => {
    const told = await run('hangs', { ...short, 'health-path': '/healthz' });
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
    await expectFailure(
      'redirects',
      { 'health-path': '/healthz', 'probe-deadline': '1s', 'probe-timeout': '1s' },
      [
        'GET /healthz answers 302, a redirect to /login; a redirect is no sign of health',
        'health-path: /login, if that tells whether it is well; else add a route that does:\n      r.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusOK) })',
      ],
    );
  });

  test('that is not there is a warning, and a failure where somebody counts on it', async () => {
    const told = await run('no-health');
    const message =
      'no health route: none of /healthz, /health, /livez, /ping, /up, / answers 2xx (/: 404), so any answer of / below 500 counts';
    expect([told.code, warned(told)]).toEqual([0, [message]]);
    const strict = await run('no-health', { rehearse: 'true' });
    expect([strict.code, strict.failure?.split('\n')[0]]).toEqual([
      1,
      `rehearsing the archive: ${message}`,
    ]);
  });

  test('of none is not asked: the service has to live, and may listen nowhere', async () => {
    const told = await run('works', { 'health-path': 'none', soak: '300ms' });
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
    await expectFailure('works-not', { 'health-path': 'none' }, [
      happened,
      'see the last lines of its output',
    ]);
  });

  test('is asked during the soak, too', async () => {
    const told = await run('ends-in-soak', { soak: '20s' });
    expect(told.failure?.split('\n')[0]).toBe(
      'rehearsing the archive: the service ended with exit code 1, <time> after it was ready',
    );
    expect(told.ended.stdout).toContain('enough');
  });
});

describe('survive-write and survive-read', () => {
  test('hold for a service that syncs what it stores', async () => {
    const told = await run('fine', notes);
    expect([told.code, told.line, warned(told)]).toEqual([
      0,
      'data survives a restart: written, and read back after SIGKILL and after SIGTERM',
      [],
    ]);
  });

  test('warn of a write that was answered before any fsync', async () => {
    const told = await run('unsynced', notes);
    expect([told.code, warned(told)]).toEqual([
      0,
      [
        'the write was answered before any fsync (notes.txt): it survives a crash of the service, perhaps not a power cut',
      ],
    ]);
  });

  test.each([
    [
      'a write that answers 500',
      'write-500',
      'survive-write: POST /notes: 500 in <time> (no luck); a write must be answered with 2xx',
      [
        'the service itself failed: what it needs from outside comes by rehearse-env',
        'see the last lines of its output',
      ],
    ],
    [
      'a write that ends the service',
      'write-dies',
      'survive-write: POST /notes: the service ended with exit code 1; a write must be answered with 2xx',
      ['see the last lines of its output'],
    ],
    [
      'a read that answers the word of an earlier rehearsal',
      'old-word',
      'survive-read: GET /notes was answered before any restart, but it shows a word of earlier rehearsals, not that of this one',
      [
        'ask for it by what the write answered, as GET /api/notes/{write:/id}',
        'or have the newest first: the answer may be one page of a list, or cached',
      ],
    ],
    [
      'a read that answers 401',
      'wants-login',
      'survive-read: GET /notes: 401 in <time> (who are you?), before any restart; a read must be answered with 2xx',
      [
        'log in first: a request before it, parted by ---, and its token as Authorization: Bearer {1:/token}; cookies are kept by themselves',
        'see the last lines of its output',
      ],
    ],
  ])('fail by %s', async (_, mode, happened, fix) => {
    await expectFailure(mode, notes, [happened, ...fix]);
  });
});

test('a start that only fails after SIGKILL is told as what it is', async () => {
  const happened =
    'start 2, after SIGKILL: the service ended with exit code 4 after <time>, before it listened';
  const told = await expectFailure('locks', {}, [happened, 'see the last lines of its output']);
  expect(told.ended.stdout).toContain('another one runs: open lock: file exists');
  expect(told.ended.stdout).toMatch(/^\d+ openat\(.*"lock", .*\) = -1 EEXIST \(File exists\)$/m);
});

test('a program of another file that answers in its place is a warning', async () => {
  const told = await run('other-program');
  expect([told.code, warned(told)]).toEqual([
    0,
    [
      expect.stringMatching(
        /^what answers is \S+\/copy \(process <pid>\), which odd started, and not odd of this release: inspect has not seen it$/,
      ),
      expect.stringMatching(/^the service left a process behind when it ended: \S+\/copy /),
    ],
  ]);
});

describe('the first use on an ordinary repository is a warning:', () => {
  test('a database that is not there', async () => {
    const message =
      'the service ended with exit code 1 after <time>, before it listened: it needs a service that is not there: <date> [error] failed to initialize database, got error dial tcp 127.94.33.6:3306: connect: connection refused';
    const told = await run('needs-mysql');
    expect([told.code, told.line, told.warnings]).toEqual([
      0,
      ended(message),
      [
        [
          message,
          '  start MySQL in the job (services:, or a step before) and tell the service where it is: rehearse-env: KEY=VALUE, in the variables that it reads',
          '  or leave the rehearsal out: rehearse: false',
        ].join('\n'),
      ],
    ]);
    const strict = await run('needs-mysql', notes);
    expect([strict.code, strict.failure?.split('\n')[0]]).toEqual([
      1,
      `rehearsing the archive: ${message}`,
    ]);
  });

  test('a command-line tool', async () => {
    const message =
      "the service ended with exit code 0 after <time>, before it listened: an end without an error is no service's";
    const told = await run('tool');
    expect([told.code, warned(told)]).toEqual([0, [message]]);
    const strict = await run('tool', { rehearse: 'true' });
    expect([strict.code, strict.failure?.split('\n')[0]]).toEqual([
      1,
      `rehearsing the archive: ${message}`,
    ]);
  });
});

describe('there is no rehearsal', () => {
  test('where nobody wants it', async () => {
    const told = await run('fine', { rehearse: 'false' });
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

describe('where strace cannot watch', () => {
  test('for ptrace is forbidden, the rehearsal goes on without it, and says so', async () => {
    const wrapper = compileC(bench.folder, 'no-ptrace', { source: noPtrace });
    const told = await run('fine', notes, { through: [wrapper] });
    expect([told.code, told.line]).toEqual([
      0,
      'data survives a restart: written, and read back after SIGKILL and after SIGTERM',
    ]);
    expect(told.log.filter((line) => line.includes('system calls are not watched'))).toEqual([
      expect.stringMatching(/^system calls are not watched: strace: .*Operation not permitted$/),
    ]);
  });

  test('and takes the service with it, it is started again without', async () => {
    const folder = join(bench.folder, 'bin');
    mkdirSync(folder);
    const said = 'strace: attach: ptrace(PTRACE_SEIZE, 12): Operation not permitted';
    writeFileSync(join(folder, 'strace'), `#!/bin/sh\necho '${said}' >&2\nexit 1\n`, {
      mode: 0o755,
    });
    const how = { env: { PATH: `${folder}:${process.env['PATH']}` } };
    const told = await run('fine', notes, how);
    expect([told.code, told.line]).toEqual([
      0,
      'data survives a restart: written, and read back after SIGKILL and after SIGTERM',
    ]);
    expect(told.log).toContain(`system calls are not watched: ${said}`);
    const crashed = await run('works-not', {}, how);
    expect([crashed.code, crashed.ended.stdout]).toEqual([
      1,
      expect.not.stringContaining('the last system calls'),
    ]);
  });
});

/** GitHub's runner waits so long after SIGINT before it sends SIGTERM. */
const patience = 7500;

describe.each([['SIGINT'], ['SIGTERM'], ['SIGINT', 'SIGTERM']] as const)(
  'a rehearsal that is cancelled by %s',
  (...signals) => {
    test.each([
      ['serves', 'fine', { soak: '1m' }],
      ['ignores SIGTERM and has a child', 'leaves-child', { soak: '1m' }],
      ['does not listen', 'never-listens', {}],
      ['need not listen', 'works', { 'health-path': 'none', soak: '1m' }],
      ['does not answer', 'hangs', { 'probe-timeout': '20s' }],
    ])('while the service %s ends at once and leaves nothing', async (_, mode, inputs) => {
      const word = `${bench.folder}/${randomUUID()}`;
      const temp = join(bench.folder, 'tmp');
      mkdirSync(temp, { recursive: true });
      let pid = 0;
      const wish = { ...inputs, 'service-args': `${mode}\n${word}` };
      const quick = { check: 'none', rehearse: 'true', 'probe-interval': '100ms' };
      const ending = bench.ship(
        { ...quick, ...wish },
        { env: { TMPDIR: temp }, started: (id) => (pid = id) },
      );
      const isBusy = vi.waitFor(
        () => expect(leftovers(word)).toContain(`/opt/odd/slots/blue/release/odd ${mode} ${word}`),
        { timeout: 100_000, interval: 100 },
      );
      const cancel = (): number => {
        for (const signal of signals) process.kill(pid, signal);
        return performance.now();
      };
      const at = await isBusy.then(cancel, cancel);
      const cancelled = await ending;
      await isBusy;

      expect(performance.now() - at).toBeLessThan(patience);
      expect(leftovers(bench.folder)).toEqual([]);
      expect([readdirSync(bench.temp), readdirSync(temp), bench.list()]).toEqual([[], [], []]);
      const told = failures(cancelled.stdout);
      expect([cancelled.code, told.length]).toEqual([1, 1]);
      // Of two signals at once either may come first.
      expect(signals.map((signal) => `shipping: cancelled by ${signal}`)).toContain(told[0]);
      expect(cancelled.summary).toContain(told[0]);
    });
  },
);

/** Runs a program for which ptrace is forbidden, as in containers of old kernels. */
const noPtrace = `
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int count, char **arguments) {
  struct sock_filter filter[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ptrace, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {4, filter};
  if (geteuid() != 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 126;
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) return 126;
  execvp(arguments[1], arguments + 1);
  return 127;
}
`;
