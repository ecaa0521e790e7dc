import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../src/domain/service/observation.ts';
import {
  type Accept,
  type Probe,
  type ProbeStep,
  nextProbe,
  observe,
  startProbe,
} from '../../../src/domain/service/probe.ts';
import { explainProbe, tally } from '../../../src/domain/service/probe-trouble.ts';

const settings = { interval: 1000, timeout: 3000, successes: 3, deadline: 10_000 };

const status = (code: number, location?: string): Observation => ({
  kind: 'answered',
  status: code,
  took: 5,
  ...(location === undefined ? {} : { location }),
});
const refused: Observation = { kind: 'refused' };
const timedOut: Observation = { kind: 'timed-out', after: 3000 };
const broken: Observation = { kind: 'broken', how: 'ECONNRESET' };
const exited: Observation = { kind: 'exited', how: 'ended with exit code 1' };
const stranger: Observation = { kind: 'wrong-process', who: 'nginx (process 7)' };

/** Asks as the reducer says; each answer comes at once. The last observation is repeated for ever. */
function run(
  observations: readonly Observation[],
  accept: Accept = '2xx',
): [Probe, ProbeStep, number[]] {
  let [probe, now] = [startProbe(settings, 0, accept), 0];
  const asked: number[] = [];
  for (let at = 0; at < 1000; at += 1) {
    const step = nextProbe(probe);
    if (step.do !== 'ask') return [probe, step, asked];
    now += step.after;
    asked.push(now);
    probe = observe(probe, observations[at] ?? observations.at(-1) ?? refused, now);
  }
  throw new Error('the probe did not end');
}

const [ok, error] = [status(200), status(500)];

test.each<[string, Observation[], Accept, [ProbeStep, number[]]]>([
  ['three in a row', [ok], '2xx', [{ do: 'pass', took: 2000, firstAnswer: 0 }, [0, 1000, 2000]]],
  [
    '204 is a success',
    [status(204)],
    '2xx',
    [{ do: 'pass', took: 2000, firstAnswer: 0 }, [0, 1000, 2000]],
  ],
  [
    'asked every 100 ms until there is an answer, then by the interval',
    [refused, refused, timedOut, ok],
    '2xx',
    [{ do: 'pass', took: 2300, firstAnswer: 300 }, [0, 100, 200, 300, 1300, 2300]],
  ],
  [
    'a failure between begins the row anew',
    [ok, ok, error, ok],
    '2xx',
    [{ do: 'pass', took: 5000, firstAnswer: 0 }, [0, 1000, 2000, 3000, 4000, 5000]],
  ],
  ['an end fails at once', [refused, exited], '2xx', [{ do: 'fail' }, [0, 100]]],
  ['another process fails at once', [stranger], '2xx', [{ do: 'fail' }, [0]]],
  [
    'a 404 counts below 500',
    [status(404)],
    'below-500',
    [{ do: 'pass', took: 2000, firstAnswer: 0 }, [0, 1000, 2000]],
  ],
  [
    'the last question is asked at the deadline',
    [status(503)],
    '2xx',
    [{ do: 'fail' }, [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000]],
  ],
  [
    'a redirect is no success',
    [status(302, '/login')],
    '2xx',
    [{ do: 'fail' }, [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000]],
  ],
  [
    'the row may be finished at the deadline itself',
    [...Array<Observation>(8).fill(error), ok],
    '2xx',
    [
      { do: 'pass', took: 10_000, firstAnswer: 0 },
      [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000],
    ],
  ],
])('%s', (_, observations, accept, expected) => {
  const [, ended, asked] = run(observations, accept);
  expect([ended, asked]).toEqual(expected);
});

test('a slow answer takes its time from the deadline', () => {
  const late = observe(startProbe(settings, 500), timedOut, 10_400);
  expect(nextProbe(late)).toEqual({ do: 'ask', after: 100, timeout: 3000 });
  expect(nextProbe(observe(late, timedOut, 13_400))).toEqual({ do: 'fail' });
});

