import { expect, test } from 'vitest';
import type { DeployOnHost, DeployOrder } from '../../../src/stages/deploy/plan-on-host.ts';
import { openDeploy } from '../../../src/stages/deploy/deploy-session.ts';
import type { HostSession } from '../../../src/stages/deploy/host-session.ts';
import { openRollback } from '../../../src/stages/deploy/rollback.ts';
import { archiveOf, digest, record, recordLine, wish } from '../../domain/deploy/server-answers.ts';
import { meetRunning, order, running, worldOf } from './ordered.ts';
import { type Meeting, access, address, factsText, helper, meet } from './setting.ts';

function open(there: Meeting, changes: Partial<DeployOrder> = {}): HostSession<DeployOnHost> {
  return openDeploy(worldOf(there), {
    ...{ address, access, helper, tell: there.tell, first: true },
    order: { ...order, ...changes },
  });
}

test('a deploy is planned from the facts, and only standard input has what is secret', async () => {
  const there = meetRunning({ bytes: 10_000_000 });
  const session = open(there);
  const { plan } = await session.submit();
  expect(plan).toMatchObject({
    deploy: '000004-9002-1',
    lease: 60_000,
    probeTimeout: 3000,
    archive: { path: '/tmp/notes.tar.gz', sha256: digest('f'), bytes: 10_000_000 },
  });
  expect(there.fake.inputs.get('submit')).toBe(plan.text);
  expect(plan.text).toContain('TOKEN="hunter2hunter2"');
  session.say('abort');
  expect(await session.ended).toMatchObject({ kind: 'rolled-back' });
  expect([...there.fake.lines, ...there.lines].join('\n')).not.toContain('hunter2');
  expect(there.lines).toContain(
    'info: deploy 000004-9002-1: notes 1.3.0 (linux/amd64) into slot blue, after 000003-9001-1 (1.2.0)',
  );
});

test('a release that the server has is not sent, and settings that were given are asked about', async () => {
  const there = meetRunning({ facts: () => factsText(...running, `release=${digest('f')}`) });
  const session = open(there, {
    given: new Set(['deploy-path', 'state-path']),
    what: { ...order.what, deployPath: '/srv/{name}', statePath: '/srv/{name}-data' },
    how: { ...order.how, adopt: true },
  });
  const failed = await session.prepare().catch((error: unknown) => error);
  expect(failed).toMatchObject({ facts: { code: 'deploy-other-app' } });
  expect(there.fake.lines[0]).toContain("'deploy-path=/srv/notes' 'state-path=/srv/notes-data'");
  expect(there.fake.lines[0]).toContain("'adopt=notes.service'");
  const same = meetRunning({ facts: () => factsText(...running, `release=${digest('f')}`) });
  const { plan, uploaded } = await open(same).prepare();
  expect([plan.archive, uploaded]).toEqual([undefined, undefined]);
  expect(same.fake.asked).toEqual(['connect', 'facts']);
});

test('all that stands against it is said before anything is done', async () => {
  const there = meet({
    facts: () =>
      factsText(
        'port.free=',
        'port.socket=00000000 0 7',
        'port.pid=99',
        'process=99 0 root 100 cron.service nginx',
      ),
  });
  await expect(open(there).submit()).rejects.toMatchObject({
    facts: { doing: 'checking deploy@203.0.113.7 before the deploy', code: 'deploy-occupied' },
  });
  expect(there.fake.asked).toEqual(['connect', 'facts']);
});

test('where no archive fits, the target to add is named', async () => {
  const manifest = { archives: [archiveOf({ target: 'windows/amd64', os: 'windows' })] };
  const there = meet();
  await expect(open(there, { manifest }).submit()).rejects.toMatchObject({
    facts: { code: 'deploy-archive' },
  });
});

const backWish = {
  ...{ address, access, helper, name: 'notes', lockWait: 1000, lease: 10_000 },
  source: wish.source,
};

