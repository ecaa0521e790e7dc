import { afterAll, beforeAll, expect, test } from 'vitest';
import { failures, group, warnings } from '../action/commands.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { watchService } from '../servers/hosts/watched.ts';
import { startResults } from '../servers/results.ts';
import { type Shop, openShop, reach } from './ship-driver.ts';

describeHosts('a service that is shipped to a bare server', () => {
  let host: Host;
  let shop: Shop;
  beforeAll(async () => {
    host = await bootHost({ tree: 'bookworm', name: 'shipped' });
    shop = openShop();
  }, 300_000);
  afterAll(async () => {
    shop[Symbol.dispose]();
    await host[Symbol.asyncDispose]();
  });

  test(
    'runs there, is replaced, undone when broken, rolled back, told and removed',
    {
      timeout: 600_000,
    },
    async () => {
      await using watch = await watchService(host, {
        ...{ name: 'deployed', versions: ['1.0.0', '1.1.0'] },
      });
      const to = { ...reach(host), 'service-env': 'GREETING=hello there' };
      shop.change('1.0.0');
      const first = await shop.run(to);
      expect(failures(first.stdout)).toEqual([]);
      expect(first.code).toBe(0);
      expect(first.outputs).toMatchObject({
        outcome: 'deployed',
        'deploy-id': '000001-2001-1',
        'previous-deploy-id': '',
      });
      const ask = (path: string): Promise<string> =>
        host.run(`curl -fsS http://127.0.0.1:8080${path}`);
      expect(await ask('/version')).toBe('1.0.0');
      expect(await ask('/told')).toContain('"hello there"');
      await watch.check({ ending: 'deployed', serves: '1.0.0' });

      shop.change('1.1.0');
      // The results service fails meanwhile, which keeps nothing from the server.
      await using results = await startResults();
      results.trouble(503, /CreateArtifact/);
      const second = await shop.run({ ...to, artifact: 'true' }, { env: results.env() });
      expect(results.requests).toContain('POST CreateArtifact 503');
      expect(warnings(second.stdout).join('\n')).toMatch(
        /artifact[^]*The deploy goes on without it/,
      );
      expect(second.outputs).toMatchObject({
        outcome: 'deployed',
        'deploy-id': '000002-2002-1',
        'previous-deploy-id': '000001-2001-1',
      });
      await watch.check({ ending: 'deployed', serves: '1.1.0' });

      shop.change('1.2.0');
      const broken = await shop.run({ ...to, 'service-env': 'MODE=exit' });
      expect(broken.code).toBe(1);
      expect(broken.outputs).toMatchObject({
        outcome: 'rolled-back',
        'deploy-id': '000002-2002-1',
        'previous-deploy-id': '',
      });
      expect(failures(broken.stdout)[0]).toMatch(
        /^deploying deployed 1\.2\.0 to deploy@[^:]+: the service ended with exit code 3.*serves as before: it was not stopped/,
      );
      expect(broken.summary).toContain('**rolled-back**');
      await watch.check({ ending: 'rolled-back', serves: '1.1.0' });

      const back = await shop.run({ ...reach(host), command: 'rollback', name: 'deployed' });
      expect(failures(back.stdout)).toEqual([]);
      expect(back.outputs).toMatchObject({ outcome: 'deployed', 'deploy-id': '000004-2004-1' });
      await watch.check({ ending: 'deployed', serves: '1.0.0' });
      const { seen } = await watch.stop();
      expect(new Set(seen.flatMap(({ body = [] }) => body))).toEqual(new Set(['1.0.0', '1.1.0']));

      const told = await shop.run({ ...reach(host), command: 'status', name: 'deployed' });
      expect(told.code).toBe(0);
      expect(JSON.parse(told.outputs['hosts'] ?? '')).toMatchObject([{ deploy: '000004-2004-1' }]);
      expect(group(told.stdout, 'deploy@').join('\n')).toMatch(
        /000003-2003-1 .* 1\.2\.0 rolled-back: /,
      );

      const gone = await shop.run({
        ...reach(host),
        command: 'remove',
        name: 'deployed',
        purge: 'true',
      });
      expect(failures(gone.stdout)).toEqual([]);
      expect(await host.run('ls /opt /var/lib/deployed 2>&1 || :')).toBe(
        "ls: cannot access '/var/lib/deployed': No such file or directory\n/opt:\n",
      );
      await watch.check({ anew: true, serves: 'nothing' });
    },
  );
});