test('the tally has what was not answered first', () => {
  const [probe] = run([status(503), refused, refused, status(503), timedOut, exited]);
  expect(tally(probe)).toBe(
    '2 × connection refused, 1 × no answer in time, 1 × the service ended, 2 × 503',
  );
});

const route = 'r.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusOK) })';

describe('a failed probe is told', () => {
  test.each<[string, Observation[], [id: string, message: string, fix: string[]]]>([
    [
      'of an end',
      [exited],
      [
        'ended-early',
        'the service ended with exit code 1, before it was ready',
        ['see the last lines of its output'],
      ],
    ],
    [
      'of another process',
      [stranger],
      [
        'answered-by-another',
        'another process answered: nginx (process 7), not the service',
        ['end what listens on that port, or let the service listen on the port that PORT names'],
      ],
    ],
    [
      'of nothing that listens',
      [refused],
      [
        'not-ready',
        'GET /healthz was not answered within 10.0 s: 101 × connection refused',
        ['where it only starts slowly: probe-deadline', 'see the last lines of its output'],
      ],
    ],
    [
      'of answers that take too long',
      [timedOut],
      [
        'not-ready',
        'GET /healthz was not answered within 10.0 s: 101 × no answer in time',
        ['answer the health route within probe-timeout (3.0 s)'],
      ],
    ],
    [
      'of a connection that breaks',
      [broken],
      [
        'not-ready',
        'GET /healthz was not answered within 10.0 s: 101 × broken connection',
        ['answer plain HTTP there: TLS is the matter of the proxy before the service'],
      ],
    ],
    [
      'of an error',
      [status(503)],
      [
        'not-ready',
        'GET /healthz did not become healthy in 10.0 s: 11 × 503',
        [
          'look in its output for why it is not well',
          'what it needs from outside, such as a database, comes by rehearse-env',
          'where it only starts slowly: probe-deadline',
        ],
      ],
    ],
    [
      'of a route that is not there',
      [status(404)],
      [
        'not-ready',
        'GET /healthz did not become healthy in 10.0 s: 11 × 404',
        ['add the route:', route],
      ],
    ],
    [
      'of a route that asks for a login',
      [status(401)],
      [
        'not-ready',
        'GET /healthz did not become healthy in 10.0 s: 11 × 401',
        ['register the health route outside of the group that asks for a login:', route],
      ],
    ],
    [
      'of flapping',
      [ok, error, ok, error, ok, error, ok, error, ok, error, ok],
      [
        'flapping',
        'GET /healthz flaps: 6 × 200, 5 × 500 within 10.0 s, at the most 1 in a row of the 3 that probe-successes asks for',
        [
          'look in its output for what fails by turns',
          'where that is how it starts, give it longer: probe-deadline',
        ],
      ],
    ],
  ])('%s', (_, observations, [id, message, fix]) => {
    const [probe] = run(observations);
    expect(explainProbe(probe, '/healthz')).toEqual({ id, level: 'failure', message, fix });
  });

  test.each<[string, string | undefined, string, string[]]>([
    ['/health/', '/health', '/health', ['health-path: /health']],
    [
      '/healthz',
      '/login?next=secret',
      '/login',
      ['health-path: /login, if that tells whether it is well; else add a route that does:', route],
    ],
    [
      '/healthz',
      'https://example.com/healthz',
      'https://example.com/healthz',
      ['answer the health route before the middleware that sends plain HTTP to HTTPS'],
    ],
    ['/healthz', undefined, 'nowhere', ['add a route that answers 200 itself:', route]],
  ])('of a redirect from %s to %s', (path, location, shown, fix) => {
    const [probe] = run([status(301, location)]);
    expect(explainProbe(probe, path)).toEqual({
      id: 'redirect',
      level: 'failure',
      message: `GET ${path} answers 301, a redirect to ${shown}; a redirect is no sign of health`,
      fix,
    });
  });
});

test('text of a server cannot give commands to the runner', () => {
  const [probe] = run([{ kind: 'exited', how: 'ended\n::error::x' }]);
  expect(explainProbe(probe, '/').message).toBe(
    String.raw`the service ended\u000a::error::x, before it was ready`,
  );
});
