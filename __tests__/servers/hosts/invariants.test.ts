import { expect, test } from 'vitest';
import {
  entry,
  file,
  fresh,
  kindOf,
  link,
  off,
  old,
  one,
  record,
  two,
  up,
  whole,
  withFile,
  withUnit,
  without,
  answer,
} from '../../fixtures/host-states.ts';
import { type Promised, brokenInvariants } from './broken-invariants.ts';
import type { HostState } from './host-state.ts';

test('a server that keeps all of them breaks none', () => {
  const seen = [answer(0, 'v1'), answer(50, 'v2')];
  const promised = { seen, versions: ['v1', 'v2'], outage: 1000, before: whole };
  expect(brokenInvariants(whole, { ...promised, ending: 'deployed' })).toEqual([]);
});

const release = `/opt/notes/releases/${fresh}`;
const data = '/var/lib/notes/user.db';

test.each<readonly [string, HostState, Promised, readonly string[]]>([
  [
    'a strange answer',
    whole,
    { seen: [answer(0, 'v1'), answer(50, 'v0')], versions: ['v1'] },
    ['N1: an answer is of no known version: "v0"'],
  ],
  [
    'a longer gap than the plan has declared',
    whole,
    { seen: [answer(0, 'v1'), answer(5000, 'v1')], outage: 1000 },
    ['N1: 5000 ms without a valid answer, and 1000 are declared'],
  ],
  [
    'nobody there',
    withUnit('notes@green.service', off),
    {},
    [`N1: notes@green.service is inactive, and ${two} is confirmed`],
  ],
  [
    'both there',
    withUnit('notes@blue.service', up),
    {},
    ['N1: notes@blue.service, which does not serve, is active'],
  ],
  [
    'a file of the old version that changed',
    withFile(`/opt/notes/deploys/${one}/unit.conf`, file('644', 'f'.repeat(64))),
    { before: whole },
    [],
  ],
  ['data that is gone', without(data), { before: whole }, [`N3: ${data} of the data is gone`]],
  [
    'data in another file',
    withFile(data, { ...kindOf(data), inode: '1' }),
    { before: whole },
    [`N3: ${data} of the data is not the same file any more`],
  ],
  [
    'data with other content',
    withFile(data, { ...kindOf(data), digest: 'f'.repeat(64) }),
    { before: whole },
    [`N3: ${data} of the data has other content`],
  ],
  [
    'data that the application wrote',
    withFile(data, { ...kindOf(data), digest: 'f'.repeat(64) }),
    { before: whole, mayWrite: (path) => path === 'user.db' },
    [],
  ],
  [
    'current that leads elsewhere',
    withFile('/opt/notes/current', link(`deploys/${one}`)),
    {},
    [`N4: current leads to deploys/${one}, and ${two} is confirmed`],
  ],
  [
    'a release that is not whole',
    withFile(`${release}/notes`, file('755', 'f'.repeat(64))),
    {},
    [`N4: ${release}/notes is not what its list says`],
  ],
  [
    'a release with more in it',
    withFile(`${release}/.env`, file('644')),
    {},
    [`N4: ${release}/.env is on no list`],
  ],
  [
    'a deploy without its environment',
    without(`/opt/notes/deploys/${two}/env`),
    {},
    [`N4: /opt/notes/deploys/${two} has no env`],
  ],
  [
    'another ending than it was said',
    whole,
    { ending: 'rolled-back' },
    ['N5: it was said to be rolled-back, and its record says confirmed'],
  ],
  [
    'a slot that holds another deploy',
    withFile('/opt/notes/slots/green', link(`../deploys/${one}`)),
    {},
    [`N5: the slot green leads to ../deploys/${one}, and ${two} is confirmed there`],
  ],
  [
    'an old program that runs on',
    withUnit('notes@green.service', { ...up, program: `/opt/notes/releases/${old}/notes` }),
    {},
    [`N5: notes@green.service runs /opt/notes/releases/${old}/notes, not ${release}/notes`],
  ],
  [
    'a record that is not decided',
    { ...whole, records: [...whole.records, record('000003-9-1', { state: 'switching' })] },
    {},
    ['N5: the deploy 000003-9-1 is still switching'],
  ],
  [
    'what is still at work',
    {
      ...whole,
      processes: ['gin-ship job'],
      transient: ['gin-ship-notes.service'],
      isLocked: true,
    },
    {},
    [
      'N6: still at work: gin-ship job',
      'N6: a unit is left: gin-ship-notes.service',
      'N6: the lock is held',
    ],
  ],
  [
    'what was half made',
    withFile('/opt/notes/records/.000003-9-1.new', file('600')),
    {},
    ['N7: /opt/notes/records/.000003-9-1.new is left over'],
  ],
  [
    'the environment of a trial',
    withFile('/run/gin-ship/notes/blue.env', file('600')),
    {},
    ['N7: /run/gin-ship/notes/blue.env is left over'],
  ],
  [
    'an environment that all can read',
    withFile(`/opt/notes/deploys/${one}/env`, file('644')),
    {},
    [`N8: /opt/notes/deploys/${one}/env may hold secrets, and others can read it`],
  ],
  [
    'a unit that is empty',
    withFile('/etc/systemd/system/notes@.service', entry('f', '644', { size: 0 })),
    {},
    ['N8: /etc/systemd/system/notes@.service is empty'],
  ],
  [
    'a unit that systemd has not read',
    withUnit('notes@green.service', { ...up, wantsReload: true }),
    {},
    ['N8: systemd has another notes@green.service in mind than is on the disk'],
  ],
  [
    'what is not installed and has units',
    { ...whole, places: undefined, records: [] } as unknown as HostState,
    {},
    [
      'N7: /etc/systemd/system/notes@.service is there, and notes is not installed',
      'N6: notes@green.service is active, and notes is not installed',
    ],
  ],
])('%s is told', (_, state, promised, broken) => {
  const told = brokenInvariants(state, promised);
  if (broken.length > 0) expect(told).toEqual(expect.arrayContaining([...broken]));
  else expect(told).toEqual([]);
});

