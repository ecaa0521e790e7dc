import { expect, test } from 'vitest';
import { keeper, notes, play, remarksOf } from './setting.ts';

const given = { ...notes, 'health-path': '/healthz', 'probe-successes': '1' };

/** Lines of strace at milliseconds of the virtual clock. */
const trace = (...lines: readonly (readonly [ms: number, said: string])[]): string =>
  lines.map(([ms, said]) => `9 ${((1_700_000_000_000 + ms) / 1000).toFixed(6)} ${said}\n`).join('');

// it listens after 50 ms, which is seen at 60, and is asked once; the write follows at 61
const write = [61.5, 'write(7</var/lib/notes/notes.db>, ""..., 5) = 5'] as const;

test('a write that is answered before any fsync is a warning', async () => {
  const script = keeper({ trace: trace(write) });
  const played = await play({ given, strace: true, starts: [script] });
  expect(played.asked.filter((one) => one.startsWith('start'))).toEqual([
    'start traced',
    'start',
    'start',
  ]);
  expect(remarksOf(played)).toEqual([
    'warning unsynced: the write was answered before any fsync (notes.db): it survives a crash of the service, perhaps not a power cut',
  ]);
});

test('one that is synced within the very millisecond of its answer is not', async () => {
  const sync = [62.9, 'fsync(7</var/lib/notes/notes.db>) = 0'] as const;
  const script = keeper({ trace: trace(write, sync) });
  const played = await play({ given, strace: true, starts: [script] });
  expect(remarksOf(played)).toEqual([]);
});

test('what it wrote where nobody looks is told', async () => {
  const script = keeper({
    trace: trace(
      [1, 'openat(AT_FDCWD</var/lib/notes>, "/srv/a", O_WRONLY|O_CREAT) = 7</srv/a>'],
      [2, 'openat(AT_FDCWD</var/lib/notes>, "b", O_RDWR) = 7</var/lib/notes/b>'],
      [3, 'openat(AT_FDCWD</var/lib/notes>, "/etc/hosts", O_RDONLY) = 7</etc/hosts>'],
    ),
  });
  const played = await play({ given, strace: true, starts: [script] });
  expect(played.rehearsed?.facts).toContain('it wrote 1 file elsewhere (/srv/a)');
  expect(remarksOf(played)).toEqual([
    'warning written-elsewhere: the service writes outside of its working directory: /srv/a; on a server it may not, and no copy is made of it',
  ]);
});

test('a crash is made once more for strace to see it', async () => {
  const crash = { ends: { after: 30, code: 1 }, output: 'no configuration' };
  const calls = trace([
    1,
    'openat(AT_FDCWD</var/lib/notes>, "app.yaml", O_RDONLY) = -1 ENOENT (No such file or directory)',
  ]);
  const played = await play({ strace: true, starts: [crash, { ...crash, trace: calls }] });
  expect(played.asked).toEqual([
    'unpack /staging/notes.tar.gz',
    'prepare',
    ...['start', 'sweep', 'start traced', 'sweep'],
    ...['sweep', 'discard'],
  ]);
  expect(played.rehearsed?.calls).toEqual([
    '9 openat(AT_FDCWD</var/lib/notes>, "app.yaml", O_RDONLY) = -1 ENOENT (No such file or directory)',
  ]);
  expect(played.lines).toEqual(
    expect.arrayContaining([
      'info: the last lines of its output:',
      'verbatim: no configuration',
      'info: the last system calls, as strace tells them:',
      `verbatim: ${played.rehearsed?.calls[0]}`,
    ]),
  );
});

test('a crash that was watched is not made again', async () => {
  const script = { ends: { after: 30, code: 1 }, trace: trace([1, 'exit_group(1) = ?']) };
  const played = await play({ given, strace: true, starts: [script] });
  expect(played.asked.filter((one) => one.startsWith('start'))).toEqual(['start traced']);
  expect(played.rehearsed?.calls).toEqual(['9 exit_group(1) = ?']);
});

test.each([
  [
    'does not happen again',
    true,
    [{ ends: { after: 30, code: 1 } }, { listens: 5, trace: 'x' }],
    2,
  ],
  ['cannot be watched', true, [{ ends: { after: 30, code: 1 } }], 2],
  ['is no crash', true, [{ ends: { after: 30, code: 0 } }], 1],
  ['happens where there is no strace', false, [{ ends: { after: 30, code: 1 } }], 1],
])('a crash that %s has no calls', async (_, strace, starts, count) => {
  const played = await play({ strace, starts });
  expect(played.rehearsed?.calls).toEqual([]);
  expect(played.asked.filter((one) => one.startsWith('start'))).toHaveLength(count);
});

test.each([
  [
    'ends the service',
    {
      ends: { after: 3, signal: 'SIGKILL' },
      output: 'strace: attach: ptrace: Operation not permitted\n',
    },
    ': strace: attach: ptrace: Operation not permitted',
  ],
  [
    'cannot be run where the service runs',
    {
      notStarted: {
        notStarted: 'enclosure',
        output: 'setpriv: failed to execute /home/me/strace\n',
      },
    },
    ': setpriv: failed to execute /home/me/strace',
  ],
])('a strace that %s is left out of a second start', async (_, first, said) => {
  const then = keeper();
  const played = await play({ given, strace: true, starts: [first, then, then, then] });
  expect(played.asked.filter((one) => one.startsWith('start'))).toEqual([
    'start traced',
    ...['start', 'start', 'start'],
  ]);
  expect([played.rehearsed?.line, remarksOf(played)]).toEqual([
    'data survives a restart: written, and read back after SIGKILL and after SIGTERM',
    [],
  ]);
  expect(played.lines.filter((line) => line.includes('watched'))).toEqual([
    `info: system calls are not watched${said}`,
  ]);
});

test('a strace that lets the service run unwatched is told of', async () => {
  const output = '/usr/bin/strace: attach: Operation not permitted\n';
  const played = await play({ given, strace: true, starts: [keeper({ output })] });
  expect(played.lines.filter((line) => line.includes('watched'))).toEqual([
    'info: system calls are not watched: /usr/bin/strace: attach: Operation not permitted',
  ]);
  expect(played.asked.filter((one) => one.startsWith('start'))).toHaveLength(3);
});
