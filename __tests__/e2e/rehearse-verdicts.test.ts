import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Odd, createOdd, endedBefore, notes, warned } from '../action/odd.ts';
import { answeringProgram } from '../fixtures/answering-program.ts';

let odd: Odd;
beforeAll(() => {
  odd = createOdd(answeringProgram);
});
afterAll(() => odd[Symbol.dispose]());

const survives = 'data survives a restart: written, and read back after SIGKILL and after SIGTERM';

test('one that takes its own leftover for another one fails, in auto as well', async () => {
  const happened =
    'start 2, after SIGKILL: the service ended with exit code 0 after <time>, before it listened, though it served before: does a crash leave a lock or a PID file behind?';
  await odd.runToFailure('leftover', {}, [
    happened,
    'lock a file with syscall.Flock: the kernel lets go of it with the process, however that ends',
    'or let the start look whether the process that a PID file names still runs, and replace it where not',
  ]);
});

test('what listens first, for metrics alone, is not taken for the service', async () => {
  const told = await odd.run('metrics-first', notes);
  expect([told.code, told.line, warned(told)]).toEqual([
    0,
    survives,
    [
      'beside port <port> the service listens on 127.0.0.1:<port>, which nobody gave it: a second copy could not start beside the first',
    ],
  ]);
});

test('a crash when it is asked for its data is lost data, with the last system calls', async () => {
  const told = await odd.run('crashes-on-read', notes);
  const lost =
    'data does not survive a restart: survive-read does not get it back (the service ended with exit code 5) after SIGKILL; it crashes when it is asked for what the start before has written';
  expect([told.code, told.line, told.warnings]).toEqual([1, lost, []]);
  expect(told.failure?.split('\n')).toEqual([
    `rehearsing the archive: ${lost}`,
    '  also: start 2, after SIGKILL: the service ended with exit code 5 when survive-read asked it',
    'Try: see the last lines of its output',
  ]);
  expect(told.ended.stdout).toContain('index corrupt');
  expect(told.ended.stdout).toMatch(/^\d+ exit_group\(5\)/m);
});

test('an answer that only quotes what is looked for proves nothing', async () => {
  await odd.runToFailure('echoes', { ...notes, 'survive-read': 'GET /notes?q={nonce}' }, [
    'survive-read: GET /notes?…: the answer only repeats what was asked: it has a word that was never written, too',
    'read without {nonce}: the list that the write adds to, as GET /api/notes',
    'or by what the write answered, as GET /api/notes/{write:/id}',
  ]);
});

describe('a token that a login answers', () => {
  const secret = 'supersecrettoken123';

  test('is hidden before anything else can show it, and no message has it', async () => {
    const inputs = {
      ...notes,
      'survive-write': 'POST /login\n---\nPOST /confirm/{1:/token} {nonce}',
    };
    const told = await odd.run('logs-in', inputs);
    expect([told.code, told.line]).toEqual([
      1,
      endedBefore(
        'survive-write: POST /confirm/{1:/token}: 404 in <time> (404 page not found); a write must be answered with 2xx',
      ),
    ]);
    const lines = told.ended.stdout.split('\n').filter((line) => line.includes(secret));
    expect(lines).toEqual([`::add-mask::${secret}`]);
    expect(told.ended.summary).not.toContain(secret);
  });

  test('and that is not there any more is lost data, and no wrong placeholder', async () => {
    const inputs = {
      ...notes,
      'survive-read': 'POST /login\n---\nGET /notes\nAuthorization: Bearer {1:/token}',
    };
    const told = await odd.run('forgets-users', inputs);
    expect([told.code, told.line]).toEqual([
      1,
      expect.stringMatching(
        /^data does not survive a restart: survive-read gets no further \(\{1:\/token\}: there is no \/token: it has \/error\) after SIGKILL; /,
      ),
    ]);
  });
});

test('a request that is answered before its last byte is none that could be cut', async () => {
  const told = await odd.run('closes', { 'health-path': '/up' });
  expect([told.code, told.warnings]).toEqual([0, []]);
  expect(told.log).toContain(
    'it was ended by SIGTERM (exit code 143), <time> after SIGTERM; no request was in flight: the service answers before it has all of it',
  );
});
