import { expect, test } from 'vitest';
import { buildDeployed, makeRelease } from '../fixtures/deployed-release.ts';
import { deploy, installHelper } from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { until } from '../servers/hosts/until.ts';
import { watchService } from '../servers/hosts/watched.ts';

describeHosts('the watch over a service that is deployed', () => {
  test('finds nothing broken after a deploy, and then each promise that somebody breaks', async () => {
    await using host = await bootHost({ tree: 'bookworm', name: 'watched' });
    await installHelper(host);
    const v1 = makeRelease(buildDeployed('v1'), 'v1');
    const versions = ['v1'];
    await using watch = await watchService(host, { name: 'notes', versions });
    const { deploy: did } = await deploy(host, v1);
    await watch.check({ ending: 'deployed', serves: 'v1' });

    versions[0] = 'v0';
    await until('it is heard from outside', 120_000, {
      look: async () => (await watch.look()).seen.find(({ status }) => status === 200),
    });
    const page = `/opt/notes/releases/${v1.id}/templates/index.html`;
    await host.run(`chmod 666 ${page} && echo x >/var/lib/notes/odd && touch /opt/notes/records/.half
      systemctl disable notes.service`);
    const said = await watch.check({ ending: 'rolled-back' }).then(() => '', String);
    expect(said.match(/N\d: .*/g)?.toSorted()).toEqual([
      'N1: an answer is of no known version: "v1"',
      'N1: v1 answers at the end, not v0',
      `N2: ${page} of the old version is not as it was`,
      'N3: /var/lib/notes/odd appeared among the data',
      `N4: ${page} is not what its list says`,
      'N5: it was said to be rolled-back, and its record says confirmed',
      'N6: notes.service is not enabled',
      'N7: /opt/notes/records/.half is left over',
      `N8: ${page} can be written by others than root`,
    ]);
    expect(said).toContain(`the newest records:\n${did} | confirmed | blue | - | -`);
  });
});
