import { expect, test } from 'vitest';
import { sourced } from './sourced.ts';

/** The gate with a service that answers every question with that redirect. */
const gate = (health: string): string =>
  sourced(`
now() { NOW=0; }
ask() { REPLY=302; }
is_up() { :; }
watch() { :; }
is_wanted() { :; }
tell() { printf '%s\\n' "$*"; }
asker=curl g_ready=- g_health=${health} g_path='' g_waits='' g_accept=2xx g_address=127.0.0.1 g_port=8080
g_interval=100 g_deadline=1000 g_successes=5 good_in_row=0 bad_in_row=0 last='' answered=''
if await_ready notes@blue.service 1000; then echo passed; else printf 'failed: %s\\n' "$why"; fi`);

test('where there is no health route, a redirect is an answer as any other', () => {
  const paths = ['/healthz', '/health', '/livez', '/ping', '/up', '/'];
  expect(gate('discover').split('\n')).toEqual([
    ...paths.map((path) => `probe discover 302 ${path}`),
    `warning no health route: none of ${paths.join(' ')} answers 2xx, so any answer below 500 counts`,
    ...Array.from({ length: 4 }, () => 'probe ready 302 redirect'),
    'passed',
  ]);
});

test('a route that is named has to answer itself', () => {
  expect(gate('/healthz').split('\n')).toEqual([
    ...Array.from({ length: 3 }, () => 'probe ready 302 redirect'),
    'failed: GET /healthz answers 302, a redirect: that is no sign of health',
  ]);
});
