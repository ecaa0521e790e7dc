import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Odd, createOdd, notes, warned } from '../action/odd.ts';
import { smallDisk } from '../fixtures/small-disk.ts';
import { compileC } from '../fixtures/start-programs.ts';

let odd: Odd;
beforeAll(() => {
  odd = createOdd();
});
afterAll(() => odd[Symbol.dispose]());

describe('what the service leaves behind is ended:', () => {
  test('a child in a session of its own, without our environment', async () => {
    const told = await odd.run('leaves-child');
    expect([told.code, warned(told)]).toEqual([
      0,
      [
        'the service left 2 processes behind when it ended: /usr/bin/dash (process <pid>), /usr/bin/sleep (process <pid>); they were ended',
      ],
    ]);
  });

  test('a service that goes to the background, which it must not', async () => {
    await odd.runToFailure('daemon', {}, [
      'the service went to the background: what was started ended, and /opt/odd/slots/blue/release/odd (process <pid>) listens in its place',
      'stay in the foreground: systemd starts, watches and restarts the process that it started itself',
      'drop daemon: true, -d, --daemon or the library that forks; a PID file is not needed either',
    ]);
  });

  test('one that ignores SIGTERM', async () => {
    const told = await odd.run('ignores-sigterm');
    expect(told.code).toBe(0);
    expect(told.log).toContain(
      'it did not end within <time> of SIGTERM and was killed; the request in flight was answered with 200',
    );
  });
});

describe('what takes without end is ended:', () => {
  test('a service that fills the disk', async () => {
    using disk = smallDisk('420m');
    const told = await odd.run(
      'fills-disk',
      { soak: '20s' },
      { env: { RUNNER_TEMP: disk.folder } },
    );
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
    'one that prints a gigabyte %s is heard to its last line',
    { timeout: 300_000 },
    async (_, mode, how) => {
      const told = await odd.run(mode, { 'probe-deadline': '4m', ...how });
      expect([told.code, told.ended.stdout.length < 100_000]).toEqual([0, true]);
      expect(told.ended.stdout).toContain('that was all');
    },
  );
});

describe('where strace cannot watch', () => {
  test('for ptrace is forbidden, the rehearsal goes on without it, and says so', async () => {
    const wrapper = compileC(odd.bench.folder, 'no-ptrace', { source: noPtrace });
    const told = await odd.run('fine', notes, { through: [wrapper] });
    expect([told.code, told.line]).toEqual([
      0,
      'data survives a restart: written, and read back after SIGKILL and after SIGTERM',
    ]);
    expect(told.log.filter((line) => line.includes('system calls are not watched'))).toEqual([
      expect.stringMatching(/^system calls are not watched: \S*strace: .*Operation not permitted$/),
    ]);
  });

  test('for it lies where the service cannot see it, the same holds', async () => {
    const folder = join(odd.bench.folder, 'bin');
    mkdirSync(folder);
    writeFileSync(join(folder, 'strace'), '#!/bin/sh\n', { mode: 0o755 });
    const how = { env: { PATH: `${folder}:${process.env['PATH']}` } };
    const told = await odd.run('fine', notes, how);
    expect([told.code, told.line]).toEqual([
      0,
      'data survives a restart: written, and read back after SIGKILL and after SIGTERM',
    ]);
    expect(told.log).toContain(
      `system calls are not watched: setpriv: failed to execute ${folder}/strace: No such file or directory`,
    );
    const crashed = await odd.run('works-not', {}, how);
    expect(crashed.failure?.split('\n')[0]).toBe(
      'rehearsing the archive: the service ended with exit code 3 after <time>, before it listened',
    );
    expect(crashed.ended.stdout).not.toContain('the last system calls');
  });
});

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
