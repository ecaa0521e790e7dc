import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { removeFrom } from '../../../src/stages/commands/remove-from.ts';
import type { With } from '../../fakes/inputs.ts';
import { ended } from '../../fakes/remote.ts';
import { factsText } from '../deploy/setting.ts';
import { running } from '../deploy/ordered.ts';
import { type Several, commandInputs, meetSeveral } from './several.ts';

const ours = 'mark=repository=someone/notes';
const installed = (): string => factsText(...running, 'mark=state=made', ours);

function remove(there: Several, hosts: readonly string[], more: With = {}): Promise<unknown> {
  return removeFrom(there.world, commandInputs('remove', hosts, more), there).catch(
    (error: unknown) => error,
  );
}

test('servers are cleared one after the other, and one that fails keeps none of the others', async () => {
  const broken = 'gin-ship: inner: could not remove /opt/notes\n';
  using there = meetSeveral({
    a: { facts: installed },
    b: {
      facts: installed,
      meet: (command) => (command === 'remove' ? ended('', 70, broken) : undefined),
    },
    c: {},
    d: { facts: installed },
  });
  const failure = await remove(there, ['a', 'b', 'c', 'd']);
  expect(there.lines()).toEqual([
    'group: deploy@a',
    'info: removed notes; its data stays in /var/lib/notes (purge: true removes it)',
    'info: a deploy takes that data up again with state-path: /var/lib/notes and run-as: notes',
    'group: deploy@b',
    'info: removing notes from deploy@b: the helper says: could not remove /opt/notes\nTry: see what it says, then run it again: it goes on from where it is',
    'group: deploy@c',
    'info: notes is not installed there',
    'group: deploy@d',
    'info: removed notes; its data stays in /var/lib/notes (purge: true removes it)',
    'info: a deploy takes that data up again with state-path: /var/lib/notes and run-as: notes',
  ]);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({
    facts: {
      doing: 'removing notes',
      happened: '1 of 4 servers could not be cleared: deploy@b',
      code: 'helper-inner',
    },
  });
  expect(JSON.parse(there.world.recorded.outputs['hosts'] ?? '')).toEqual([
    { host: 'deploy@a', outcome: 'removed', stays: '/var/lib/notes' },
    {
      host: 'deploy@b',
      outcome: 'failed',
      reason: 'removing notes from deploy@b: the helper says: could not remove /opt/notes',
    },
    { host: 'deploy@c', outcome: 'not-installed' },
    { host: 'deploy@d', outcome: 'removed', stays: '/var/lib/notes' },
  ]);
  expect(await there.summary()).toContain(`## notes: removal

| Server | Outcome | Remark |
| --- | --- | --- |
| deploy\\@a | removed | /var/lib/notes stays |
| deploy\\@b | **failed** | removing notes from deploy\\@b: the helper says: could not remove /opt/notes |
| deploy\\@c | not-installed |  |
| deploy\\@d | removed | /var/lib/notes stays |
`);
});

test('purge takes the data that a deploy made, and says where what was there before stays', async () => {
  using there = meetSeveral({
    made: { facts: installed },
    kept: { facts: () => factsText(...running, ours) },
  });
  expect(await remove(there, ['made', 'kept'], { purge: 'true' })).toBeUndefined();
  expect(there.lines()).toEqual([
    'group: deploy@made',
    'info: removed notes with its data',
    'group: deploy@kept',
    'info: removed notes; its data stays in /var/lib/notes (it was there before gin-ship)',
    'info: a deploy takes that data up again with state-path: /var/lib/notes and run-as: notes',
  ]);
  const asked = [...there.servers.values()].map(({ lines }) => lines.at(-1));
  const line =
    "sudo -n /usr/local/libexec/gin-ship remove 'notes' 'repository=someone/notes' 'purge'";
  expect(asked).toEqual([line, line]);
});

test('a dry run tells what would go, and asks for facts alone', async () => {
  using there = meetSeveral({ a: { facts: installed }, b: {} });
  expect(await remove(there, ['a', 'b'], { purge: 'true', 'dry-run': 'true' })).toBeUndefined();
  expect(there.lines()).toEqual([
    'group: deploy@a',
    'info: would go: the units notes.service and notes@.service, stopped first',
    'info: would go: /opt/notes, with releases, records and snapshots',
    'info: would go: /var/lib/notes, with all data',
    'info: would go: the user notes',
    'info: dry-run: nothing was changed',
    'group: deploy@b',
    'info: notes is not installed there',
  ]);
  expect([...there.servers.values()].flatMap(({ asked }) => asked)).toEqual([
    'connect',
    'facts',
    'connect',
    'facts',
  ]);
});

test('a dry run of who may not remove is refused as the removal would be', async () => {
  const nobody = installed().replace('sudo.helper=yes', 'sudo.helper=no');
  using there = meetSeveral({ a: { facts: () => nobody } });
  expect(await remove(there, ['a'], { 'dry-run': 'true' })).toMatchObject({
    facts: { code: 'deploy-privilege' },
  });
});

test.each(['false', 'true'])(
  'what another repository deployed is not removed, nor shown as if it could be: dry-run %s',
  async (dry) => {
    using there = meetSeveral({ a: { facts: () => factsText(...running) } });
    const more = { purge: 'true', 'dry-run': dry };
    expect(await remove(there, ['a'], more)).toMatchObject({
      facts: {
        doing: 'checking deploy@a before the deploy',
        happened: 'notes on that server belongs to "gin/notes", and this is "someone/notes"',
        attempt: [
          'set name to the app of this repository',
          'or, if the repository was renamed, change the line `repository=` in /var/lib/gin-ship/apps/notes as root',
        ],
        code: 'deploy-other-app',
      },
    });
    expect(there.servers.get('a')?.asked).toEqual(['connect', 'facts']);
  },
);
