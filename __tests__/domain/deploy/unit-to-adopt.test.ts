import { expect, test } from 'vitest';
import { refuseOccupied } from '../../../src/domain/deploy/refuse-occupied.ts';
import { unitToAdopt } from '../../../src/domain/deploy/unit-to-adopt.ts';
import { deployed, server, unitLines, wish } from './server-answers.ts';

const called = 'notes.service';
const held = (unit: string, pid = 99): readonly string[] => [
  'port.free=',
  'port.socket=00000000 33 77',
  `port.pid=${pid}`,
  `process=${pid} 33 www-data 7872 ${unit} server`,
];
/** Where gin-ship has been, and has confirmed nothing. */
const attempted = [
  'mark.there=yes',
  'mark=deploy-path=/opt/notes',
  'mark=state-path=/var/lib/notes',
  'mark=run-as=notes',
  'records=0',
];

test.each<[string, readonly string[], string]>([
  ['nothing is there', [], called],
  ['it is called as the app is', [...unitLines(called), ...held(called)], called],
  ['it is called so and does not listen', [...unitLines(called), ...held('web.service')], called],
  ['it holds the port', [...unitLines('web.service'), ...held('web.service')], 'web.service'],
  ['systemd knows it no more', held('web.service'), called],
  ['a login holds the port', held('session-3.scope'), called],
  [
    "another app's slot of ours holds the port",
    [...unitLines('shop@blue.service'), ...held('shop@blue.service')],
    called,
  ],
  [
    'two units hold the port',
    [...unitLines('a.service'), ...held('a.service'), ...held('b.service', 98)],
    called,
  ],
  ['ours serves', [...deployed, ...unitLines('web.service'), ...held('web.service')], called],
  [
    'it was given back, and our own unit stands beside it',
    [...attempted, ...unitLines('web.service'), ...held('web.service')],
    'web.service',
  ],
  [
    'it was given back under the name of the app',
    [...attempted, ...unitLines(called), `drift=/etc/systemd/system/${called}`, ...held(called)],
    called,
  ],
])('what is taken over where %s', (_, lines, unit) => {
  expect(unitToAdopt(server(...lines), 'notes')).toBe(unit);
});

test('what was given back is in the way again, as it was before', () => {
  const there = [...unitLines(called), `drift=/etc/systemd/system/${called}`];
  const said = (...lines: readonly string[]): readonly string[] =>
    refuseOccupied(server(...attempted, ...lines), wish).map(({ happened }) => happened);
  expect({ foreign: said(...there), own: said(...unitLines(called)) }).toEqual({
    foreign: ['notes.service is there already, and gin-ship did not make it'],
    own: [],
  });
});
