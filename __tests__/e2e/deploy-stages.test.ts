import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDeploy } from '../../src/stages/deploy/deploy-session.ts';
import { remove } from '../../src/stages/deploy/remove.ts';
import { openRollback } from '../../src/stages/deploy/rollback.ts';
import { status } from '../../src/stages/deploy/status.ts';
import { buildDeployed, makeRelease } from '../fixtures/deployed-release.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { watchService } from '../servers/hosts/watched.ts';
import { type Packed, carry, deployTo, helper, packing, wayTo, world } from './deploy-driver.ts';

describeHosts('the stages of a deploy to one server', () => {
  let host: Host;
  let packed: Packed;

  beforeAll(async () => {
    host = await bootHost({ tree: 'bookworm', name: 'stages' });
    packed = packing();
  });
  afterAll(async () => {
    packed[Symbol.dispose]();
    await host[Symbol.asyncDispose]();
  });

  test('first deploy, second, rollback, status and remove', async () => {
    const one = await packed.order('1.0.0', makeRelease(buildDeployed('1.0.0'), '1.0.0'));
    const dry = wayTo(host);
    const foreseen = openDeploy(world, { ...dry, helper, order: one, first: true });
    expect(await foreseen.decide()).toMatchObject({ plan: { slot: 'blue' } });
    await foreseen.close();
    expect(await host.run('ls /opt /var/lib/gin-ship 2>/dev/null || :')).toBe('/opt:\n');

    await using watch = await watchService(host, {
      ...{ name: 'notes', versions: ['1.0.0', '2.0.0'] },
    });
    const first = wayTo(host);
    const ending = await deployTo(first, one);
    expect(ending).toMatchObject({ kind: 'deployed' });
    await watch.check({ ending: 'deployed', serves: '1.0.0' });

    const two = await packed.order('2.0.0', makeRelease(buildDeployed('2.0.0'), '2.0.0'));
    const second = wayTo(host);
    expect(await deployTo(second, two)).toMatchObject({ kind: 'deployed' });
    await watch.check({ ending: 'deployed', serves: '2.0.0' });

    const back = wayTo(host);
    const wish = { name: 'notes', source: two.source, lockWait: 20_000, lease: 10_000 };
    const rolled = await carry(openRollback(world, { ...back, ...wish, helper }));
    expect(rolled).toMatchObject({ kind: 'deployed', record: { kind: 'rollback' } });
    await watch.check({ ending: 'deployed', serves: '1.0.0' });

    const looking = wayTo(host);
    const found = await status(world, { ...looking, name: 'notes', helper });
    expect(found.running).toMatchObject({ kind: 'rollback', state: 'confirmed', version: '1.0.0' });

    const leaving = wayTo(host);
    const order = { ...leaving, ...wish, helper };
    expect(await remove(world, { ...order, purge: true })).toEqual({ outcome: 'removed' });
    expect(await remove(world, { ...order, purge: true })).toEqual({ outcome: 'not-installed' });
    expect(await host.run('ls /opt; ls /var/lib | grep notes || :')).toBe('');
    await watch.check({ anew: true, serves: 'nothing' });
  });
});
