import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderEnvFile } from '../../src/domain/deploy/env-file.ts';
import type { Hardening } from '../../src/domain/deploy/hardening.ts';
import { renderUnitConf } from '../../src/domain/deploy/unit-conf.ts';
import { unitArgument } from '../../src/domain/deploy/unit-words.ts';
import { hostileTexts } from '../fixtures/hostile-text.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';

/** What the service of these tests does: it tells what it was given, and tries what it may write. */
const program = `#!/bin/sh
cat /proc/$$/cmdline >arguments
cat /proc/$$/environ >variables
{
  pwd
  id -un
  cat static/a.txt
  for place in user.db static/x static/uploads/x 模板/x /srv/out/x /etc/x /opt/notes/x /tmp/x; do
    if (echo x >"$place") 2>/dev/null; then echo "writes $place"; fi
  done
  grep -E '^(CapBnd|CapAmb|NoNewPrivs|Seccomp):' /proc/self/status
  chown "$(id -u):$(id -g)" user.db && echo chowns
} >told 2>&1
exec sleep 1000
`;

/** As the helper lays it out; the mark of a canary shows anything that ran as a command. */
const layout = `set -e
getent group notes >/dev/null || groupadd -r notes
id notes >/dev/null 2>&1 || useradd -r -M -g notes -s /usr/sbin/nologin notes
rm -rf /opt/notes /var/lib/notes /srv/out
mkdir -p /opt/notes/releases/r/static/uploads /opt/notes/releases/r/模板 /opt/notes/deploys/d /opt/notes/slots
mkdir -p /var/lib/notes/static/uploads /srv/out /etc/systemd/system/notes@blue.service.d
echo shipped >/opt/notes/releases/r/static/a.txt
ln -s ../../releases/r /opt/notes/deploys/d/release
ln -s ../deploys/d /opt/notes/slots/blue
ln -sfn /opt/notes/slots/blue/unit.conf /etc/systemd/system/notes@blue.service.d/deploy.conf
chown -R notes:notes /var/lib/notes /srv/out
printf '[Service]\\nType=exec\\n' >/etc/systemd/system/notes@.service
`;

const unit = {
  ...{ name: 'notes', deployPath: '/opt/notes', statePath: '/var/lib/notes' },
  ...{ user: 'notes', group: 'notes', program: 'notes', envFiles: [], adopted: true },
  ...{ ships: ['notes', 'static', '模板'], persist: ['static/uploads'], writePaths: ['/srv/out'] },
  ...{ foreign: false, memoryMax: 2 ** 28, cpuQuota: 150 },
  args: [
    'serve',
    '--http=:{port}',
    '$HOME',
    '%i %%',
    'a"b\\c',
    '${X}',
    "it's",
    ';',
    '模板',
    '{port}{port}',
  ],
} as const;

/** Of a file in which texts end in a zero byte. */
const texts = (bytes: Buffer): readonly string[] => bytes.toString().split('\0').slice(0, -1);

async function start(host: Host, wish: { hardening: Hardening; port: number }): Promise<string> {
  const conf = renderUnitConf({ ...unit, ...wish });
  const env = renderEnvFile({ ENV: 'prod', GIN_SHIP_PORT: String(wish.port) });
  await host.run(layout);
  await host.writeFile('/opt/notes/releases/r/notes', program, { mode: '755' });
  await host.writeFile('/opt/notes/deploys/d/unit.conf', conf);
  await host.writeFile('/opt/notes/deploys/d/env', 'text' in env ? env.text : '', { mode: '600' });
  await host.run(['systemctl', 'daemon-reload']);
  await host.run(['systemctl', 'restart', 'notes@blue']);
  await host.run('until pgrep -u notes -x sleep; do sleep 0.1; done');
  return conf;
}

