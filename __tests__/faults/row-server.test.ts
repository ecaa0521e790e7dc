import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { readHostState } from '../servers/hosts/host-state.ts';
import { watchService } from '../servers/hosts/watched.ts';
import { versionOf } from './bench.ts';
import { type Carried, carry } from './carry.ts';
import { type Served, once, startServed } from './served.ts';
import { size } from './size.ts';
import { someOf } from '../fixtures/some-of.ts';

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 600_000 });

const all = size.every === 1;

describeHosts('a server', () => {
  let served: Served;
  beforeAll(async () => {
    served = await startServed('server');
  });
  afterAll(() => served[Symbol.asyncDispose]());

  test('whose disk is full is refused before anything is sent', async () => {
    const { host } = served.bench;
    await host.fillDisk(3_000_000);
    const { reason, lines } = await served.deploy('on a full disk', { ending: 'failed' });
    expect(reason).toMatch(/free|left|space/);
    expect(lines.join('\n')).not.toContain('sent ');
    await host.freeDisk();
    await host.fillInodes(20);
    const inodes = await served.deploy('without inodes', { ending: 'failed' });
    expect(inodes.reason).toMatch(/inodes/);
    await host.freeDisk();
    await served.again();
  });

  const phases = ['step unpacking', 'state prepared', 'wait go', 'state switched'];
  const more = ['state received', 'step writing the units', 'state switching', 'state confirmed'];
  test.each(someOf('full disks', 2, [...phases, ...more]))(
    'whose disk is full from "%s" on keeps what it has, and deploys once there is room',
    async (at) => {
      const { host } = served.bench;
      for (const lever of ['fillDisk', 'fillInodes'] as const) {
        // Where the deploy takes the last of it first, it is full as well.
        const strike = once(at, () => host[lever](0).catch(() => undefined));
        await served.deploy(`${lever} at ${at}`, {
          onEvent: strike.onEvent,
          after: async () => {
            await strike.done();
            await host.freeDisk();
          },
        });
        expect(await strike.done()).toBe(true);
      }
      await served.again();
    },
  );

  test('that many runs deploy to at once takes them one after the other', async () => {
    const { bench } = served;
    const { host, url, versions } = bench;
    const before = await readHostState(host, 'notes');
    await using watch = await watchService(host, { name: 'notes', url, versionOf, versions });
    const count = all ? 20 : 5;
    const orders = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        bench.order(`race ${index}`, {
          how: { allowDowngrade: true, lockWait: 1_200_000, lease: index === 1 ? 5_000 : 60_000 },
        }),
      ),
    );
    const runs = orders.map((order, index): Promise<Carried> => {
      let die = (): void => undefined;
      // The second one dies as soon as it has its turn.
      const strike = once(index === 1 ? 'state prepared' : 'never', () => die());
      const armed = (end: () => void): void => void (die = end);
      return carry({
        way: bench.way(index % 2 === 0 ? 'root' : 'deploy'),
        order,
        armed,
        onEvent: strike.onEvent,
      });
    });
    const ends = await Promise.all(runs);
    const now = await watch.check();
    const added = now.records.slice(before.records.length);
    const known = ends.filter(({ kind }) => kind !== 'failed' && kind !== 'refused');
    expect(added.map(({ sequence }) => sequence)).toEqual(
      added.map((_, index) => (before.records.at(-1)?.sequence ?? 0) + 1 + index),
    );
    expect(added).toHaveLength(known.length);
    const late = ends.filter(({ kind, code }) => kind === 'failed' && code !== 'deploy-stale');
    expect(late.map(({ reason }) => reason)).toEqual([]);
    const deployed = ends.filter(({ kind }) => kind === 'deployed').length;
    const confirmed = added.filter(({ state }) => state === 'confirmed');
    expect([deployed, confirmed.length]).toEqual([deployed, deployed]);
    // Each goes back to the one that was confirmed before it.
    const line = [before.records.findLast(({ state }) => state === 'confirmed'), ...confirmed];
    expect(confirmed.map(({ predecessor }) => predecessor)).toEqual(
      line.slice(0, -1).map((one) => one?.deploy),
    );
    expect(deployed).toBeGreaterThan(0);
    await served.refresh();
  });

  test.each([
    ['its job', 'systemctl kill -s KILL gin-ship-notes.service'],
    [
      'the main process of its job',
      'kill -KILL $(systemctl show gin-ship-notes -p MainPID --value)',
    ],
    ['the way to it', 'pkill -KILL -u deploy sshd'],
  ])('on which %s was killed has no stale lock', async (_, command) => {
    const strike = once('wait go', () => served.bench.host.run(command));
    await served.deploy('killed while it waited', { onEvent: strike.onEvent });
    expect(await strike.done()).toBe(true);
    await served.again();
  });

  test.each([
    ['a year back', -31_536_000],
    ['ten years ahead', 315_360_000],
  ])(
    'whose clock is %s orders deploys as before, and prunes none that is needed',
    async (_, shift) => {
      const { host } = served.bench;
      const { records } = await readHostState(host, 'notes');
      await host.setClock(shift);
      await served.deploy('by a wrong clock', { ending: 'deployed', how: { keepReleases: 2 } });
      const strike = once('state switching', () => host.setClock(0));
      await served.deploy('while the clock jumps', {
        ...{ ending: 'deployed', onEvent: strike.onEvent, how: { keepReleases: 2 } },
      });
      const now = await readHostState(host, 'notes');
      const last = records.at(-1)?.sequence ?? 0;
      expect(now.records.slice(-2).map(({ sequence, version }) => [sequence, version])).toEqual([
        [last + 1, 'by a wrong clock'],
        [last + 2, 'while the clock jumps'],
      ]);
    },
  );
});
