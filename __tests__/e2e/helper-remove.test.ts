import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildDeployed, makeRelease, type Release } from '../fixtures/deployed-release.ts';
import { blobsOf, planText } from '../fixtures/hand-made-plan.ts';
import {
  attend,
  deploy,
  helper,
  installHelper,
  nextHeader,
  upload,
} from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { checkInvariants } from '../servers/hosts/invariants.ts';
import { startProber } from '../servers/hosts/prober.ts';
import { watchEach } from '../servers/hosts/watched.ts';
import { someOf } from '../fixtures/some-of.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 600_000 });

let v1: Release;
let v2: Release;
let host: Host;

/** All files of the server, but for its journals and what systemd keeps of its own. */
const files = (): Promise<string> =>
  host.run(
    `find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /var/tmp -o -path /var/log -o -path /var/lib/systemd -o -path /var/cache \\) -prune \
      -o ! -name 'passwd-' ! -name 'shadow-' ! -name 'group-' ! -name 'gshadow-' -printf '%p %y %m %u %l\\n' | sort
     find /run -xdev -path '*gin-ship*' | sort; cat /etc/passwd /etc/group /etc/shadow`,
  );
const moments = ['state received', 'state prepared', 'state switching', 'state switched'];
const remove = (...args: readonly string[]): Promise<string> =>
  host.run([helper, 'remove', 'notes', ...args]);

describeHosts('a removal', () => {
  let bare: string;
  beforeAll(async () => {
    v1 = makeRelease(buildDeployed('v1'), 'v1');
    v2 = makeRelease(buildDeployed('v2'), 'v2');
    host = await bootHost({ tree: 'bookworm', name: 'remove' });
    await installHelper(host);
    await host.run([helper, 'room', v1.id]);
    bare = await files();
  });
  afterAll(() => host[Symbol.asyncDispose]());
  beforeEach(async () => {
    await remove('purge');
    expect((await deploy(host, v1)).state).toBe('confirmed');
    await host.writeFile('/var/lib/notes/user.db', 'rows', { owner: 'notes' });
  });
  const watch = watchEach(() => ({ hosts: [host], name: 'notes', versions: ['v1', 'v2'] }));

  test('with purge leaves the server as it was, after whatever was deployed', async () => {
    expect((await deploy(host, v2)).state).toBe('confirmed');
    await watch.check({ ending: 'deployed', serves: 'v2' });
    expect((await deploy(host, v1, { env: { MODE: 'exit' } })).state).toBe('rolled-back');
    await watch.check({ ending: 'rolled-back', serves: 'v2' });
    expect(await remove('purge')).toBe('removed\n');
    await watch.check({ anew: true, serves: 'nothing' });
    expect(await files()).toBe(bare);
    expect(await remove('purge')).toBe('absent\n');
    const units = await host.exec(
      'systemctl list-units --all --plain --no-legend --type=service "*notes*" "gin-ship*"',
    );
    expect(units.stdout).toBe('');
  });

  test('without purge keeps the data and its user, and a new deploy finds them', async () => {
    expect(await remove()).toBe('removed\n');
    await watch.check({ anew: true, serves: 'nothing' });
    expect({
      data: await host.run('stat -c "%U %s" /var/lib/notes/user.db'),
      left: await host.run(
        'ls -d /opt/notes /var/lib/gin-ship/*/notes /etc/systemd/system/*notes* 2>/dev/null || :',
      ),
    }).toEqual({ data: 'notes 4\n', left: '' });
    const refused = await deploy(host, v1);
    expect(refused).toMatchObject({
      state: 'refused',
      reason:
        "/var/lib/notes is there already and is not gin-ship's: adopt takes it over with the service that it belongs to",
    });
    const found = await deploy(host, v1, { change: { user: 'keep' } });
    expect(found.state).toBe('confirmed');
    await watch.check({ ending: 'deployed', serves: 'v1' });
    expect(await remove('purge')).toBe('kept=/var/lib/notes was there before gin-ship\nremoved\n');
    expect(await host.run('cat /var/lib/notes/user.db; id -un notes')).toBe('rowsnotes\n');
    await host.run('rm -r /var/lib/notes && userdel notes');
    await watch.check({ anew: true, serves: 'nothing' });
  });

  test('leaves another app as it is', async () => {
    const other = { name: 'other', port: 9090 };
    expect((await deploy(host, v2, { ...other })).state).toBe('confirmed');
    await using prober = startProber(`http://${host.address}:9090/version`);
    expect(await remove('purge')).toBe('removed\n');
    await watch.check({ anew: true, serves: 'nothing' });
    const { seen } = await prober.stop();
    const url = `http://${host.address}:9090/version`;
    await checkInvariants(host, { name: 'other', url, versions: ['v2'], seen, serves: 'v2' });
    await host.reboot();
    await checkInvariants(host, { name: 'other', url, serves: 'v2' });
    expect(await host.run([helper, 'remove', 'other', 'purge'])).toBe('removed\n');
    expect(await files()).toBe(bare);
  });

  describe('beside a deploy', () => {
    test.each(someOf('removals beside a deploy', 2, moments))(
      'waits its turn at "%s": it is told who is there',
      async (at) => {
        const said: string[] = [];
        const ended = await deploy(host, v2, {
          onEvent: async (event) => {
            if (event !== at || said.length > 0) return;
            const { code, stderr } = await host.exec([helper, 'remove', 'notes', 'purge']);
            said.push(`${code} ${stderr}`);
          },
        });
        expect(ended.state).toBe('confirmed');
        expect(said).toEqual([
          expect.stringMatching(/^75 gin-ship: busy: the deploy \d+-\d+-1 is under way here/),
        ]);
        await watch.check({ ending: 'deployed', serves: 'v2' });
      },
    );

    test('that comes while it removes is late, and does no harm', async () => {
      const header = await nextHeader(host, v2, {});
      await upload(host, v2);
      const removing = host.exec([helper, 'remove', 'notes', 'purge']);
      const submitting = host.exec([helper, 'submit', 'notes'], {
        input: planText(header, blobsOf(v2)),
      });
      const [removed, submitted] = await Promise.all([removing, submitting]);
      const ended =
        submitted.code === 0 ? await attend(host, 'notes', String(header['deploy'])) : undefined;
      // Whoever was first had it; the other was told so.
      const endings = [removed.code, submitted.code, ended?.state ?? 'none'].join(' ');
      expect(endings).toMatch(/^(75 0 confirmed|0 0 (stale|refused|busy)|0 75 none)$/);
      const isGone = removed.code === 0;
      await watch.check({ anew: isGone, serves: isGone ? 'nothing' : 'v2' });
      const next = await deploy(host, v1);
      expect(next.state).toBe('confirmed');
      await watch.check({ ending: 'deployed', serves: 'v1' });
    });
  });
});