test('a rollback goes to the deploy before, and sends nothing', async () => {
  const there = meetRunning();
  const session = openRollback(worldOf(there), { ...backWish, tell: there.tell });
  const { plan } = await session.submit();
  expect(plan.plan.target.deploy).toBe('000002-9000-1');
  expect(there.fake.inputs.get('submit')).toContain('\nkind=rollback\n');
  expect(there.fake.inputs.get('submit')).toContain('\nfrom=000002-9000-1\n');
  expect(there.fake.inputs.get('submit')).toContain('\nrepository=gin/notes\n');
  session.say('go');
  session.say('confirm');
  expect(await session.ended).toMatchObject({
    kind: 'deployed',
    record: { kind: 'rollback', deploy: '000004-9002-1' },
  });
  expect(there.fake.asked).toEqual([
    ...['connect', 'facts', 'submit', 'attend', 'say go', 'say confirm', 'records'],
  ]);
});

test('a rollback that somebody overtook goes nowhere else than it said', async () => {
  let asked = 0;
  const newer = recordLine({
    ...record,
    ...{ deploy: '000004-9003-1', sequence: 4, predecessor: '000003-9001-1' },
  });
  const there = meetRunning({
    facts: () => factsText(...running, ...((asked += 1) === 1 ? [] : [newer])),
    jobs: [['ended stale another deploy ended there']],
  });
  const session = openRollback(worldOf(there), { ...backWish, tell: there.tell });
  await expect(session.submit()).rejects.toMatchObject({
    facts: {
      doing: 'rolling notes back on deploy@203.0.113.7 to 000002-9000-1',
      happened:
        'somebody else deployed there meanwhile, and the one before is 000003-9001-1 now; nothing was changed',
      code: 'deploy-stale',
    },
  });
});

test.each([
  ['nothing was deployed there', factsText('port=', 'port.free='), 'rollback-target'],
  [
    'nothing was ever confirmed there',
    factsText(
      ...['mark.there=yes', 'mark=repository=gin/notes', 'port=', 'port.free='],
      ...['records=1', 'sequence=000001'],
      recordLine({ ...record, deploy: '000001-9000-1', sequence: 1, state: 'not-installed' }),
    ),
    'rollback-target',
  ],
  ['nobody may', factsText().replace('sudo.helper=yes', 'sudo.helper=no'), 'deploy-privilege'],
  ['too little is known', factsText(...running, 'open.whole=no'), 'deploy-unknown'],
  [
    'another repository deployed it',
    factsText(...running, 'mark=repository=evil/notes'),
    'deploy-other-app',
  ],
])('a rollback is refused where %s', async (_why, text, code) => {
  const there = meet({ facts: () => text });
  const session = openRollback(worldOf(there), { ...backWish, tell: there.tell });
  await expect(session.submit()).rejects.toMatchObject({ facts: { code } });
  expect(there.fake.asked).toEqual(['connect', 'facts']);
});

test('a deploy that is named is asked about, however old it is', async () => {
  const there = meetRunning();
  const wanted = { ...backWish, rollbackTo: '000002-9000-1', tell: there.tell };
  await openRollback(worldOf(there), wanted).prepare();
  expect(there.fake.lines[0]).toContain("'record=000002-9000-1'");
});

test('an unfinished deploy, drift and a server that nobody can ask are told before a deploy', async () => {
  const open_ = recordLine({ ...record, deploy: '000004-9003-1', sequence: 4, state: 'switching' });
  const there = meet({
    facts: () =>
      factsText(...running, open_, 'drift=/etc/systemd/system/notes@.service', 'tool=tar'),
  });
  await open(there)
    .prepare()
    .catch(() => undefined);
  expect(there.lines).toContain(
    'warning: 000004-9003-1 was left switching there; it is taken back before anything else',
  );
  expect(there.lines).toContain(
    'warning: changed by hand there: /etc/systemd/system/notes@.service; a deploy writes its own files anew',
  );
  expect(there.lines).toContain(
    'info: the server has no curl, wget or bash: health is asked through this connection',
  );
});
