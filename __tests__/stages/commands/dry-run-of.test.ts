import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { dryRunOf } from '../../../src/stages/commands/dry-run-of.ts';
import { openDeploy } from '../../../src/stages/deploy/deploy-session.ts';
import { openRollback } from '../../../src/stages/deploy/rollback.ts';
import { digest, record, recordLine, wish } from '../../domain/deploy/server-answers.ts';
import { order, running } from '../deploy/ordered.ts';
import { access, factsText, helper } from '../deploy/setting.ts';
import { type Several, meetSeveral } from './several.ts';

const addresses = (hosts: readonly string[]): { user: string; host: string; port: number }[] =>
  hosts.map((host) => ({ user: 'deploy', host, port: 22 }));

const hooked = { ...order, how: { ...order.how, beforeSwitch: './notes migrate' } };

function plan(there: Several, hosts: readonly string[]): Promise<unknown> {
  const { world, report } = there;
  report.title = 'notes 1.3.0: deploy';
  return dryRunOf(world, {
    ...{ name: 'notes', command: 'deploy', hosts: addresses(hosts), report },
    open: (place) => openDeploy(world, { ...place, order: hooked, access, helper }),
  }).catch((error: unknown) => error);
}

const occupied = factsText(
  'port.free=',
  'port.socket=00000000 0 7',
  'port.pid=99',
  'process=99 0 root 100 cron.service nginx',
);

test('facts and plan of each server are told in order, and nothing else is asked of any', async () => {
  using there = meetSeveral({ a: { facts: () => factsText(...running) }, b: {} });
  expect(await plan(there, ['a', 'b'])).toBeUndefined();
  expect([...there.servers.values()].flatMap(({ asked }) => asked)).toEqual([
    'connect',
    'facts',
    'connect',
    'facts',
  ]);
  const lines = there.lines();
  expect(lines.slice(0, 8)).toEqual([
    'group: deploy@a',
    'info: system: Debian GNU/Linux 12 (bookworm) on amd64, glibc 2.36, systemd 252, 2.0 GiB of memory to be had',
    'info: root: by sudo, for the helper alone; helper: 1.0.0',
    'info: runs there: 000003-9001-1, 1.2.0, slot green',
    'info: port 8080: held by notes (pid 812, user notes, unit notes@green.service, /opt/notes/releases/bb/notes)',
    'info: /opt/notes: folder, room for 976.6 MiB, 90000 more files',
    'info: /var/lib/notes: folder, room for 976.6 MiB, 90000 more files',
    'info: deploy 000004-9002-1: notes 1.3.0 (linux/amd64) into slot blue, after 000003-9001-1 (1.2.0)',
  ]);
  expect(lines.at(-1)).toBe('info: dry-run: nothing was changed');
  expect(there.world.recorded.outputs).toEqual({ outcome: 'skipped' });
  expect(lines.join('\n')).not.toContain('hunter2');
});

test('before-switch is planned where the deploy would begin: with the server that differs', async () => {
  using there = meetSeveral({
    a: { facts: () => factsText(...running) },
    b: { facts: () => factsText(...running) },
    c: {},
  });
  await plan(there, ['a', 'b', 'c']);
  const prepared = there.lines().filter((line) => line.startsWith('info: prepared: '));
  expect(prepared.map((line) => line.includes('run before-switch'))).toEqual([false, false, true]);
  expect(there.lines().at(-2)).toBe(
    'notice: the servers differ (deploy@a, deploy@b: 1.2.0; deploy@c: nothing yet); this deploy begins with deploy@c and brings all to the same',
  );
});

test('all that stands against it on any server is in the failure, and in the summary', async () => {
  using there = meetSeveral({
    a: { facts: () => occupied },
    b: { facts: () => factsText(...running) },
    c: { facts: () => factsText('open.whole=no', 'systemd=no') },
  });
  const failure = await plan(there, ['a', 'b', 'c']);
  expect(failure).toBeInstanceOf(Failure);
  const text = String(failure);
  expect(text).toMatch(
    /^Failure: deploying notes: 2 servers stand against it; nothing was changed on any\n/,
  );
  expect(text).toContain('checking deploy@a before the deploy: ');
  expect(text).toContain('checking deploy@c before the deploy: ');
  const summary = await there.summary();
  expect(summary).toMatch(/^\| deploy\\@a \| \*\*refused\*\* \|/m);
  expect(summary).toContain(
    '| deploy\\@b | 000004-9002-1 (1.3.0) | 000003-9001-1 (1.2.0) | 9.5 MiB |',
  );
  expect(summary).toContain('<details><summary>deploy\\@b: plan</summary>');
});

test('a server that cannot be asked does not keep the others from their plans', async () => {
  const lost = new Failure({
    doing: 'connecting',
    happened: 'nobody answered',
    code: 'ssh-unreachable',
  });
  using there = meetSeveral({ a: { connect: () => lost }, b: {} });
  expect(await plan(there, ['a', 'b'])).toMatchObject({
    facts: {
      doing: 'connecting on deploy@a',
      happened: 'nobody answered',
      code: 'ssh-unreachable',
    },
  });
  expect(there.lines()).toContainEqual(expect.stringMatching(/^info: deploy 000001-9002-1: /));
});

test('a rollback is planned as well, and what stands against all plans together is thrown', async () => {
  const released = recordLine({
    ...record,
    deploy: '000002-9000-1',
    sequence: 2,
    release: digest('1'),
  });
  using there = meetSeveral({
    a: { facts: () => factsText(...running, recordLine(record), released) },
  });
  const { world, report } = there;
  report.title = 'notes: rollback';
  const against = new Failure({ doing: 'rolling back', happened: 'they differ' });
  const failed = await dryRunOf(world, {
    ...{ name: 'notes', command: 'rollback', hosts: addresses(['a']), report },
    open: ({ address, tell }) =>
      openRollback(world, {
        ...{ address, tell },
        ...{ access, helper, name: 'notes', lockWait: 1000, lease: 10_000, source: wish.source },
      }),
    check() {
      throw against;
    },
  }).catch((error: unknown) => error);
  expect(failed).toBe(against);
  expect(await there.summary()).toContain(
    '| deploy\\@a | 000004-9002-1, back to 000002-9000-1 (1.2.0) | 000003-9001-1 (1.2.0) | nothing |  |',
  );
});
