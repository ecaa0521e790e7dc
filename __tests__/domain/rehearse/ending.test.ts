import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/domain/rehearse/answer.ts';
import { explainChildren, explainDaemon } from '../../../src/domain/rehearse/leftovers.ts';
import {
  describeStop,
  explainMissed,
  explainOwnEnd,
  explainStop,
} from '../../../src/domain/rehearse/stopping.ts';
import { gracefulShutdown } from '../../../src/domain/service/gin-lines.ts';

const cut: Outcome = { kind: 'broken', how: 'ECONNRESET' };
const answered: Outcome = { kind: 'answered', status: 201, took: 5, body: '', cookies: [] };

test.each([
  [
    { how: 'ended with exit code 0', took: 40, request: answered },
    'ended with exit code 0, 40 ms after SIGTERM; the request in flight was answered with 201',
    [],
  ],
  [{ how: 'ended with exit code 1', took: 40 }, 'ended with exit code 1, 40 ms after SIGTERM', []],
  [
    { how: 'was ended by SIGTERM (exit code 143)', took: 3, request: cut },
    'was ended by SIGTERM (exit code 143), 3 ms after SIGTERM; the request in flight was cut',
    [
      {
        id: 'request-cut',
        level: 'warning',
        message:
          'SIGTERM cuts the request that the service is at (the connection broke: ECONNRESET): a client loses its answer at every deploy, and r.Run() cannot do otherwise',
        fix: gracefulShutdown,
      },
    ],
  ],
  [
    { how: 'ended with exit code 0', took: 40, missed: explainMissed(answered) },
    'ended with exit code 0, 40 ms after SIGTERM; no request was in flight: the service answers before it has all of it',
    [],
  ],
  [
    { how: 'ended with exit code 0', took: 40, missed: explainMissed('not-taken') },
    'ended with exit code 0, 40 ms after SIGTERM; no request was in flight: the service did not take one',
    [],
  ],
  [
    { how: 'ended with exit code 0', took: 40, missed: explainMissed(cut) },
    'ended with exit code 0, 40 ms after SIGTERM; no request was in flight: none could be held (the connection broke: ECONNRESET)',
    [],
  ],
  [
    { took: 10_000, request: answered },
    'did not end within 10.0 s of SIGTERM and was killed; the request in flight was answered with 201',
    [
      {
        id: 'sigterm-ignored',
        level: 'warning',
        message:
          'the service does not end within 10.0 s of SIGTERM: every stop and every deploy waits, then kills it',
        fix: ['end on SIGTERM, with the requests in flight answered:', ...gracefulShutdown],
      },
    ],
  ],
])('%j', (stopped, line, remarks) => {
  expect(describeStop(stopped)).toBe(line);
  expect(explainStop(stopped)).toEqual(remarks);
});

test('a service that goes to the background is told to stay in the foreground', () => {
  expect(explainDaemon({ pid: 12, program: 'shop\n' })).toEqual({
    id: 'daemon',
    level: 'failure',
    message: String.raw`the service went to the background: what was started ended, and shop\u000a (process 12) listens in its place`,
    fix: [
      'stay in the foreground: systemd starts, watches and restarts the process that it started itself',
      'drop daemon: true, -d, --daemon or the library that forks; a PID file is not needed either',
    ],
  });
});

test('processes that were left behind are named, five at the most', () => {
  expect(explainChildren([])).toEqual([]);
  const [one] = explainChildren([{ pid: 3, program: 'sleep' }]);
  expect([one?.level, one?.message]).toEqual([
    'warning',
    'the service left a process behind when it ended: sleep (process 3); they were ended',
  ]);
  const left = Array.from({ length: 7 }, (_, at) => ({ pid: at + 1, program: 'worker' }));
  const [remark] = explainChildren(left);
  expect(remark?.message).toBe(
    'the service left 7 processes behind when it ended: worker (process 1), worker (process 2), worker (process 3), worker (process 4), worker (process 5) and 2 more; they were ended',
  );
});

test('an end that nobody asked for is a failure', () => {
  expect(explainOwnEnd({ code: 5 })).toEqual({
    id: 'ended-early',
    level: 'failure',
    message: 'the service ended with exit code 5 by itself, before it was told to end',
    fix: ['see the last lines of its output'],
  });
});
