import { expect, test } from 'vitest';
import type { HealthInput } from '../../../src/domain/inputs/service.ts';
import { type HealthRoutes, planHealthRoutes } from '../../../src/domain/service/health-routes.ts';

const discover: HealthInput = { kind: 'discover' };
const none: HealthInput = { kind: 'none' };
const path = (text: string): HealthInput => ({ kind: 'path', path: text });

test.each<[HealthInput, string | undefined, string | undefined, HealthRoutes]>([
  [discover, undefined, undefined, { ready: discover }],
  [none, undefined, undefined, { ready: none }],
  [path('/up'), undefined, undefined, { ready: path('/up') }],
  [discover, '/ready', undefined, { ready: path('/ready') }],
  [discover, undefined, '/live', { ready: discover, live: '/live' }],
  [none, '/ready', undefined, { ready: path('/ready') }],
  [path('/up'), '/ready', undefined, { startup: '/up', ready: path('/ready'), live: '/up' }],
  [path('/up'), '/ready', '/live', { startup: '/up', ready: path('/ready'), live: '/live' }],
])('with health %j, ready-path %j and live-path %j', (health, readyPath, livePath, routes) => {
  const service = {
    health,
    ...(readyPath === undefined ? {} : { readyPath }),
    ...(livePath === undefined ? {} : { livePath }),
  };
  expect(planHealthRoutes(service)).toEqual(routes);
});