test('the old version stays as it was while the new one can go back to it', () => {
  const before: HostState = {
    ...whole,
    records: whole.records.slice(0, 1),
  };
  const path = `/opt/notes/deploys/${one}/unit.conf`;
  const changed = withFile(path, file('644', 'f'.repeat(64)));
  const gone = without(`/opt/notes/releases/${old}/notes`);
  expect(brokenInvariants(changed, { before })).toEqual([
    `N2: ${path} of the old version is not as it was`,
  ]);
  expect(brokenInvariants(gone, { before })).toEqual([
    `N2: /opt/notes/releases/${old}/notes of the old version is gone`,
  ]);
});

test('more than what is kept is told, by what the release that serves keeps', () => {
  const jobs = Array.from({ length: 14 }, (_, index) => `0000${10 + index}-7-1`);
  const folders = jobs.map((job) => [`/var/lib/gin-ship/jobs/notes/${job}`, kindOf('')] as const);
  const files = new Map([...whole.files, ...folders]);
  const keeping = (count: number): HostState['texts'] =>
    new Map([...whole.texts, [`deploys/${two}/settings`, `port=1\nkeep-releases=${count}\n`]]);
  expect(brokenInvariants({ ...whole, files, texts: keeping(1) })).toEqual([]);
  files.set(`/var/lib/gin-ship/jobs/notes/000030-7-1`, kindOf(''));
  files.set(`/var/lib/gin-ship/jobs/notes/000031-7-1`, kindOf(''));
  files.set(`/var/lib/gin-ship/jobs/notes/000032-7-1`, kindOf(''));
  expect(brokenInvariants({ ...whole, files, texts: keeping(1) })).toEqual([
    'N7: 18 jobs are kept, at most 17 should be',
  ]);
  expect(brokenInvariants({ ...whole, files, texts: keeping(2) })).toEqual([]);
});
