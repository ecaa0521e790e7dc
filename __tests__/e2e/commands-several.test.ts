import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { failures, group, groupTitles, parseCommands, warnings } from '../action/commands.ts';
import type { ActionEnded, ActionRun } from '../action/runner.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { checkInvariants } from '../servers/hosts/invariants.ts';
import { watchEach } from '../servers/hosts/watched.ts';
import { type Shop, openShop, reach } from './ship-driver.ts';

const entry = join(import.meta.dirname, 'source-entry.ts');
const dropIn = '/etc/systemd/system/deployed@green.service.d/mine.conf';

/** All but what every log-in and every minute of a server changes, with the digests of what is small. */
const listing = `find /etc /home /opt /root /srv /usr /var -xdev \\
  \\( -path /var/log -o -path /var/lib/systemd -o -path /var/cache -o -path /var/tmp \\) -prune -o \\
  -printf '%p %y %m %u %g %s %l\\n' | sort; systemctl list-units --all --plain --no-legend 'deployed*' 'gin-ship*'`;

const version = 'curl -fsS http://127.0.0.1:8080/version';

/** So that a slow machine is no failed deploy. */
const patient = { 'probe-deadline': '5m', 'probe-timeout': '30s', 'confirm-lease': '2m' };

/** As a server is before the first deploy. */
const wipe = `systemctl disable -q --now deployed second 2>/dev/null
  systemctl stop 'deployed@*' 'second@*' 'gin-ship-*'
  cd /etc/systemd/system && rm -rf deployed* second* gin-ship-recover@.service multi-user.target.wants/gin-ship*
  rm -rf /opt/* /run/gin-ship /var/lib/deployed /var/lib/second /var/lib/gin-ship /usr/local/libexec/gin-ship
  for user in deployed second; do ! id -u "$user" >/dev/null 2>&1 || userdel "$user"; done
  systemctl daemon-reload`;

/** Ends a run by SIGKILL as soon as it prints that. */
function killAt(text: string): Pick<ActionRun, 'echo' | 'started'> {
  let child = 0;
  let heard = '';
  return {
    started: (pid) => (child = pid),
    echo: new Writable({
      write(chunk: Buffer, _encoding, done) {
        heard += chunk.toString();
        if (child !== 0 && heard.includes(text)) {
          process.kill(child, 'SIGKILL');
          child = 0;
        }
        done();
      },
    }),
  };
}

