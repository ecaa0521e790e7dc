import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DeployOrder } from '../../src/stages/deploy/plan-on-host.ts';
import { type Release, buildDeployed, makeRelease } from '../fixtures/deployed-release.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { type Packed, deployTo, packing, wayTo } from './deploy-driver.ts';
import { removeAgain } from './deploy-servers.ts';

const unit = `[Unit]
Description=Gin Web Server

[Service]
User=www-data
WorkingDirectory=/var/www/gin-app
Environment=PORT=8080
EnvironmentFile=-/etc/default/gin-app
ExecStart=/var/www/gin-app/server
Restart=on-failure

[Install]
WantedBy=multi-user.target
`;

/** As the article makes it. */
async function makeByHand(host: Host, program: Buffer): Promise<void> {
  await host.writeFile('/var/www/gin-app/server', program, { mode: '755' });
  await host.writeFile('/etc/systemd/system/gin-app.service', unit);
  await host.writeFile('/etc/default/gin-app', 'GREETING="of the old unit"\n');
  await host.run(`cd /var/www/gin-app && printf 'SQLite format 3\\0%4080s' '' >user.db &&
    chown -R www-data: . && systemctl enable --now gin-app`);
  const ask = 'curl -s http://127.0.0.1:8080/version || :';
  await expect.poll(() => host.run(ask)).toBe('0.9.0');
}

describeHosts('a service that was made by hand', () => {
  let host: Host;
  let packed: Packed;
  let release: Release;
  let old: Buffer;

  const order = async (
    adopt: boolean,
    env: Readonly<Record<string, string>> = {},
  ): Promise<DeployOrder> => {
    const plain = await packed.order('1.0.0', release);
    const how = { ...plain.how, adopt };
    return { ...plain, name: 'gin-app', how, what: { ...plain.what, env } };
  };
  const owners = (): Promise<string> =>
    host.run("find /var/www/gin-app -name 'user.db*' -printf '%f %u %m %s\\n' | sort");

  beforeAll(async () => {
    host = await bootHost({ tree: 'bookworm', name: 'adopt' });
    packed = packing();
    old = buildDeployed('0.9.0');
    release = makeRelease(buildDeployed('1.0.0'), '1.0.0');
  });
  afterAll(async () => {
    packed[Symbol.dispose]();
    await host[Symbol.asyncDispose]();
  });
  beforeEach(() => makeByHand(host, old));
  afterEach(() => removeAgain(host));

  test('is refused without adopt, and nothing is changed', async () => {
    const refused = await deployTo(wayTo(host), await order(false)).catch(String);
    expect(refused).toContain('gin-app.service is there already, and gin-ship did not make it');
    expect(await host.run('ls /usr/local/libexec /var/lib/gin-ship 2>&1 || :')).not.toContain(
      'incoming',
    );
    expect((await host.run('systemctl is-active gin-app')).trim()).toBe('active');
  });

  test('is taken over with its user and its data', async () => {
    const before = await owners();
    expect(await deployTo(wayTo(host), await order(true))).toMatchObject({
      kind: 'deployed',
      record: { predecessor: 'unit:gin-app.service' },
    });
    expect(await owners()).toBe(before);
    const main = 'ps -o user= -p "$(systemctl show -P MainPID gin-app@blue)"';
    expect((await host.run(main)).trim()).toBe('www-data');
    expect(await host.run('curl -s http://127.0.0.1:8080/version')).toBe('1.0.0');
    expect(await host.run('curl -s http://127.0.0.1:8080/told')).toContain('"of the old unit"');
  });

  test('is given back where the first deploy fails', async () => {
    const before = await owners();
    expect(await deployTo(wayTo(host), await order(true, { MODE: 'sick' }))).toMatchObject({
      kind: 'rolled-back',
      record: { predecessor: 'unit:gin-app.service' },
    });
    expect(await owners()).toBe(before);
    const state = await host.run('systemctl is-active gin-app; systemctl is-enabled gin-app');
    expect(state).toBe('active\nenabled\n');
    expect(await host.run('curl -s http://127.0.0.1:8080/version')).toBe('0.9.0');
  });
});
