import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { failures } from '../action/commands.ts';
import type { ActionEnded } from '../action/runner.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { watchEach } from '../servers/hosts/watched.ts';
import { type Shop, openShop, reach } from './ship-driver.ts';

describeHosts('a service on two servers', () => {
  let hosts: readonly [Host, Host];
  let shop: Shop;
  let version = 0;
  const veto = '/var/lib/deployed/veto';
  /** A server on which that file lies refuses what is new. */
  const vetoed = { 'after-switch': `test ! -e ${veto}` };

  const ship = (inputs: Readonly<Record<string, string>> = {}): Promise<ActionEnded> => {
    version += 1;
    shop.change(`${version}.0.0`);
    return shop.run({ ...reach(...hosts), ...vetoed, ...inputs });
  };
  const versions = (): Promise<readonly string[]> =>
    Promise.all(
      hosts.map(async ({ address }) => (await fetch(`http://${address}:8080/version`)).text()),
    );
  const outcomes = ({ outputs }: ActionEnded): unknown =>
    (JSON.parse(outputs['hosts'] ?? '') as { outcome: string }[]).map(({ outcome }) => outcome);

  beforeAll(async () => {
    hosts = await Promise.all([
      bootHost({ tree: 'bookworm', name: 'fleet-one' }),
      bootHost({ tree: 'trixie', name: 'fleet-two' }),
    ]);
    shop = openShop();
    for (const _ of [1, 2]) {
      const good = await ship();
      expect(failures(good.stdout)).toEqual([]);
      expect(outcomes(good)).toEqual(['deployed', 'deployed']);
    }
  }, 600_000);
  afterAll(async () => {
    shop[Symbol.dispose]();
    for (const host of hosts) await host[Symbol.asyncDispose]();
  });
  beforeEach(() => hosts[1].run(`rm -f ${veto}`));
  const watch = watchEach(() => ({
    ...{ hosts, name: 'deployed', versions: shop.versions },
    mayWrite: (path) => path === 'veto',
  }));

  test('goes back on both where the second one fails', { timeout: 300_000 }, async () => {
    const before = await versions();
    const [, two] = hosts;
    await two.run(`touch ${veto}`);
    const ended = await ship();
    expect(ended.code).toBe(1);
    expect(ended.outputs['outcome']).toBe('rolled-back');
    expect(outcomes(ended)).toEqual(['rolled-back', 'rolled-back']);
    expect(failures(ended.stdout)[0]).toContain(
      `deploying deployed ${version}.0.0 to 2 servers: on deploy@${two.address}: after-switch ended with exit status 1`,
    );
    expect(await versions()).toEqual(before);
    await watch.check({ ending: 'rolled-back' });
  });

  test(
    'stays mixed with on-failure: stop, and the next deploy begins with the one that differs',
    {
      timeout: 300_000,
    },
    async () => {
      const [, before] = await versions();
      await hosts[1].run(`touch ${veto}`);
      const ended = await ship({ 'on-failure': 'stop' });
      expect(ended.outputs['outcome']).toBe('mixed');
      expect(outcomes(ended)).toEqual(['deployed', 'rolled-back']);
      expect(await versions()).toEqual([`${version}.0.0`, before]);
      await watch.check();

      const uneven = await shop.run({ ...reach(...hosts), command: 'rollback', name: 'deployed' });
      expect(uneven.code).toBe(1);
      expect(failures(uneven.stdout)[0]).toMatch(
        /^rolling deployed back on 2 servers: they would end on different releases/,
      );

      await hosts[1].run(`rm ${veto}`);
      const again = await ship();
      expect(outcomes(again)).toEqual(['deployed', 'deployed']);
      expect(again.stdout).toMatch(/the servers differ \(.*\); this deploy begins with deploy@/);
      await watch.check({ ending: 'deployed', serves: `${version}.0.0` });
    },
  );

  test('takes back what was begun when the job is cancelled', { timeout: 300_000 }, async () => {
    const before = await versions();
    let pid = 0;
    version += 1;
    shop.change(`${version}.0.0`);
    const ended = await shop.run(
      { ...reach(...hosts), soak: '30s' },
      {
        started: (child) => {
          pid = child;
        },
        echo: hear((text) => {
          if (/health: 200/.test(text) && pid > 0) {
            process.kill(pid, 'SIGINT');
            pid = 0;
          }
        }),
      },
    );
    expect(ended.code).toBe(1);
    const told = await shop.run(reach(...hosts), { post: true });
    expect(told.code).toBe(0);
    // Either part tells each server's end, as far as the seconds went that the first one was given.
    const both = `${ended.stdout}\n${told.stdout}`;
    for (const { address } of hosts) {
      expect(both).toMatch(
        new RegExp(`deploy@${address}: .*(?:was undone|nothing was touched there)`),
      );
    }
    expect(await versions()).toEqual(before);
  });
});

function hear(told: (text: string) => void): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      told(chunk.toString());
      done();
    },
  });
}
