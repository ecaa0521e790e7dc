import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { statusOf } from '../../../src/stages/commands/status-of.ts';
import { digest, record, recordLine } from '../../domain/deploy/server-answers.ts';
import { factsText } from '../deploy/setting.ts';
import { running } from '../deploy/ordered.ts';
import { type Several, commandInputs, meetSeveral } from './several.ts';

const unreachable = new Failure({
  doing: 'connecting to deploy@b',
  happened: 'nobody answered',
  attempt: ['look at the firewall'],
  code: 'ssh-unreachable',
});

const since = [
  'show=MainPID=812',
  'show=Id=notes@green.service',
  'show=LoadState=loaded',
  'show=ActiveState=active',
  'show=ActiveEnterTimestamp=Sun 2026-11-22 20:40:30 UTC',
  'show=NRestarts=0',
  'show=--',
];

const newer = recordLine({
  ...record,
  ...{ deploy: '000004-9002-1', sequence: 4, version: '1.3.0', release: digest('f') },
});

function look(there: Several, hosts: readonly string[]): Promise<unknown> {
  return statusOf(there.world, commandInputs('status', hosts), there).catch(
    (error: unknown) => error,
  );
}

test('each server is told in a group of its own, in the order of the list, and those that differ are named', async () => {
  using there = meetSeveral({
    // The last answers first, and is told last.
    a: {
      facts: () =>
        factsText(...running, ...since, newer, 'slot.green=link ../deploys/000004-9002-1'),
    },
    b: { connect: () => unreachable },
    c: {
      facts: () =>
        factsText(
          ...running,
          ...since,
          'dropin=/etc/systemd/system/notes@green.service.d/mine.conf',
        ),
    },
  });
  const failure = await look(there, ['a', 'b', 'c']);
  const groups = there.lines().filter((line) => /^(?:group|warning|error)/.test(line));
  expect(groups).toEqual([
    'group: deploy@a',
    'group: deploy@b',
    'group: deploy@c',
    'warning: deploy@c: changed by hand: /etc/systemd/system/notes@green.service.d/mine.conf; a deploy writes its own files anew',
    'warning: the servers differ (deploy@a: 1.3.0; deploy@c: 1.2.0); the next deploy begins with deploy@c and brings all to the same',
  ]);
  expect(there.lines()).toContain(
    'info: 000004-9002-1 (1.3.0) runs since Sun 2026-11-22 20:40:30 UTC, in slot green, as notes',
  );
  expect(failure).toBe(failure instanceof Failure ? failure : undefined);
  expect(String(failure)).toBe(
    'Failure: asking for the status of notes: 1 of 3 servers could not be asked: deploy@b\n' +
      '  deploy@b: connecting to deploy@b: nobody answered\n' +
      'Try: look at the firewall',
  );
  expect(JSON.parse(there.world.recorded.outputs['hosts'] ?? '')).toEqual([
    {
      ...{ host: 'deploy@a', outcome: 'running', deploy: '000004-9002-1', version: '1.3.0' },
      ...{ commit: 'd'.repeat(40), run: '9001' },
    },
    {
      host: 'deploy@b',
      outcome: 'not-asked',
      reason: 'connecting to deploy@b: nobody answered',
    },
    {
      ...{ host: 'deploy@c', outcome: 'running', deploy: '000003-9001-1', version: '1.2.0' },
      ...{ commit: 'd'.repeat(40), run: '9001' },
      drift: ['/etc/systemd/system/notes@green.service.d/mine.conf'],
    },
  ]);
  expect(there.world.recorded.outputs['deploy-id']).toBe('000004-9002-1,000003-9001-1');
});

test('nothing but facts is asked of a server, and what is there is in the summary', async () => {
  using there = meetSeveral({ a: { facts: () => factsText(...running, ...since) } });
  expect(await look(there, ['a'])).toBeUndefined();
  expect(there.servers.get('a')?.asked).toEqual(['connect', 'facts']);
  expect(await there.summary()).toBe(`## notes: status

| Server | State | Deploy | Version | Since | From |
| --- | --- | --- | --- | --- | --- |
| deploy\\@a | running | 000003-9001-1 | 1.2.0 | Sun 2026-11-22 20:40:30 UTC | commit dddddddddddd, of gin/notes, run 9001, attempt 1, .github/workflows/ship.yml, by ann |

<details><summary>deploy\\@a: deploys</summary>

- 000003-9001-1 2026-11-22 20:40 UTC 1.2.0 confirmed, no answer for 210 ms
- 000002-9000-1 2026-11-22 20:40 UTC 1.2.0 confirmed, no answer for 210 ms

</details>

Took 0 ms.
`);
});

test('one server that cannot be asked is the failure itself', async () => {
  using there = meetSeveral({ b: { connect: () => unreachable } });
  expect(await look(there, ['b'])).toBe(unreachable);
  expect(await there.summary()).toContain('| deploy\\@b | **not asked** |');
});

test('a bug on one server is thrown once the others have told theirs', async () => {
  const bug = new TypeError('x is not a function');
  using there = meetSeveral({
    a: {
      facts: () => {
        throw bug;
      },
    },
    b: {},
  });
  expect(await look(there, ['a', 'b'])).toBe(bug);
  expect(there.lines()).toEqual([
    'group: deploy@a',
    'group: deploy@b',
    'info: notes is not installed here',
  ]);
});

test('what is missing is told before any server is asked, and what has no effect by its name', async () => {
  using there = meetSeveral({ a: {} });
  const without = { name: '', 'known-hosts': '' };
  const failure = await statusOf(there.world, commandInputs('status', ['a'], without), there).catch(
    String,
  );
  expect(failure).toMatch(
    /^Failure: reading what command: status needs: 2 inputs are empty\n {2}\| name: is empty; /,
  );
  expect(there.servers.get('a')?.asked).toEqual([]);
  const idle = { 'service-env': 'A=b', 'go-version': '1.26', 'service-port': '9090' };
  await statusOf(there.world, commandInputs('status', ['a'], idle), there);
  expect(there.lines()[0]).toBe(
    "warning: command: status takes its settings from the servers' own records; of no effect here: go-version, service-env, service-port",
  );
});
