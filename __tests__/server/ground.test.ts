import { expect, test, vi } from 'vitest';
import { type Ground, endOn, goesOn } from './ground-bench.ts';

vi.setConfig({ testTimeout: 300_000 });

const open = (path: string): string =>
  `refused ${path}, in which root would work, can be changed by others than root`;
const inSystem = 'install -d /var/lib/cloud/per-boot';

test.each<[string, Ground, string]>([
  ['a bare server is taken', { lay: '' }, goesOn()],
  ['an empty deploy-path of root is taken', { lay: 'mkdir /opt/notes' }, goesOn()],
  [
    'a deploy-path of another user is not',
    { lay: 'install -d -o nobody /opt/notes' },
    open('/opt/notes'),
  ],
  ['nor one that a group can change', { lay: 'install -d -m 775 /opt/notes' }, open('/opt/notes')],
  [
    'nor one below such a folder',
    { lay: 'install -d -o nobody /srv/a', change: { 'deploy-path': '/srv/a/notes' } },
    open('/srv/a'),
  ],
  ['nor one by a link', { lay: 'ln -s /srv /opt/notes' }, open('/opt/notes')],
  [
    'a link leads no state into a folder of the system',
    {
      lay: 'install -d -o nobody /srv/a && ln -s /etc/systemd/system /srv/a/x',
      state: '/srv/a/x/ssh.service.d',
    },
    'refused /srv/a/x/ssh.service.d lies in /etc/systemd/system/ssh.service.d, which can be no state',
  ],
  [
    'nor into the deploy-path',
    { lay: 'ln -s /opt /srv/a', state: '/srv/a/notes/state' },
    'refused /srv/a/notes/state lies in /opt/notes/state, which can be no state',
  ],
  [
    'nor nowhere',
    { lay: 'ln -s a /srv/a', state: '/srv/a/b' },
    'refused /srv/a/b lies in a link that leads nowhere/b, which can be no state',
  ],
  [
    'no folder of another app is a state',
    {
      lay: 'install -d /var/lib/gin-ship/apps /opt/other/snapshots && echo deploy-path=/opt/other >/var/lib/gin-ship/apps/other',
      state: '/opt/other/snapshots',
    },
    'refused /opt/other/snapshots and the deploy-path of other, /opt/other, lie in one another',
  ],
  [
    'an empty folder that may be the system’s is not given away to who comes by sudo',
    { lay: inSystem, state: '/var/lib/cloud/per-boot' },
    "refused /var/lib/cloud/per-boot is there already, and may be the system's: remove it, or give it to the user that run-as names",
  ],
  [
    'but by root',
    { lay: inSystem, state: '/var/lib/cloud/per-boot', caller: 'root' },
    goesOn('root'),
  ],
  [
    'and where a file system is mounted',
    {
      lay: `${inSystem} && mount -t tmpfs none /var/lib/cloud/per-boot`,
      state: '/var/lib/cloud/per-boot',
    },
    goesOn(),
  ],
  [
    'an empty folder elsewhere is taken',
    { lay: 'mkdir -p /srv/notes/data', state: '/srv/notes/data' },
    goesOn(),
  ],
])('%s', (_, ground, ends) => {
  expect(endOn(ground)).toBe(ends);
});
