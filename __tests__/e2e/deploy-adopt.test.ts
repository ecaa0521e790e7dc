import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { HostEnding } from '../../src/domain/deploy/host-ending.ts';
import { remove } from '../../src/stages/deploy/remove.ts';
import { openRollback } from '../../src/stages/deploy/rollback.ts';
import type { DeployOrder } from '../../src/stages/deploy/plan-on-host.ts';
import { type Release, buildDeployed, makeRelease } from '../fixtures/deployed-release.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { watchEach } from '../servers/hosts/watched.ts';
import {
  type Packed,
  type Way,
  carry,
  deployTo,
  helper,
  packing,
  wayTo,
  world,
} from './deploy-driver.ts';
import { removeAgain } from './deploy-servers.ts';
import { makeByHand, secret, unit } from './made-by-hand.ts';

describeHosts('a service that was made by hand', () => {
  let host: Host;
  let packed: Packed;
  let release: Release;
  let newer: Release;
  let old: Buffer;

  const order = async (
    adopt: boolean,
    env: Readonly<Record<string, string>> = {},
    [version, of]: readonly [string, Release] = ['1.0.0', release],
  ): Promise<DeployOrder> => {
    const plain = await packed.order(version, of);
    const how = { ...plain.how, adopt };
    return { ...plain, name: 'gin-app', how, what: { ...plain.what, env } };
  };
  const watched = async (
    what: (way: Way) => Promise<HostEnding>,
    answers: string,
  ): Promise<HostEnding> => {
    const way = wayTo(host);
    const ending = await what(way);
    await watch.check({ serves: answers, secrets: [secret] });
    expect(way.lines.join('\n')).not.toContain('a "b"');
    return ending;
  };
  const owners = (): Promise<string> =>
    host.run(
      "cd /var/www/gin-app && find . -name 'user.db*' -printf '%f %u %m %s\\n' | sort; sqlite3 -readonly user.db 'SELECT name FROM users'",
    );
  const environment = async (running: string): Promise<readonly string[]> => {
    const pid = (await host.run(`systemctl show -P MainPID ${running}`)).trim();
    const all = (await host.readFile(`/proc/${pid}/environ`)).toString().split('\0');
    return all.filter((one) => /^(PORT|GIN_MODE|GREETING|TOKEN)=/.test(one)).toSorted();
  };
  const unitState = (called: string): Promise<string> =>
    host.run(`systemctl is-active ${called}; systemctl is-enabled ${called}; :`);

  beforeAll(async () => {
    host = await bootHost({ tree: 'bookworm', name: 'adopt' });
    packed = packing();
    old = buildDeployed('0.9.0');
    release = makeRelease(buildDeployed('1.0.0'), '1.0.0');
    newer = makeRelease(buildDeployed('2.0.0'), '2.0.0');
  });
  afterAll(async () => {
    packed[Symbol.dispose]();
    await host[Symbol.asyncDispose]();
  });
  beforeEach(() => makeByHand(host, old));
  afterEach(async () => {
    await host.run(
      'systemctl disable --now web 2>/dev/null; rm -f /etc/systemd/system/web.service',
    );
    await removeAgain(host);
  });

  const versions = ['0.9.0', '1.0.0', '2.0.0'];
  const watch = watchEach(() => ({ hosts: [host], name: 'gin-app', versions }));

  test('is refused without adopt, and nothing is changed', async () => {
    const refused = await deployTo(wayTo(host), await order(false)).catch(String);
    expect(refused).toContain('gin-app.service is there already, and gin-ship did not make it');
    expect(await host.run('ls /usr/local/libexec /var/lib/gin-ship 2>&1 || :')).not.toContain(
      'incoming',
    );
    expect(await unitState('gin-app')).toBe('active\nenabled\n');
  });

  test('is taken over with its user, its data and its environment, for all deploys until it is removed', async () => {
    const before = await owners();
    const first = await watched(async (way) => deployTo(way, await order(true)), '1.0.0');
    expect(first).toMatchObject({
      kind: 'deployed',
      record: { predecessor: 'unit:gin-app.service' },
    });
    const user = 'ps -o user= -p "$(systemctl show -P MainPID gin-app@blue)"';
    expect({
      data: await owners(),
      user: (await host.run(user)).trim(),
      environment: await environment('gin-app@blue'),
      kept: await host.run('stat -c "%a %U" /opt/gin-app/adopted /opt/gin-app/adopted/env'),
    }).toEqual({
      ...{ data: before, user: 'www-data' },
      environment: ['GIN_MODE=test', 'GREETING=of the old file', 'PORT=8080', `TOKEN=${secret}`],
      kept: '700 root\n600 root\n',
    });

    const env = { GREETING: 'of service-env', GIN_MODE: 'debug' };
    const second = async (way: Way): Promise<HostEnding> =>
      deployTo(way, await order(false, env, ['2.0.0', newer]));
    expect(await watched(second, '2.0.0')).toMatchObject({ kind: 'deployed' });
    expect(await environment('gin-app@green')).toEqual([
      ...['GIN_MODE=debug', 'GREETING=of service-env', 'PORT=8080', `TOKEN=${secret}`],
    ]);

    const { source } = await order(false);
    const wish = { name: 'gin-app', helper, source, lease: 10_000, lockWait: 20_000 };
    const back = (way: Way): Promise<HostEnding> => carry(openRollback(world, { ...way, ...wish }));
    expect(await watched(back, '1.0.0')).toMatchObject({
      kind: 'deployed',
      record: { kind: 'rollback', from: first.kind === 'deployed' ? first.record.deploy : '' },
    });
    expect(await environment('gin-app@blue')).toContain(`TOKEN=${secret}`);
    expect(await owners()).toBe(before);

    const purge = true;
    await remove(world, { ...wayTo(host), ...wish, purge });
    expect({
      unit: (await host.readFile('/etc/systemd/system/gin-app.service')).toString(),
      state: await unitState('gin-app'),
      data: await owners(),
      user: (await host.run('id -un www-data')).trim(),
      left: await host.run(
        'ls -d /opt/gin-app /etc/systemd/system/gin-* /var/lib/gin-ship/*/*app 2>/dev/null || :',
      ),
    }).toEqual({
      ...{ unit, state: 'inactive\ndisabled\n', data: before, user: 'www-data' },
      left: '/etc/systemd/system/gin-app.service\n',
    });
    await watch.check({ anew: true, serves: 'nothing' });
  });

  test('is given back where the first deploy fails, and taken over as it is then by the next', async () => {
    const before = await owners();
    const failing = async (way: Way): Promise<HostEnding> =>
      deployTo(way, await order(true, { MODE: 'sick' }));
    expect(await watched(failing, '0.9.0')).toMatchObject({
      kind: 'rolled-back',
      record: { predecessor: 'unit:gin-app.service' },
    });
    expect({
      data: await owners(),
      state: await unitState('gin-app'),
      unit: (await host.readFile('/etc/systemd/system/gin-app.service')).toString(),
    }).toEqual({ data: before, state: 'active\nenabled\n', unit });

    expect(await deployTo(wayTo(host), await order(false)).catch(String)).toContain(
      'gin-app.service is there already, and gin-ship did not make it',
    );
    await host.run(
      'sed -i s/GIN_MODE=test/GIN_MODE=debug/ /etc/systemd/system/gin-app.service && systemctl daemon-reload && systemctl restart gin-app',
    );
    const again = await watched(async (way) => deployTo(way, await order(true)), '1.0.0');
    expect(again).toMatchObject({ kind: 'deployed' });
    expect(await environment('gin-app@blue')).toContain('GIN_MODE=debug');
    expect(await owners()).toBe(before);
  });

  test('is given back as one that serves, though it listens elsewhere than the new one', async () => {
    const failing = async (way: Way): Promise<HostEnding> => {
      const { what, ...rest } = await order(true, { MODE: 'exit' });
      return deployTo(way, { ...rest, what: { ...what, port: 8090 } });
    };
    expect(await watched(failing, '0.9.0')).toMatchObject({
      kind: 'rolled-back',
      record: { predecessor: 'unit:gin-app.service' },
    });
    expect({
      state: await unitState('gin-app'),
      ports: await host.run('grep ^ports= /opt/gin-app/adopted/info'),
    }).toEqual({ state: 'active\nenabled\n', ports: 'ports=8080\n' });
  });

  test('stays as it is where the release would lie over its data, which persist keeps', async () => {
    const picture = '/var/www/gin-app/static/pic.txt';
    await host.run(
      `cd /var/www/gin-app && mkdir -p static && echo a picture >static/pic.txt && chown -R www-data: static`,
    );
    const refused = await watched(async (way) => deployTo(way, await order(true)), '0.9.0');
    expect(refused).toMatchObject({
      kind: 'rolled-back',
      record: {
        predecessor: 'unit:gin-app.service',
        reason:
          'the release would lie over data in /var/www/gin-app: static/pic.txt; name it in persist, or move away what is no data',
      },
    });
    expect(await unitState('gin-app')).toBe('active\nenabled\n');
    const kept = await watched(async (way) => {
      const { what, ...rest } = await order(true);
      return deployTo(way, { ...rest, what: { ...what, persist: ['static/pic.txt'] } });
    }, '1.0.0');
    expect(kept).toMatchObject({ kind: 'deployed' });
    const pid = (await host.run('systemctl show -P MainPID gin-app@blue')).trim();
    expect(await host.run(`cat /proc/${pid}/root${picture}`)).toBe('a picture\n');
  });

  test('under another name is found by the port that it holds', async () => {
    await host.run('systemctl disable --now gin-app && rm /etc/systemd/system/gin-app.service');
    await makeByHand(host, old, 'web');
    expect(await deployTo(wayTo(host), await order(false)).catch(String)).toContain(
      'or take web.service over, with its user and its data: `adopt: true`',
    );
    const before = await owners();
    const failing = async (way: Way): Promise<HostEnding> =>
      deployTo(way, await order(true, { MODE: 'exit' }));
    expect(await watched(failing, '0.9.0')).toMatchObject({
      kind: 'rolled-back',
      record: { predecessor: 'unit:web.service' },
    });
    expect(await unitState('web')).toBe('active\nenabled\n');
    const taken = await watched(async (way) => deployTo(way, await order(true)), '1.0.0');
    expect(taken).toMatchObject({ kind: 'deployed', record: { predecessor: 'unit:web.service' } });
    expect({
      data: await owners(),
      old: await unitState('web'),
      ours: await unitState('gin-app'),
      environment: await environment('gin-app@blue'),
    }).toEqual({
      ...{ data: before, old: 'inactive\ndisabled\n', ours: 'active\nenabled\n' },
      environment: ['GIN_MODE=test', 'GREETING=of the old file', 'PORT=8080', `TOKEN=${secret}`],
    });
  });
});
