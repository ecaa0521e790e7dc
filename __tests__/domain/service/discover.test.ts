import { expect, test } from 'vitest';
import {
  type DiscoveryStep,
  explainDiscovery,
  healthPaths,
  nextPath,
  observePath,
  startDiscovery,
} from '../../../src/domain/service/discover.ts';
import type { Observation } from '../../../src/domain/service/observation.ts';
import { explainProbe } from '../../../src/domain/service/probe-trouble.ts';

const settings = { interval: 1000, timeout: 3000, successes: 3, deadline: 5000 };
const status = (code: number): Observation => ({ kind: 'answered', status: code, took: 1 });
const refused: Observation = { kind: 'refused' };

/** Runs against a service whose answer depends on the path and the time. */
function run(answer: (path: string, now: number) => Observation): [DiscoveryStep, string[]] {
  let [discovery, now] = [startDiscovery(settings, 0), 0];
  const asked: string[] = [];
  for (let at = 0; at < 1000; at += 1) {
    const step = nextPath(discovery);
    if (step.do !== 'ask') return [step, asked];
    now += step.after;
    asked.push(`${now} ${step.path}`);
    discovery = observePath(discovery, step.path, { seen: answer(step.path, now), at: now });
  }
  throw new Error('the discovery did not end');
}

test('the first path that answers 2xx is used, and the others are not asked', () => {
  const [step, asked] = run((path) => status(path === '/livez' ? 204 : 404));
  expect(step).toEqual({ do: 'use', path: '/livez', accept: '2xx', seen: status(204) });
  expect(asked).toEqual(['0 /healthz', '0 /health', '0 /livez']);
});

test('until something answers, the same path is asked every 100 ms', () => {
  const [step, asked] = run((path, now) =>
    now < 250 ? refused : status(path === '/' ? 200 : 404),
  );
  expect(step).toMatchObject({ do: 'use', path: '/', accept: '2xx' });
  expect(asked).toEqual([
    '0 /healthz',
    '100 /healthz',
    '200 /healthz',
    ...healthPaths.map((path) => `300 ${path}`),
  ]);
});

test('where none answers 2xx, any answer below 500 counts, with the lines to add', () => {
  const [step] = run((path) => status(path === '/' ? 302 : 404));
  const used = { path: '/', accept: 'below-500', seen: status(302) } as const;
  expect(step).toEqual({ do: 'use', ...used });
  const remark = {
    id: 'no-health-route',
    level: 'warning',
    message:
      'no health route: none of /healthz, /health, /livez, /ping, /up, / answers 2xx (/: 302 (redirect)), so any answer of / below 500 counts',
    fix: [
      'r.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusOK) })',
      'or name one that there is: health-path: /path',
    ],
  };
  expect(explainDiscovery(used, { strict: false })).toEqual(remark);
  expect(explainDiscovery(used, { strict: true })).toEqual({ ...remark, level: 'failure' });
  const found = { path: '/up', accept: '2xx', seen: status(200) } as const;
  expect(explainDiscovery(found, { strict: true })).toBeUndefined();
});

test('a 503 says that it is still starting: all paths are asked again', () => {
  const [step, asked] = run((path, now) =>
    status(path === '/healthz' ? (now < 2000 ? 503 : 200) : 404),
  );
  expect(step).toMatchObject({ do: 'use', path: '/healthz', accept: '2xx' });
  expect(asked).toEqual([
    ...healthPaths.map((path) => `0 ${path}`),
    ...healthPaths.map((path) => `1000 ${path}`),
    '2000 /healthz',
  ]);
});

test('a 503 to the end is a failure, told by its path', () => {
  const [step] = run((path) => status(path === '/health' ? 503 : 404));
  expect(step).toMatchObject({ do: 'fail', path: '/health' });
  if (step.do !== 'fail') return;
  expect(explainProbe(step.probe, step.path).message).toBe(
    'GET /health did not become healthy in 5.0 s: 5 × 503',
  );
});

test('nothing that ever listens is a failure', () => {
  const [step] = run(() => refused);
  expect(step).toMatchObject({ do: 'fail', path: '/healthz' });
  if (step.do !== 'fail') return;
  expect(explainProbe(step.probe, step.path).message).toBe(
    'GET /healthz was not answered within 5.0 s: 51 × connection refused',
  );
});

test('an end of the service is told at once', () => {
  const exited: Observation = { kind: 'exited', how: 'was ended by SIGSEGV' };
  const [step, asked] = run((path) => (path === '/health' ? exited : status(404)));
  expect(asked).toEqual(['0 /healthz', '0 /health']);
  if (step.do !== 'fail') throw new Error('it did not fail');
  expect(explainProbe(step.probe, step.path).id).toBe('ended-early');
});
