import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { type Removed, remove } from '../../../src/stages/deploy/remove.ts';
import { type HostStatus, status } from '../../../src/stages/deploy/status.ts';
import { digest, record, recordLine, wish } from '../../domain/deploy/server-answers.ts';
import { ended } from '../../fakes/remote.ts';
import { meetRunning, running, worldOf } from './ordered.ts';
import { type Meeting, access, address, atWork, factsText, helper, meet } from './setting.ts';

const look = (there: Meeting): Promise<HostStatus> =>
  status(there.fake, { name: 'notes', address, access, helper, tell: there.tell });

test('a status tells what runs, since when, the records, and what was changed by hand', async () => {
  const down = { ...record, deploy: '000004-9003-1', sequence: 4, run: '9003' };
  const text = factsText(
    ...running,
    recordLine({ ...down, state: 'rolled-back', reason: 'it ended with 3' }),
    'dropin=/etc/systemd/system/notes@green.service.d/mine.conf',
  );
  const there = meet({ facts: () => text });
  const found = await look(there);
  expect(found).toMatchObject({ server: 'deploy@203.0.113.7', running: record });
  expect(there.lines.slice(1)).toEqual([
    'info: 000003-9001-1 (1.2.0) runs, in slot green, as notes',
    'info: from commit dddddddddddd, of gin/notes, run 9001, attempt 1, .github/workflows/ship.yml, by ann',
    `info: release ${digest('b')}`,
    'info: memory: 20.0 MiB',
    'info: releases in /opt/notes, data in /var/lib/notes',
    'info: deploys:',
    'info:   000004-9003-1 2026-11-22 20:40 UTC 1.2.0 rolled-back, no answer for 210 ms: it ended with 3',
    'info:   000003-9001-1 2026-11-22 20:40 UTC 1.2.0 confirmed, no answer for 210 ms',
    'info:   000002-9000-1 2026-11-22 20:40 UTC 1.2.0 confirmed, no answer for 210 ms',
    "info: drop-ins that are not gin-ship's: /etc/systemd/system/notes@green.service.d/mine.conf",
    'info: a rollback would go to 000002-9000-1 (1.2.0)',
    'warning: changed by hand: /etc/systemd/system/notes@green.service.d/mine.conf; a deploy writes its own files anew',
  ]);
});

test('a status of what is not there, or at work, says so', async () => {
  const none = meet();
  await look(none);
  expect(none.lines.slice(1)).toEqual(['info: notes is not installed here']);
  const busy = meet({ facts: () => factsText(...running, ...atWork) });
  await look(busy);
  expect(busy.lines).toContain('info: under way: job 000001-9000-1, by bob');
});

const removing = (there: Meeting, purge = false): Promise<Removed> =>
  remove(worldOf(there), {
    ...{ name: 'notes', address, access, helper, purge, lockWait: 10_000 },
    source: wish.source,
    tell: there.tell,
  });

test.each([
  [
    false,
    "remove 'notes' 'repository=gin/notes'",
    'removed notes; its data stays in /var/lib/notes (purge: true removes it)',
  ],
  [true, "remove 'notes' 'repository=gin/notes' 'purge'", 'removed notes with its data'],
])('it is removed, with its data only where that is asked for: %o', async (purge, words, told) => {
  const there = meet({ facts: () => factsText(...running, 'mark=state=made') });
  expect(await removing(there, purge)).toMatchObject({ outcome: 'removed' });
  expect(there.fake.lines.at(-1)).toBe(`sudo -n /usr/local/libexec/gin-ship ${words}`);
  expect(there.lines).toContain(`info: ${told}`);
});

test('what is not there need not be removed', async () => {
  const there = meet();
  expect(await removing(there)).toEqual({ outcome: 'not-installed' });
  expect(there.fake.asked).toEqual(['connect', 'facts']);
});

test('a removal waits for whoever is at work, and tells what the helper says', async () => {
  const busy = 'gin-ship: busy: the deploy 000004-9002-1 is under way here\n';
  const there = meetRunning({
    meet: (command, nth) => (command === 'remove' && nth === 1 ? ended('', 75, busy) : undefined),
  });
  expect(await removing(there)).toEqual({ outcome: 'removed', stays: '/var/lib/notes' });
  const broken = meetRunning({
    meet: (command) =>
      command === 'remove'
        ? ended('', 70, 'gin-ship: inner: could not remove /opt/notes\n')
        : undefined,
  });
  const failed = await removing(broken).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Failure);
  expect(failed).toMatchObject({
    facts: { happened: 'the helper says: could not remove /opt/notes', code: 'helper-inner' },
  });
});