describeHosts('commands about several servers', () => {
  let hosts: readonly [Host, Host];
  let shop: Shop;
  const run = (inputs: Readonly<Record<string, string>>, more: Partial<ActionRun> = {}) =>
    shop.run({ ...patient, ...inputs }, { entry, ...more });
  const command = (name: string, more: Readonly<Record<string, string>> = {}) =>
    run({ ...reach(...hosts), command: name, name: 'deployed', ...more });
  const both = <T>(ask: (host: Host) => Promise<T>): Promise<readonly T[]> =>
    Promise.all(hosts.map(ask));
  const versions = (): Promise<readonly string[]> => both((host) => host.run(version));
  const well = (ended: ActionEnded): ActionEnded => {
    expect(failures(ended.stdout)).toEqual([]);
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    return ended;
  };
  const deploy = async (called: string, to: readonly Host[] = hosts): Promise<void> => {
    shop.change(called);
    well(await run(reach(...to)));
    await watch.check();
  };
  const hostsOf = (ended: ActionEnded): unknown => JSON.parse(ended.outputs['hosts'] ?? '');
  const servers = (): readonly string[] => hosts.map(({ address }) => `deploy@${address}`);

  beforeAll(async () => {
    const boot = (name: string): Promise<Host> => bootHost({ tree: 'bookworm', name });
    hosts = [await boot('commands1'), await boot('commands2')];
    shop = openShop();
  }, 600_000);
  beforeEach(() => both((host) => host.run(wipe)), 60_000);
  const watch = watchEach(() => ({ hosts, name: 'deployed', versions: shop.versions }));
  afterAll(async () => {
    shop[Symbol.dispose]();
    for (const host of hosts) await host[Symbol.asyncDispose]();
  });

  test(
    'a dry run tells the plans, and leaves no trace on any server',
    { timeout: 600_000 },
    async () => {
      shop.change('1.0.0');
      const before = await both((host) => host.run(listing));
      const dry = well(await run({ ...reach(...hosts), 'dry-run': 'true' }));
      expect(await both((host) => host.run(listing))).toEqual(before);
      for (const server of servers()) {
        const lines = group(dry.stdout, server).join('\n');
        expect(lines).toContain('\nruns there: nothing of gin-ship\n');
        expect(lines).toMatch(
          /\ndeploy 000001-\d+-1: deployed 1\.0\.0 \(linux\/amd64\) into slot blue, the first one there\n/,
        );
      }
      expect(dry.outputs).toMatchObject({ outcome: 'skipped' });
      expect(dry.summary).toContain('A dry run: nothing was changed.');

      const unsaid = well(await command('status'));
      expect(hostsOf(unsaid)).toEqual(
        servers().map((host) => ({ host, outcome: 'not-installed' })),
      );
      expect(await both((host) => host.run(listing))).toEqual(before);
    },
  );

  test(
    'status tells what serves after deploys and a rollback of one, and what was made by hand',
    { timeout: 900_000 },
    async () => {
      await deploy('1.0.1');
      await deploy('1.1.0');
      expect(await versions()).toEqual(['1.1.0', '1.1.0']);
      well(await run({ ...reach(hosts[1]), command: 'rollback', name: 'deployed' }));
      expect(await versions()).toEqual(['1.1.0', '1.0.1']);
      await watch.check({ ending: 'deployed' });
      await hosts[0].writeFile(dropIn, '[Service]\nNice=5\n');
      await hosts[0].run('systemctl daemon-reload');

      const before = await both((host) => host.run(listing));
      const told = well(await command('status'));
      expect(groupTitles(told.stdout)).toEqual(servers());
      const [one = '', two = ''] = servers();
      expect(warnings(told.stdout)).toEqual([
        expect.stringMatching(/of no effect here: .*soak$/),
        `${one}: changed by hand: ${dropIn}; a deploy writes its own files anew`,
        `the servers differ (${one}: 1.1.0; ${two}: 1.0.1); the next deploy begins with ${two} and brings all to the same`,
      ]);
      expect(hostsOf(told)).toMatchObject([
        { host: one, outcome: 'running', version: '1.1.0', drift: [dropIn] },
        { host: two, outcome: 'running', version: '1.0.1' },
      ]);
      expect(group(told.stdout, two).join('\n')).toMatch(
        / 1\.0\.1 rollback to 000001-\d+-1 confirmed/,
      );
      expect(told.summary).toContain('## deployed: status\n');
      expect(await both((host) => host.run(listing))).toEqual(before);
    },
  );

  test('one that cannot be reached does not hide the other', { timeout: 300_000 }, async () => {
    await deploy('1.2.0', [hosts[1]]);
    await hosts[0].run('systemctl stop ssh');
    try {
      const told = await command('status', { 'connect-attempts': '1' });
      const [one = '', two = ''] = servers();
      expect(told.code).toBe(1);
      expect(failures(told.stdout)[0]).toMatch(
        `asking for the status of deployed: 1 of 2 servers could not be asked: ${one}\n`,
      );
      expect(hostsOf(told)).toMatchObject([
        { host: one, outcome: 'not-asked' },
        { host: two, outcome: 'running', version: '1.2.0' },
      ]);
    } finally {
      await hosts[0].run('systemctl start ssh');
    }
  });

  test(
    'a run that is killed in the switch is told by the part after the job',
    { timeout: 600_000 },
    async () => {
      await deploy('1.3.0', [hosts[0]]);
      shop.change('1.4.0');
      const alone = { ...reach(hosts[0]), 'confirm-lease': '30s', overlap: 'never' };
      const cut = await run(alone, killAt('switching, after'));
      expect(cut.code).toBe(null);
      expect(cut.state).toMatchObject({ after: 'true' });
      const [, did = ''] = /"(\d{6}-\d+-1)"\]\]$/.exec(cut.state['deploys'] ?? '') ?? [];
      expect(did).toMatch(/^000002-/);

      const post = well(await run(alone, { post: true }));
      const said = parseCommands(post.stdout).filter(({ name }) => name === 'notice');
      expect(said.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          new RegExp(
            `^deploy@${hosts[0].address}: ${did} was undone, and 000001-\\d+-1 serves \\(`,
          ),
        ),
      ]);
      expect(post.summary).toMatch(/^## deployed: what the run did not see\n\n- deploy/);
      expect(await hosts[0].run(version)).toBe('1.3.0');
    },
  );

  test('a run that came to its end has nothing told after it', { timeout: 300_000 }, async () => {
    shop.change('1.5.0');
    const alone = { ...reach(hosts[0]), 'service-env': 'MODE=exit' };
    const broken = await run(alone);
    expect([broken.code, broken.outputs['outcome']]).toEqual([1, 'not-installed']);
    expect(well(await run(alone, { post: true })).stdout).toBe('');
  });

  test('a removal leaves the data, and with purge nothing', { timeout: 600_000 }, async () => {
    await deploy('1.6.0');
    await both((host) => host.run('echo kept >/var/lib/deployed/mine'));
    const before = await both((host) => host.run(listing));
    const dry = well(await command('remove', { purge: 'true', 'dry-run': 'true' }));
    expect(group(dry.stdout, servers()[0] ?? '')).toContain(
      'would go: /var/lib/deployed, with all data',
    );
    expect(await both((host) => host.run(listing))).toEqual(before);

    const gone = well(await command('remove'));
    expect(groupTitles(gone.stdout)).toEqual(servers());
    expect(hostsOf(gone)).toEqual(
      servers().map((host) => ({ host, outcome: 'removed', stays: '/var/lib/deployed' })),
    );
    await watch.check({ anew: true, serves: 'nothing' });
    const left = 'cat /var/lib/deployed/mine; ls /opt; ls /etc/systemd/system | grep deployed || :';
    expect(await both((host) => host.run(left))).toEqual(['kept\n', 'kept\n']);

    const absent = servers().map((host) => ({ host, outcome: 'not-installed' }));
    expect(hostsOf(well(await command('remove', { purge: 'true' })))).toEqual(absent);

    const taken = { 'state-path': '/var/lib/deployed', 'run-as': 'deployed' };
    well(await run({ ...reach(...hosts), ...taken }));
    await watch.check({ ending: 'deployed', serves: '1.6.0' });
    well(await command('remove', { purge: 'true' }));
    expect(await both((host) => host.run(left))).toEqual(['kept\n', 'kept\n']);
    await watch.check({ anew: true, serves: 'nothing' });
  });

  test(
    'a removal with purge leaves nothing of what a deploy made',
    { timeout: 600_000 },
    async () => {
      shop.change('1.7.0');
      const called = { name: 'second', service: 'deployed', 'output-dir': 'second' };
      well(await run({ ...reach(...hosts), ...called }));
      const second = { name: 'second', ending: 'deployed' } as const;
      await both((host) => checkInvariants(host, { ...second, serves: '1.7.0' }));
      await both((host) => host.run('echo gone >/var/lib/second/mine'));
      const gone = well(await command('remove', { name: 'second', purge: 'true' }));
      expect(hostsOf(gone)).toEqual(servers().map((host) => ({ host, outcome: 'removed' })));
      const left = `find /etc/systemd /opt /var/lib -name '*second*' ! -path '/var/lib/systemd/*'
      getent passwd second || :`;
      expect(await both((host) => host.run(left))).toEqual(['', '']);
    },
  );
});
