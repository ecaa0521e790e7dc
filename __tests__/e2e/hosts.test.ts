import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { installAnswering } from '../servers/hosts/answering.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { ssh } from '../servers/hosts/ssh-client.ts';
import type { Tree } from '../servers/hosts/tree.ts';
import { until } from '../servers/hosts/until.ts';

// The first may have to make the trees.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const oneOf: readonly { tree: Tree; debian: string; programs: readonly string[] }[] = [
  { tree: 'bookworm', debian: '12', programs: ['curl', 'sqlite3', 'strace'] },
  { tree: 'bookworm-bare', debian: '12', programs: [] },
  { tree: 'bullseye', debian: '11', programs: ['curl'] },
  { tree: 'trixie', debian: '13', programs: ['wget'] },
];

describeHosts('a host', () => {
  test.each(oneOf)('of $tree boots, with its own programs', async ({ tree, debian, programs }) => {
    await using host = await bootHost({ tree, name: tree });
    const probe = ['curl', 'wget', 'sqlite3', 'strace', 'python3', 'apt-get'];
    const found = await host.run(`for name in ${probe.join(' ')}; do command -v $name; done; :`);
    expect({
      state: (await host.exec('systemctl is-system-running; systemctl --failed --plain')).stdout,
      name: (await ssh(host, 'deploy', 'hostname; id -un')).trim(),
      root: (await ssh(host, 'root', 'id -u')).trim(),
      sudo: (await ssh(host, 'deploy', 'sudo -n id -u; cat /proc/1/comm')).trim(),
      debian: (await host.run('. /etc/os-release; echo "$VERSION_ID"')).trim(),
      programs: found.split('\n').flatMap((path) => path.split('/').at(-1) ?? ''),
      journal: /Reached target .*Multi-User/i.test(await host.journal(['-b'])),
    }).toEqual({
      name: `${tree}\ndeploy`,
      root: '0',
      sudo: '0\nsystemd',
      state: expect.stringMatching(/^running\n/) as string,
      debian,
      programs: [...programs, ''],
      journal: true,
    });
  });
});

describeHosts('on a host', () => {
  let host: Host;
  let other: Host;
  beforeAll(async () => {
    const helper = { name: 'deploy', sudo: ['/usr/bin/id', '/usr/bin/true'] };
    [host, other] = await Promise.all([
      bootHost({ tree: 'bookworm', name: 'web1', users: [helper, { name: 'guest', sudo: [] }] }),
      bootHost({ tree: 'bookworm-bare', name: 'web2' }),
    ]);
  });
  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    await other[Symbol.asyncDispose]();
  });

  test('a user may do by sudo what was said, and nothing else', async () => {
    const tried = await host.exec('sudo -n id -un; sudo -n cat /etc/shadow', { user: 'deploy' });
    const guest = await host.exec('sudo -n id', { user: 'guest' });
    expect([tried.stdout, tried.code, guest.stdout, guest.code]).toEqual(['root\n', 1, '', 1]);
  });

  test('a unit answers from outside, with its limits, its score and its journal', async () => {
    const url = await installAnswering(host, 'v1');
    const unit = '/etc/systemd/system/answering.service';
    await host.writeFile('/etc/systemd/system/wrong.service', '[Service]\nExecStart=/opt/none\n');
    const look = (): Promise<Response | undefined> => fetch(url).catch(() => undefined);
    const answer = await until('an answer', 60_000, { look });
    const verify = (path: string): Promise<unknown> =>
      host.exec(['systemd-analyze', 'verify', path]).then(({ code }) => code);
    expect({
      answer: [answer.status, await answer.text()],
      memory: await host.run('systemctl show -p MemoryMax answering'),
      user: await host.run('ps -o user= -p $(systemctl show --value -p MainPID answering)'),
      verified: [await verify(unit), await verify('/etc/systemd/system/wrong.service')],
      journal: await host.journal(['-u', 'answering', '-o', 'cat', '-t', 'run']),
    }).toEqual({
      answer: [200, 'v1'],
      memory: `MemoryMax=${64 * 1024 * 1024}\n`,
      user: expect.stringMatching(/^answeri/) as string,
      verified: [0, 1],
      journal: 'answering as v1\n',
    });
    const score = await host.run('systemd-analyze security answering --no-pager | tail -n 1');
    expect(score).toMatch(/Overall exposure level for answering\.service: \d\.\d/);
  });

  test('another host is reached over the network, and nothing beyond', async () => {
    const banner = `exec 3<>/dev/tcp/${other.address}/22 && head -c 8 <&3`;
    const beyond = 'exec 3<>/dev/tcp/192.0.2.1/22';
    const outcome = await host.exec(['bash', '-c', beyond]);
    expect(await host.run(['bash', '-c', banner])).toBe('SSH-2.0-');
    expect([outcome.code, /unreachable/.test(outcome.stderr)]).toEqual([1, true]);
  });

  test('an orphan belongs to no service', async () => {
    const pid = await host.forkOff('echo "$HOME" >/tmp/orphan; exec sleep 1000', 'deploy');
    const told = await until('it sleeps', 120_000, {
      async look() {
        const process = `ps -o user=,ppid=,args= -p ${pid}; cat /proc/${pid}/cgroup`;
        return [await host.run(process)].find((text) => /^deploy +1 sleep 1000\n/.test(text));
      },
    });
    expect(told).toMatch(/\/system\.slice\/run-\w+\.scope$/m);
  });

  test('files are written and read byte by byte, for their owner', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
    const path = `/srv/new/it's "here"`;
    await host.writeFile(path, bytes, { mode: '640', owner: 'deploy' });
    expect((await host.readFile(path)).equals(bytes)).toBe(true);
    expect(await host.run(['stat', '-c', '%a %U %G', path])).toBe('640 deploy deploy\n');
  });

  test('a command that fails, or takes too long, says so', async () => {
    const late = await host.exec('sleep 60', { timeoutMs: 200 });
    expect([late.code, (await host.exec('echo no >&2; exit 7')).code]).toEqual([124, 7]);
    await expect(host.run('echo no >&2; exit 7')).rejects.toThrow('ended with 7: no\n');
  });
});

describe('where hosts cannot be booted', () => {
  test('is told in one sentence', async () => {
    const { whyNoHosts } = await import('../servers/hosts/able.ts');
    expect(whyNoHosts() ?? 'hosts can be booted').toMatch(/^(booting a host|hosts) /);
  });
});
