import { expect, test } from 'vitest';
import { planRemoval, removalLines } from '../../../src/domain/deploy/plan-removal.ts';
import { removalHosts, removalSection } from '../../../src/domain/deploy/removal-section.ts';

const app = { deployPath: '/opt/notes', statePath: '/var/lib/notes', runAs: 'notes' };
const made = new Map([
  ['state', 'made'],
  ['user', 'made'],
]);
const found = new Map([
  ['state', 'found'],
  ['user', 'found'],
  ['adopted', 'notes.service'],
]);
const always = [
  'the units notes.service and notes@.service, stopped first',
  '/opt/notes, with releases, records and snapshots',
];

test.each([
  ['data stays', { mark: made }, false, { goes: always, owner: 'notes', stays: '/var/lib/notes' }],
  [
    'what a deploy has made goes by purge',
    { mark: made },
    true,
    { owner: 'notes', goes: [...always, '/var/lib/notes, with all data', 'the user notes'] },
  ],
  [
    'what was there before stays even then, and the unit of before comes back',
    { mark: found },
    true,
    {
      goes: always,
      owner: 'notes',
      stays: '/var/lib/notes',
      because: 'it was there before gin-ship',
      comesBack: 'notes.service',
    },
  ],
  [
    'a unit of another name is left as a deploy has left it',
    { mark: new Map([['adopted', 'gin-app.service']]) },
    false,
    { goes: always, owner: 'notes', stays: '/var/lib/notes', leaves: 'gin-app.service' },
  ],
  [
    'nothing was taken over',
    { mark: new Map([['adopted', '-']]) },
    false,
    { goes: always, owner: 'notes', stays: '/var/lib/notes' },
  ],
  [
    'nothing is said to go that is not known to be ours',
    { mark: undefined },
    true,
    {
      goes: always,
      owner: 'notes',
      stays: '/var/lib/notes',
      because: 'it was there before gin-ship',
    },
  ],
])('%s', (_, { mark }, purge, plan) => {
  const asked = { ...app, ...(mark === undefined ? {} : { mark }) };
  expect(planRemoval(asked, { name: 'notes', purge })).toEqual(plan);
});

test('what was done, and what would be, in lines', () => {
  const plan = planRemoval({ ...app, mark: found }, { name: 'notes', purge: true });
  expect(removalLines(plan, { name: 'notes', did: true })).toEqual([
    'removed notes; its data stays in /var/lib/notes (it was there before gin-ship)',
    'a deploy takes that data up again with state-path: /var/lib/notes and run-as: notes',
    'the file of notes.service as it was before gin-ship is there again, neither enabled nor started',
  ]);
  expect(removalLines(plan, { name: 'notes', did: false })).toEqual([
    ...always.map((thing) => `would go: ${thing}`),
    'its data stays in /var/lib/notes (it was there before gin-ship)',
    'a deploy takes that data up again with state-path: /var/lib/notes and run-as: notes',
    'the file of notes.service as it was before gin-ship would be there again, neither enabled nor started',
    'dry-run: nothing was changed',
  ]);
});

test.each([
  [true, 'is'],
  [false, 'would be'],
])('how a unit of another name is started again, in a line: %o', (did, word) => {
  const mark = new Map([['adopted', 'gin-app.service']]);
  const plan = planRemoval({ ...app, mark }, { name: 'notes', purge: false });
  expect(removalLines(plan, { name: 'notes', did })).toContain(
    `gin-app.service, which was taken over, ${word} left as it is; where a deploy has disabled it, \`systemctl enable --now gin-app.service\` starts it again`,
  );
});

test('text of a server is text in the summary and in the output', () => {
  const removals = [
    { server: 'web1', outcome: 'failed' as const, reason: 'the helper says: <b>|' },
    { server: 'web2', outcome: 'would-remove' as const, stays: '/var/lib/notes' },
  ];
  expect(removalSection(removals)).toBe(`| Server | Outcome | Remark |
| --- | --- | --- |
| web1 | **failed** | the helper says: &lt;b&gt;\\| |
| web2 | would-remove | /var/lib/notes stays |`);
  expect(JSON.parse(removalHosts(removals))).toEqual([
    { host: 'web1', outcome: 'failed', reason: 'the helper says: <b>|' },
    { host: 'web2', outcome: 'would-remove', stays: '/var/lib/notes' },
  ]);
});