describeHosts('what gin-ship writes for systemd', () => {
  describe.each(['bookworm', 'bullseye', 'trixie'] as const)('on %s', (tree) => {
    let host: Host;

    beforeAll(async () => {
      host = await bootHost({ tree, name: 'units' });
    });

    afterAll(async () => {
      await host?.[Symbol.asyncDispose]();
    });

    test('ten thousand hostile values reach a service byte by byte', async () => {
      const values = Object.fromEntries(
        hostileTexts(10_000, 23).map((text, at) => [`K${at}`, text] as const),
      );
      const all = { ...values, LONG: 'x'.repeat(131_066), EDGE: '\u{10FFFD}\uE000\uFEFF' };
      const rendered = renderEnvFile(all);
      if ('problems' in rendered) throw new Error(rendered.problems.join('\n'));
      await host.writeFile('/run/hostile.env', rendered.text);
      const print = 'cat /proc/self/environ >/run/hostile.out';
      await host.run([
        'systemd-run',
        '--wait',
        '--quiet',
        '-p',
        'EnvironmentFile=/run/hostile.env',
        'sh',
        '-c',
        print,
      ]);
      const got = texts(await host.readFile('/run/hostile.out')).map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)] as const;
      });
      const arrived = new Map(got);
      const changed = Object.entries(all).filter(([key, value]) => arrived.get(key) !== value);
      expect(changed).toEqual([]);
    });

    test('and so do ten thousand arguments', async () => {
      const args = hostileTexts(10_000, 24);
      const commands = Array.from({ length: 10 }, (_, at) => {
        const words = args.slice(at * 1000, (at + 1) * 1000).map(unitArgument);
        return `ExecStart="/run/hostile.sh" ${words.join(' ')}\n`;
      });
      await host.writeFile(
        '/run/hostile.sh',
        '#!/bin/sh\nprintf \'%s\\0\' "$@" >>/run/hostile.out\n',
        { mode: '755' },
      );
      await host.writeFile(
        '/run/systemd/system/hostile.service',
        `[Service]\nType=oneshot\n${commands.join('')}`,
      );
      await host.run('rm -f /run/hostile.out; systemctl daemon-reload; systemctl start hostile');
      expect(texts(await host.readFile('/run/hostile.out'))).toEqual(args);
      expect(await host.run('find / -xdev -name canary')).toBe('');
    });

    test('a value that systemd takes for broken is refused before, and rightly so', async () => {
      for (const value of ['\uFFFE', '\uFDD0', 'x'.repeat(131_070)]) {
        expect(renderEnvFile({ A: value })).toHaveProperty('problems');
        await host.writeFile('/run/broken.env', `A="${value}"\n`);
        const { code } = await host.exec([
          'systemd-run',
          '--wait',
          '--quiet',
          '-p',
          'EnvironmentFile=/run/broken.env',
          'true',
        ]);
        expect(code).not.toBe(0);
      }
    });

    test('a hardened service has its arguments, its release, its state, and nothing else', async () => {
      await start(host, { hardening: 'strict', port: 80 });
      expect(texts(await host.readFile('/var/lib/notes/arguments')).slice(2)).toEqual([
        ...['serve', '--http=:80', '$HOME', '%i %%', 'a"b\\c', '${X}', "it's", ';', '模板', '8080'],
      ]);
      expect((await host.readFile('/var/lib/notes/told')).toString()).toBe(`/var/lib/notes
notes
shipped
writes user.db
writes static/uploads/x
writes /srv/out/x
writes /tmp/x
CapBnd:	0000000000000400
CapAmb:	0000000000000400
NoNewPrivs:	1
Seccomp:	2
chowns
`);
      expect(
        await host.run('ls /opt/notes/releases/r/static/uploads /var/lib/notes/static/uploads'),
      ).toBe('/opt/notes/releases/r/static/uploads:\n\n/var/lib/notes/static/uploads:\nx\n');
      const score = await host.run(
        'systemd-analyze --no-pager security notes@blue.service | tail -n 1',
      );
      expect(score).toMatch(/notes@blue\.service: 1\.[0-9] OK/);
      expect(
        (await host.exec(['systemd-analyze', 'verify', 'notes@blue.service'])).stderr,
      ).not.toContain('notes@');
    });

    test.each(['basic', 'off'] as const)(
      '%s hardening leaves it what it had',
      async (hardening) => {
        await start(host, { hardening, port: 8080 });
        const told = (await host.readFile('/var/lib/notes/told')).toString();
        expect(told).toContain(
          'shipped\nwrites user.db\nwrites static/uploads/x\nwrites /srv/out/x\nwrites /tmp/x\n',
        );
        expect(told).toContain('chowns\n');
      },
    );

    test("the trial's port comes last", async () => {
      await host.writeFile('/run/gin-ship/notes/blue.env', 'GIN_SHIP_PORT=9999\n');
      await start(host, { hardening: 'off', port: 8080 });
      const variables = texts(await host.readFile('/var/lib/notes/variables'));
      expect(variables).toEqual(expect.arrayContaining(['ENV=prod', 'GIN_SHIP_PORT=9999']));
      expect(texts(await host.readFile('/var/lib/notes/arguments'))[3]).toBe('--http=:9999');
    });
  });
});
