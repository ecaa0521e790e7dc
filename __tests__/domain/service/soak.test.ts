import { expect, test } from 'vitest';
import type { Observation } from '../../../src/domain/service/observation.ts';
import { explainSoak, nextSoak, observeSoak, startSoak } from '../../../src/domain/service/soak.ts';

const settings = { interval: 1000, timeout: 3000 };
const ok: Observation = { kind: 'answered', status: 200, took: 2 };
const bad: Observation = { kind: 'answered', status: 500, took: 2 };
const exited: Observation = { kind: 'exited', how: 'ended with exit code 1' };

/** How a soak of so many milliseconds ends, when it asked, and what it tells. */
function run(lasts: number, observations: readonly Observation[]): unknown {
  let [soak, now] = [startSoak(settings, 0, { lasts, accept: '2xx' }), 0];
  const asked: number[] = [];
  for (let at = 0; at < 100; at += 1) {
    const step = nextSoak(soak);
    if (step.do !== 'ask') return [step.do, asked, explainSoak(soak, '/livez')];
    now += step.after;
    asked.push(now);
    soak = observeSoak(soak, observations[at] ?? ok, now);
  }
  throw new Error('the soak did not end');
}

const fix = ['see the last lines of its output'];

test.each<[string, number, Observation[], unknown]>([
  ['no soak passes at once', 0, [], ['pass', [], undefined]],
  ['a calm soak', 2500, [], ['pass', [1000, 2000, 2500], undefined]],
  [
    'the end of the service',
    3000,
    [ok, exited],
    [
      'fail',
      [1000, 2000],
      {
        id: 'soak',
        level: 'failure',
        message: 'the service ended with exit code 1, 2.0 s after it was ready',
        fix,
      },
    ],
  ],
  [
    'three failures in a row',
    9000,
    [ok, bad, bad, bad],
    [
      'fail',
      [1000, 2000, 3000, 4000],
      {
        id: 'soak',
        level: 'failure',
        message: 'GET /livez failed 3 times in a row 4.0 s after it was ready: 500 in 2 ms',
        fix,
      },
    ],
  ],
  [
    'two failures in a row are a warning',
    4000,
    [bad, bad, ok],
    [
      'pass',
      [1000, 2000, 3000, 4000],
      {
        id: 'soak',
        level: 'warning',
        message: 'GET /livez failed 2 of 4 times during the soak of 4.0 s, at the last 500 in 2 ms',
        fix: ['look in its output for why'],
      },
    ],
  ],
  [
    'a failure at the very end is asked again',
    1000,
    [bad, bad, bad],
    [
      'fail',
      [1000, 2000, 3000],
      {
        id: 'soak',
        level: 'failure',
        message: 'GET /livez failed 3 times in a row 3.0 s after it was ready: 500 in 2 ms',
        fix,
      },
    ],
  ],
])('%s', (_, lasts, observations, expected) => {
  expect(run(lasts, observations)).toEqual(expected);
});
