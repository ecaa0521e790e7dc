import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Odd, createOdd, notes, warned } from '../action/odd.ts';

let odd: Odd;
beforeAll(() => {
  odd = createOdd();
});
afterAll(() => odd[Symbol.dispose]());

describe('survive-write and survive-read', () => {
  test('hold for a service that syncs what it stores', async () => {
    const told = await odd.run('fine', notes);
    expect([told.code, told.line, warned(told)]).toEqual([
      0,
      'data survives a restart: written, and read back after SIGKILL and after SIGTERM',
      [],
    ]);
  });

  test('warn of a write that was answered before any fsync', async () => {
    const told = await odd.run('unsynced', notes);
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
    await odd.runToFailure(mode, notes, [happened, ...fix]);
  });
});

test('a start that only fails after SIGKILL is told as what it is', async () => {
  const happened =
    'start 2, after SIGKILL: the service ended with exit code 4 after <time>, before it listened';
  const told = await odd.runToFailure('locks', {}, [happened, 'see the last lines of its output']);
  expect(told.ended.stdout).toContain('another one runs: open lock: file exists');
  expect(told.ended.stdout).toMatch(/^\d+ openat\(.*"lock", .*\) = -1 EEXIST \(File exists\)$/m);
});

test('a program of another file that answers in its place is a warning', async () => {
  const told = await odd.run('other-program');
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
