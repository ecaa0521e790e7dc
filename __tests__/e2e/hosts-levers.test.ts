import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { installAnswering } from '../servers/hosts/answering.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { tellStory } from '../servers/hosts/probe-story.ts';
import { type Prober, startProber } from '../servers/hosts/prober.ts';
import { ssh } from '../servers/hosts/ssh-client.ts';
import { until } from '../servers/hosts/until.ts';

/** Until the latest chapter of its story is of that many answers by that version (or none). */
async function whenLast(prober: Prober, who: string, answers: number): Promise<void> {
  await until(`${answers} times ${who}`, 120_000, {
    async look() {
      const last = tellStory((await prober.look()).seen).at(-1);
      return last?.who === who && last.answers >= answers ? last : undefined;
    },
  });
}

describeHosts('the levers of a host', () => {
  let host: Host;
  let url: string;
  beforeAll(async () => {
    host = await bootHost({ tree: 'bookworm', name: 'web1' });
    url = await installAnswering(host, 'v1');
    await host.run('systemctl start answering && sync');
  });
  beforeEach(async () => {
    await host.plugCable();
    if (!host.isOn()) await host.boot();
  });
  afterAll(() => host[Symbol.asyncDispose]());

  const bootId = (): Promise<string> => host.run('cat /proc/sys/kernel/random/boot_id');

  test('a reboot keeps the disk and the address, and starts what is enabled', async () => {
    const before = await bootId();
    await host.run('echo kept >/root/reboot');
    await using prober = startProber(url, { timeoutMs: 500 });
    await whenLast(prober, 'v1', 3);
    await host.reboot();
    await whenLast(prober, 'v1', 3);
    const { seen } = await prober.stop();
    expect(await bootId()).not.toBe(before);
    expect(await host.run('cat /root/reboot')).toBe('kept\n');
    expect(tellStory(seen).map(({ who }) => who)).toContain('none');
    expect(await host.journal(['-u', 'answering', '-b', '-1', '-o', 'cat'])).toContain(
      'ended: success',
    );
  });

  test('stopping is orderly, and a host that is off says so', async () => {
    await host.stop();
    expect([host.isOn(), await host.exec('true').catch(String)]).toEqual([
      false,
      'Error: web1 is off',
    ]);
    await host.boot();
    const log = await host.journal(['-b', '-1', '-o', 'cat']);
    expect([log.includes('ended: success'), /Journal stopped/.test(log)]).toEqual([true, true]);
  });

  test('killed, it is silent at once, and keeps what was written even without a sync', async () => {
    await using prober = startProber(url, { timeoutMs: 500 });
    await whenLast(prober, 'v1', 3);
    await host.run('echo unsynced >/root/killed');
    await host.kill();
    await whenLast(prober, 'none', 10);
    await host.boot();
    await whenLast(prober, 'v1', 3);
    const troubles = new Set((await prober.stop()).seen.map(({ trouble }) => trouble));
    expect(troubles).toContain('ETIMEDOUT');
    expect(await host.run('cat /root/killed')).toBe('unsynced\n');
  });

  test('without power, it keeps what was synced and loses what was not', async () => {
    await host.run('echo old >/root/overwritten && echo synced >/root/synced && sync');
    await host.run('echo new >/root/renamed.part && mv /root/renamed.part /root/renamed');
    await host.run('echo longer >/root/overwritten');
    await host.cutPower();
    await host.boot();
    expect(await host.run('cat /root/synced')).toBe('synced\n');
    expect(await host.run('cat /root/renamed 2>/dev/null; cat /root/overwritten')).not.toContain(
      'new',
    );
    const state = await host.run('cat /root/overwritten');
    expect(['old\n', '']).toContain(state);
  });

  test('a cut cable is silence, both ways; what runs inside goes on', async () => {
    await using prober = startProber(url, { timeoutMs: 300 });
    await whenLast(prober, 'v1', 3);
    await host.cutCable();
    await whenLast(prober, 'none', 5);
    expect(await host.run('systemctl is-active answering')).toBe('active\n');
    await host.plugCable();
    await whenLast(prober, 'v1', 3);
    const { seen } = await prober.stop();
    expect(new Set(seen.flatMap(({ trouble }) => trouble ?? []))).toEqual(new Set(['ETIMEDOUT']));
  });

  test('a cable that was cut stays cut over a boot', async () => {
    await host.cutCable();
    await host.reboot();
    await using prober = startProber(url, { timeoutMs: 300 });
    await whenLast(prober, 'none', 5);
    await host.plugCable();
    await whenLast(prober, 'v1', 3);
  });

  test('a full disk refuses root and users alike, until it is freed', async () => {
    await host.fillDisk(1_000_000);
    const free = Number(await host.run('df -B1 --output=avail / | tail -n 1'));
    const write = 'head -c 2000000 /dev/zero >';
    const root = await host.exec(`${write}/opt/full`);
    await host.run('rm /opt/full');
    const user = await host.exec(`${write}/tmp/full`, { user: 'deploy' });
    await host.freeDisk();
    expect(free).toBeLessThanOrEqual(1_000_000);
    expect(free).toBeGreaterThan(900_000);
    expect([root.stderr, user.stderr].map((text) => /No space left/.test(text))).toEqual([
      true,
      true,
    ]);
    expect((await host.exec(`${write}/opt/full && rm /opt/full /tmp/full`)).code).toBe(0);
  });

  test('a disk without inodes has space, and takes no file', async () => {
    await host.fillInodes(5);
    const made = await host.exec('cd /opt && touch 1 2 3 4 5 6 7 8 9');
    const space = Number(await host.run('df -B1 --output=avail / | tail -n 1'));
    await host.run('cd /opt && rm -f 1 2 3 4 5 6 7 8 9');
    await host.freeDisk();
    expect([made.code, /No space left/.test(made.stderr)]).toEqual([1, true]);
    expect(space).toBeGreaterThan(500_000_000);
    expect((await host.exec('touch /opt/one && rm /opt/one')).code).toBe(0);
  });

  test('a wrong clock is seen by all that start, over SSH and by sudo too', async () => {
    const year = 365 * 24 * 3600;
    const wrong = async (command: Promise<string>): Promise<number> =>
      Math.round((Number(await command) - Date.now() / 1000) / 3600);
    await host.setClock(-year);
    const past = [
      await wrong(ssh(host, 'deploy', 'date +%s')),
      await wrong(ssh(host, 'deploy', 'sudo -n date +%s')),
      await wrong(host.run('systemd-run --quiet --pipe --wait date +%s')),
      await wrong(host.run(['bash', '-c', 'echo "$EPOCHSECONDS"'])),
    ];
    await host.setClock(10 * year);
    await host.reboot();
    const future = [await wrong(ssh(host, 'deploy', 'date +%s'))];
    const booted = (await host.exec('systemctl is-system-running')).stdout;
    await host.setClock(0);
    expect({ past, future, booted }).toEqual({
      past: Array.from({ length: 4 }, () => -365 * 24),
      future: [3650 * 24],
      booted: 'running\n',
    });
    expect(Math.abs(await wrong(host.run('date +%s')))).toBe(0);
  });
});
