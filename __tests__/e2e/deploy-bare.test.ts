import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../action/runner.ts';
import { type Release, buildDeployed, makeRelease } from '../fixtures/deployed-release.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { type Watch, watchService } from '../servers/hosts/watched.ts';
import { type Packed, deployTo, packing, wayTo } from './deploy-driver.ts';

const watched = (host: Host): Promise<Watch> =>
  watchService(host, { name: 'notes', versions: ['1.0.0'] });
const well = { ending: 'deployed', serves: '1.0.0' } as const;

describeHosts('a deploy to a server', () => {
  let packed: Packed;
  let release: Release;
  beforeAll(() => {
    packed = packing();
    release = makeRelease(buildDeployed('1.0.0'), '1.0.0');
  });
  afterAll(() => packed[Symbol.dispose]());

  describe.each(['bullseye', 'bookworm-bare', 'trixie'] as const)('of %s', (tree) => {
    test('goes well, twice', async () => {
      await using host = await bootHost({ tree, name: `deploy-${tree}` });
      await using watch = await watched(host);
      for (const slot of ['blue', 'green']) {
        const ending = await deployTo(wayTo(host), await packed.order('1.0.0', release));
        expect(ending).toMatchObject({ kind: 'deployed', record: { slot } });
        await watch.check(well);
      }
    });
  });

  test('that allows one session at a time, and forwards nothing, goes well', async () => {
    await using host = await bootHost({ tree: 'bookworm', name: 'deploy-narrow' });
    const narrow = 'MaxSessions 1\nAllowTcpForwarding no\n';
    await host.writeFile('/etc/ssh/sshd_config.d/00-narrow.conf', narrow);
    await host.run('systemctl restart ssh && sshd -T | grep -x "maxsessions 1"');
    await using watch = await watched(host);
    const ending = await deployTo(wayTo(host), await packed.order('1.0.0', release));
    expect(ending).toMatchObject({ kind: 'deployed' });
    await watch.check(well);
  });

  test('from which gin-ship is taken away goes on, and comes back when it boots', async () => {
    await using host = await bootHost({ tree: 'bookworm', name: 'deploy-left' });
    await using watch = await watched(host);
    const ending = await deployTo(wayTo(host), await packed.order('1.0.0', release));
    expect(ending).toMatchObject({ kind: 'deployed', record: { slot: 'blue' } });
    await watch.check(well);
    const page = readFileSync(join(repository, 'docs/deploy.md'), 'utf8');
    const [, lines = ''] =
      /^To keep a service without gin-ship[^]*?```\n([^]*?)```/m.exec(page) ?? [];
    expect(lines).toContain('rm -r /usr/local/libexec/gin-ship');
    await host.run(lines.replaceAll('NAME', 'notes').replaceAll('SLOT', 'blue'));
    const served = (): Promise<string> =>
      host.run('curl -fsS --retry 40 --retry-connrefused --retry-delay 1 127.0.0.1:8080/healthz');
    await served();
    await host.reboot();
    await served();
    expect((await host.run('systemctl is-active notes@blue')).trim()).toBe('active');
  });

  test('with nothing that asks over HTTP goes through the connection', async () => {
    await using host = await bootHost({ tree: 'bookworm-bare', name: 'deploy-mute' });
    await host.run('usermod -s /bin/sh deploy && rm /bin/bash');
    await using watch = await watched(host);
    const way = wayTo(host);
    const ending = await deployTo(way, await packed.order('1.0.0', release));
    expect(ending).toMatchObject({ kind: 'deployed' });
    expect(way.lines).toContain(
      'info: the server has no curl, wget or bash: health is asked through this connection',
    );
    expect(way.lines).toContain('info: health: 200');
    await watch.check(well);

    await host.writeFile('/etc/ssh/sshd_config.d/00-mute.conf', 'AllowTcpForwarding no\n');
    await host.run('systemctl restart ssh');
    const alone = wayTo(host);
    expect(await deployTo(alone, await packed.order('1.0.0', release))).toMatchObject({
      kind: 'deployed',
    });
    expect(alone.lines).toContain(
      'warning: the server has no curl, wget or bash, and its sshd forwards nothing (AllowTcpForwarding): the gate judges by unit, program and port alone',
    );
    await watch.check(well);
  });
});
