import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildDeployed, makeRelease, type Release } from '../fixtures/deployed-release.ts';
import {
  type DeployWish,
  deploy,
  helper,
  installHelper,
  recorded,
  see,
  told,
} from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { bodyAsVersion, longestGap } from '../servers/hosts/probe-story.ts';
import { startProber } from '../servers/hosts/prober.ts';
import { until } from '../servers/hosts/until.ts';
import type { Tree } from '../servers/hosts/tree.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 });

let v1: Release;
let v2: Release;
beforeAll(() => {
  v1 = makeRelease(buildDeployed('v1'), 'v1');
  v2 = makeRelease(buildDeployed('v2'), 'v2');
});

const ask = async (host: Host, path: string, init?: RequestInit): Promise<string> =>
  (
    await fetch(`http://${host.address}:8080${path}`, {
      ...init,
      signal: AbortSignal.timeout(3000),
    })
  ).text();
const write = (host: Host, path: string, text: string): Promise<string> =>
  ask(host, `/file?path=${path}&text=${text}`, { method: 'POST' });
const read = (host: Host, path: string): Promise<string> => ask(host, `/file?path=${path}`);

const trees: readonly Tree[] = ['bookworm', 'bookworm-bare', 'bullseye', 'trixie'];

describeHosts('the helper', () => {
  test.each(trees)('deploys, replaces and undoes on %s', async (tree) => {
    await using host = await bootHost({ tree, name: tree });
    await installHelper(host);

    const first = await deploy(host, v1, { env: { GREETING: 'good day' } });
    expect(first).toMatchObject({ state: 'confirmed', reason: '-' });
    expect(await ask(host, '/told')).toBe(
      String.raw`["-at" "8080" "a b 100% $5 \"q\""] "good day" "8080"`,
    );
    await write(host, 'user.log', 'kept');
    await write(host, 'static/uploads/cat.txt', 'purr');
    expect(await write(host, 'static/new.css', 'no')).toContain('read-only file system');

    await using prober = startProber(`http://${host.address}:8080/version`);
    const second = await deploy(host, v2);
    expect(second).toMatchObject({ state: 'confirmed', reason: '-' });
    expect(await recorded(host, second.deploy, 'trial')).toBe('tried');
    expect(told(second, 'ask')).toEqual([]);

    const third = await deploy(host, v1, { env: { MODE: 'exit' }, change: { overlap: 'never' } });
    expect(third).toMatchObject({
      state: 'rolled-back',
      reason: expect.stringMatching(/^notes@blue.service ended with exit status 3/) as string,
    });
    expect(told(third, 'log')).toContain('the flux is out of order');
    expect(told(third, 'evidence')).toContain('ExecMainStatus=3');
    const { seen } = await prober.stop();
    expect(new Set(seen.map(bodyAsVersion))).toEqual(new Set(['v1', undefined, 'v2']));
    expect(longestGap(seen)).toBeLessThan(4000);

    expect({
      log: await read(host, 'user.log'),
      upload: await read(host, 'static/uploads/cat.txt'),
      page: await read(host, 'templates/index.html'),
      current: (await host.run('readlink /opt/notes/current')).trim(),
      slots: await see(host),
      failed: (await host.exec('systemctl --failed --plain --no-legend')).stdout,
    }).toEqual({
      ...{ log: 'kept\n', upload: 'purr\n', page: '<h1>v2</h1>\n' },
      current: `deploys/${second.deploy}`,
      slots: { running: second.deploy, blue: '-', green: second.deploy, sequence: 3 },
      failed: '',
    });

    await host.reboot();
    const look = (): Promise<string | undefined> => ask(host, '/version').catch(() => undefined);
    expect(await until('it serves after a restart', 30_000, { look })).toBe('v2');
  });
});

const broken: readonly { what: string; wish: DeployWish; reason: RegExp }[] = [
  { what: 'exits at once', wish: { env: { MODE: 'exit' } }, reason: /ended with exit status 3/ },
  {
    what: 'crashes in the soak',
    wish: { env: { MODE: 'crash' } },
    reason: /ended with exit status 2/,
  },
  {
    what: 'never listens',
    wish: { env: { MODE: 'deaf' } },
    reason: /^nothing listened on port \d+ within 3 s; .* listens on no port$/,
  },
  {
    what: 'is never healthy',
    wish: { env: { MODE: 'sick' } },
    reason: /^GET \/healthz was not healthy 2 times in a row within 3 s, at the last: 503$/,
  },
  {
    what: 'redirects',
    wish: { env: { MODE: 'redirect' } },
    reason: /^GET \/healthz answers 302, a redirect: that is no sign of health$/,
  },
];

describeHosts('where a version serves', () => {
  let host: Host;
  let served: string;
  beforeAll(async () => {
    host = await bootHost({ tree: 'bookworm', name: 'broken' });
    await installHelper(host);
    served = (await deploy(host, v1)).deploy;
  });
  afterAll(() => host[Symbol.asyncDispose]());

  describe.each(['auto', 'never'])('with overlap: %s', (overlap) => {
    test.each(broken)('one that $what is undone', async ({ wish, reason }) => {
      await using prober = startProber(`http://${host.address}:8080/version`);
      const ended = await deploy(host, v2, { ...wish, change: { overlap } });
      const { seen } = await prober.stop();
      expect({
        state: ended.state,
        reason: ended.reason,
        version: await ask(host, '/version'),
        serves: await see(host),
        left: (await host.run('ls /opt/notes/deploys')).trim(),
      }).toEqual({
        state: 'rolled-back',
        reason: expect.stringMatching(reason) as string,
        version: 'v1',
        serves: {
          running: served,
          blue: served,
          green: '-',
          sequence: expect.any(Number) as number,
        },
        left: served,
      });
      expect(longestGap(seen)).toBeLessThan(overlap === 'auto' ? 500 : 9000);
    });
  });

  test('one with a fixed port is not tried beside it, and serves', async () => {
    const ended = await deploy(host, v2, { env: { MODE: 'fixed' } });
    expect(ended.state).toBe('confirmed');
    expect(await recorded(host, ended.deploy, 'trial')).toBe(
      'not-tried: it wants a port that the running version holds',
    );
    expect(await ask(host, '/version')).toBe('v2');
    expect((await host.run([helper, 'version'])).trim()).toMatch(
      /^gin-ship helper \S+ protocol 1 sha256 [0-9a-f]{64}$/,
    );
  });
});
