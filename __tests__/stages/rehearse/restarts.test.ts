import { describe, expect, test } from 'vitest';
import { type Script } from '../../fakes/service-world.ts';
import { keeper, notes, play, remarksOf } from './setting.ts';

const given = { ...notes, 'health-path': '/healthz', 'probe-successes': '1' };

describe('what a first use may run into is no excuse after a restart:', () => {
  test.each<[string, Script, string]>([
    [
      'an end without an error',
      { ends: { after: 30, code: 0 }, output: 'already running\n' },
      'not-again: start 2, after SIGKILL: the service ended with exit code 0 after 30 ms, before it listened, though it served before: does a crash leave a lock or a PID file behind?',
    ],
    [
      'a database that is not there',
      {
        ends: { after: 30, code: 1 },
        output: 'dial tcp 127.0.0.1:5432: connect: connection refused',
      },
      'needs-external: start 2, after SIGKILL: the service ended with exit code 1 after 30 ms, before it listened: it needs a service that is not there: dial tcp 127.0.0.1:5432: connect: connection refused',
    ],
    [
      'a setting',
      { ends: { after: 30, code: 1 }, output: 'STATE_ID is not set\n' },
      'needs-setting: start 2, after SIGKILL: the service ended with exit code 1 after 30 ms, before it listened: it wants a setting from its environment: STATE_ID is not set',
    ],
  ])('%s', async (_, second, remark) => {
    const played = await play({ starts: [keeper(), second] });
    expect(remarksOf(played)).toEqual([`failure ${remark}`]);
  });
});

describe('a service that ends', () => {
  const broken = { kind: 'broken', how: 'ECONNRESET' } as const;
  /** Listens after 50 ms, is asked once, and ends by the first request of survive-read. */
  const crashing: Script = {
    listens: 50,
    ends: { after: 100, code: 5 },
    output: 'index corrupt\n',
    answers: ({ path }) => (path === '/notes' ? broken : {}),
  };
  const lost =
    'data does not survive a restart: survive-read does not get it back (the service ended with exit code 5) after SIGKILL; it crashes when it is asked for what the start before has written';

  test('when it is asked for its data has lost it, and is not told to end', async () => {
    const played = await play({ given, starts: [keeper(), crashing] });
    expect(remarksOf(played)).toEqual([
      `failure data-lost: ${lost}`,
      'failure crash: start 2, after SIGKILL: the service ended with exit code 5 when survive-read asked it',
    ]);
    expect(played.asked).not.toContain('SIGTERM');
    expect([played.rehearsed?.line, played.rehearsed?.output]).toEqual([lost, ['index corrupt']]);
  });

  test('so is asked again under strace', async () => {
    const trace = '9 1700000000.000000 exit_group(5) = ?\n';
    const starts = [keeper({ trace: '' }), crashing, { ...crashing, trace }];
    const played = await play({ given, strace: true, starts });
    expect(played.rehearsed?.calls).toEqual(['9 exit_group(5) = ?']);
    expect(played.lines).toContain(
      'info: survive-read, watched by strace: GET /notes: the service ended with exit code 5',
    );
  });

  test.each([
    ['before SIGKILL', 1, 'the service'],
    ['with the request in flight, before SIGTERM', 2, 'start 2, after SIGKILL: the service'],
  ])('by itself %s fails', async (_, count, who) => {
    const well = keeper();
    const starts = Array.from({ length: count }, (__, at) =>
      at === count - 1 ? { ...well, ends: { after: 100, code: 5 } } : well,
    );
    const played = await play({
      given,
      starts,
      // the first start is looked at for a while before its end
      spoil: (world, clock) => ({
        ...world,
        kernel: {
          ...world.kernel,
          async connected(pids) {
            await clock.pause(50);
            return world.kernel.connected(pids);
          },
        },
      }),
    });
    expect(remarksOf(played)).toEqual([
      `failure ended-early: ${who} ended with exit code 5 by itself, before it was told to end`,
    ]);
    expect(played.asked).not.toContain('SIGTERM');
  });
});

describe('no request is in flight', () => {
  const early = {
    kind: 'answered',
    status: 200,
    took: 1,
    body: '',
    headers: {},
    cookies: [],
    cut: false,
  } as const;

  test.each<[string, Script, string]>([
    ['where it is answered early', { early }, 'the service answers before it has all of it'],
    ['where it is not taken', { takes: 'waiting' }, 'the service did not take one'],
    [
      'where the connection breaks before',
      { early: { kind: 'broken', how: 'ECONNRESET' } },
      'none could be held (the connection broke: ECONNRESET)',
    ],
  ])('%s, and nothing is said of it', async (_, more, why) => {
    const played = await play({ given, starts: [keeper({ graceful: false, ...more })] });
    expect(played.rehearsed?.facts.at(-1)).toBe(
      `it was ended by SIGTERM (exit code 143), 5 ms after SIGTERM; no request was in flight: ${why}`,
    );
    expect(remarksOf(played)).toEqual([]);
  });

  test('but one that was taken and not yet read can be cut', async () => {
    const played = await play({ given, starts: [keeper({ graceful: false, takes: 'unread' })] });
    expect(remarksOf(played)).toEqual([expect.stringMatching(/^warning request-cut: /)]);
  });
});
