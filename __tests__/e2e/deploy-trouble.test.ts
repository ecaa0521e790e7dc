import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { HostEnding } from '../../src/domain/deploy/host-ending.ts';
import { openDeploy } from '../../src/stages/deploy/deploy-session.ts';
import type { DeployOrder } from '../../src/stages/deploy/plan-on-host.ts';
import { remove } from '../../src/stages/deploy/remove.ts';
import { type Release, buildDeployed, makeRelease } from '../fixtures/deployed-release.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { watchEach } from '../servers/hosts/watched.ts';
import { type Packed, carry, deployTo, helper, packing, wayTo, world } from './deploy-driver.ts';
import { startLine } from './deploy-line.ts';

describeHosts('a deploy that meets trouble', () => {
  let host: Host;
  let packed: Packed;
  let old: Release;
  let fresh: Release;

  const version = (): Promise<string> => host.run('curl -s http://127.0.0.1:8080/version');
  const orderNew = (env: Readonly<Record<string, string>> = {}): Promise<DeployOrder> =>
    packed.order('2.0.0', fresh).then((order) => ({ ...order, what: { ...order.what, env } }));

  beforeAll(async () => {
    const users = [
      { name: 'deploy', sudo: ['ALL'] },
      { name: 'narrow', sudo: ['/usr/local/libexec/gin-ship'] },
    ];
    host = await bootHost({ tree: 'bookworm', name: 'trouble', users });
    packed = packing();
    old = makeRelease(buildDeployed('1.0.0'), '1.0.0');
    fresh = makeRelease(buildDeployed('2.0.0'), '2.0.0');
  });
  afterAll(async () => {
    packed[Symbol.dispose]();
    await host[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    const way = wayTo(host, 'root');
    const order = await packed.order('1.0.0', old);
    const { name, source } = order;
    await remove(world, { ...way, name, helper, source, lockWait: 30_000, purge: true });
    expect(await deployTo(way, order)).toMatchObject({ kind: 'deployed' });
  });

  watchEach(() => ({ hosts: [host], name: 'notes', versions: ['1.0.0', '2.0.0'] }));

  test('a build that ends at once is undone, and the old one serves', async () => {
    const way = wayTo(host);
    const order = await orderNew({ MODE: 'exit' });
    const session = openDeploy(world, { ...way, helper, order, first: true });
    const ending = await carry(session);
    expect(ending).toMatchObject({
      kind: 'rolled-back',
      record: { state: 'rolled-back', reason: expect.stringContaining('exit status 3') as string },
    });
    expect(session.progress().log.join('\n')).toContain('the flux is out of order');
    expect(await version()).toBe('1.0.0');
  });

  test('a connection that is killed at each step is found again', async () => {
    const way = wayTo(host);
    let kills = 0;
    const killed: Promise<unknown>[] = [];
    const session = openDeploy(world, {
      ...way,
      helper,
      order: await orderNew(),
      first: true,
      hear(event) {
        if (event.kind !== 'state' && event.kind !== 'wait') return;
        kills += 1;
        killed.push(host.exec('pkill -KILL -u deploy sshd'));
      },
    });
    expect(await carry(session)).toMatchObject({ kind: 'deployed' });
    await Promise.all(killed);
    expect(kills).toBe(9);
    const again = way.lines.filter((line) => line === 'info: connected again');
    expect(again.length).toBeGreaterThan(4);
    expect(await version()).toBe('2.0.0');
  });

  test('a server that was cut off for a while is found again', async () => {
    const way = wayTo(host);
    const session = openDeploy(world, { ...way, helper, order: await orderNew(), first: true });
    await session.submit();
    expect(await session.reached('go')).toBe('waits');
    await host.cutCable();
    const undone = 'grep -l ^state=rolled-back /opt/notes/records/* || :';
    await expect.poll(() => host.run(undone)).not.toBe('');
    await host.plugCable();
    const ending = await session.ended;
    await session.close();
    expect(ending).toMatchObject({
      kind: 'rolled-back',
      record: { reason: 'nobody renewed the lease of 10 s while it waited for go' },
    });
    expect(await version()).toBe('1.0.0');
  });

  test('the second of two waits for the first, and is planned after it', async () => {
    const [first, second] = [wayTo(host), wayTo(host, 'root')];
    const before = openDeploy(world, {
      ...first,
      helper,
      order: await orderNew(),
      first: true,
    });
    const ready = await before.submit();
    expect(await before.reached('go')).toBe('waits');
    const after = deployTo(second, await packed.order('1.0.0', old));
    await expect.poll(() => second.lines.join('\n')).toContain('waiting for');
    before.say('go');
    expect(await before.reached('confirm')).toBe('waits');
    before.say('confirm');
    const endings: readonly HostEnding[] = [await before.ended, await after];
    await before.close();
    expect(endings).toMatchObject([
      { kind: 'deployed', record: { version: '2.0.0' } },
      { kind: 'deployed', record: { version: '1.0.0', predecessor: ready.plan.deploy } },
    ]);
    expect(second.lines.find((line) => line.includes('waiting for'))).toMatch(
      new RegExp(`^info: waiting for deploy ${ready.plan.deploy} \\(run \\d+, by ann\\)`),
    );
  });

  test('whoever may run the helper alone deploys once it is there', async () => {
    const order = await orderNew();
    const narrow = { ...wayTo(host), address: { user: 'narrow', host: host.address, port: 22 } };
    await host.run('mv /usr/local/libexec/gin-ship /root/helper');
    const refused = await deployTo(narrow, order).catch((error: unknown) => String(error));
    expect(refused).toContain(`echo '${helper.sha256}  gin-ship' | sha256sum -c`);
    await host.run('mv /root/helper /usr/local/libexec/gin-ship');
    expect(await deployTo(narrow, order)).toMatchObject({ kind: 'deployed' });
    expect(narrow.lines).toContainEqual(
      expect.stringMatching(/^info: sent 2\.\d MiB of the archive/),
    );
  });

  test('an upload that is cut off twice goes on from what has arrived', async () => {
    const noise = randomBytes(3_000_000).toString('base64');
    const big = makeRelease(buildDeployed('2.0.0'), '2.0.0', { 'static/noise': noise });
    await using line = await startLine(host);
    line.proxy.slow(4_000_000);
    line.proxy.after(2_000_000, (proxy) => {
      proxy.cut();
      proxy.after(1_500_000, (again) => again.cut());
    });
    const way = line.to(wayTo(host));
    expect(await deployTo(way, await packed.order('2.0.0', big))).toMatchObject({
      kind: 'deployed',
    });
    expect(line.proxy.connections()).toBe(3);
    const told = way.lines.filter((text) => /are there already|sent|broke off/.test(text));
    expect(told).toEqual([
      expect.stringMatching(/^info: the upload broke off: the connection was reset; it goes on/),
      expect.stringMatching(/^info: [01]\.\d MiB of \d\.\d MiB are there already$/),
      expect.stringMatching(/^info: the upload broke off: the connection was reset; it goes on/),
      expect.stringMatching(/^info: [0-3]\.\d MiB of \d\.\d MiB are there already$/),
      expect.stringMatching(/^info: sent \d\.\d MiB of the archive in/),
    ]);
    // What a cut took along was sent twice, and nothing else.
    const arrived = Number(/[\d.]+/.exec(told[3] ?? '')?.[0]) * 2 ** 20;
    const needed = 2_000_000 + 1_500_000 + (big.archive.length - arrived);
    expect(line.proxy.passed('up')).toBeLessThan(needed + 1_000_000);
  });

  test('a server that restarts meanwhile goes back, and is found again', async () => {
    const way = wayTo(host);
    const session = openDeploy(world, { ...way, helper, order: await orderNew(), first: true });
    await session.submit();
    expect(await session.reached('go')).toBe('waits');
    session.say('go');
    expect(await session.reached('confirm')).toBe('waits');
    await host.reboot();
    const ending = await session.ended;
    await session.close();
    expect(ending).toMatchObject({
      kind: 'rolled-back',
      record: { reason: 'the server was restarted while it was switched' },
    });
    await expect.poll(version).toBe('1.0.0');
  });

  test('what is there of an upload is not sent again', async () => {
    const order = await orderNew();
    const folder = '/var/lib/gin-ship/incoming/deploy';
    const part = `${folder}/${fresh.id}.part`;
    await host.run(`install -d -m 700 -o deploy -g deploy ${folder}`);
    const half = fresh.archive.subarray(0, 1_000_000);
    await host.writeFile(part, half, { mode: '600', owner: 'deploy' });
    const way = wayTo(host);
    const session = openDeploy(world, { ...way, helper, order, first: true });
    const ready = await session.prepare();
    expect(ready.uploaded?.sent).toBe(fresh.archive.length - half.length);
    expect(await carry(session)).toMatchObject({ kind: 'deployed' });
    const again = wayTo(host);
    const same = openDeploy(world, { ...again, helper, order: await orderNew(), first: true });
    expect((await same.prepare()).uploaded).toBeUndefined();
    await same.close();
  });
});
