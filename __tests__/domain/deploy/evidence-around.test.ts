import { describe, expect, test } from 'vitest';
import { switched, switching, tried } from './heard.ts';
import { type Expected, causeOf, crashed, gate, setting, up } from './failing.ts';

type Case = readonly [lines: readonly string[], told: readonly string[], reason: string];

describe('what fails around the gate is explained:', () => {
  test.each<[string, Case, Expected]>([
    [
      'a port that is not free when the old version has stopped',
      [
        [...switching.slice(0, -7), '4600 took stopping the old version 99'],
        [
          'evidence ActiveState=inactive',
          'evidence NRestarts=0',
          'evidence PortHeldBy=process 99 (node)',
        ],
        'port 8080 is held by process 99 (node)',
      ],
      [
        'port-taken',
        'port 8080 is held by process 99 (node), which is not the service',
        [
          "see what that is: ss -ltnp 'sport = :8080'",
          'end it and keep it from starting again, or give the service another port: service-port',
          'where it is the service as it ran before gin-ship: adopt: true',
        ],
      ],
    ],
    [
      'an end in the soak',
      [
        gate('socket own', 'ready 200', 'identity same', 'soak 200'),
        crashed(
          'panic: boom',
          '',
          'goroutine 1 [running]:',
          'main.work(0x1)',
          '\tnotes/main.go:7 +0x1',
        ),
        'x',
      ],
      [
        'panic',
        'the service ended with exit code 2 in the soak: it panicked: boom, in main.work (main.go:7)',
        ['see its output, from the line that begins with panic'],
      ],
    ],
    [
      'a lease that ran out',
      [switched, up, 'nobody renewed the lease of 60 s while it waited for confirm'],
      [
        'lease',
        'nobody renewed the lease of 60 s while it waited for confirm; the server goes back by itself where nobody confirms',
        [
          'see in the log of the run what kept it from speaking to the server: a cancelled job, a lost connection, another host that took long',
          'confirm-lease: longer than 1 min 00 s, where the connection is often lost',
        ],
      ],
    ],
    [
      'an abort',
      [tried, up, 'the runner gave it up'],
      [
        'aborted',
        'the runner gave it up before it was confirmed',
        ['see why in the log of the run: another host that failed, or a cancelled job'],
      ],
    ],
    [
      'an end before the confirmation',
      [switched, crashed('fatal error: all goroutines are asleep - deadlock!'), 'x'],
      [
        'panic',
        'the service ended with exit code 2 while it waited for confirm: it panicked: all goroutines are asleep - deadlock!',
        ['see its output, from the line that begins with panic'],
      ],
    ],
    [
      'no room after go',
      [
        tried,
        [
          'evidence ActiveState=inactive',
          'evidence NRestarts=0',
          'evidence ExecMainCode=2',
          'evidence ExecMainStatus=15',
        ],
        '/opt/notes/snapshots has 5 KiB left and 16384 KiB are needed',
      ],
      ['other', '/opt/notes/snapshots has 5 KiB left and 16384 KiB are needed', []],
    ],
    [
      'a hook',
      [
        [
          ...tried.slice(0, 15),
          '1955 step before-switch',
          '1956 log migrating',
          '1957 log no such table: notes',
        ],
        ['evidence ActiveState=inactive', 'evidence NRestarts=0'],
        'before-switch ended with exit status 1',
      ],
      [
        'hook',
        'before-switch ended with exit status 1: no such table: notes',
        ['see what before-switch printed, in the log'],
      ],
    ],
    [
      'an archive that is refused',
      [
        ['10 state received', '11 step unpacking', '12 took unpacking 1'],
        [],
        'the archive has a link, a device or a file with special rights: lrwx',
      ],
      ['other', 'the archive has a link, a device or a file with special rights: lrwx', []],
    ],
    [
      'a job that died',
      [switching, [], 'its job was ended while it was switching'],
      ['other', 'its job was ended while it was switching', []],
    ],
  ])('%s', (_, [lines, told, reason], expected) => {
    expect(causeOf(lines, told, { reason })).toEqual(expected);
  });
});

test('where the runner itself said abort, that is the cause', () => {
  const known = { ...setting, aborted: true };
  expect(causeOf(gate('socket own', 'ready 503'), up, { known })).toEqual([
    'aborted',
    'the runner gave it up before it was confirmed',
    ['see why in the log of the run: another host that failed, or a cancelled job'],
  ]);
});
