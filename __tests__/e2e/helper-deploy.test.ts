import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDeployed, makeRelease, type Release } from '../fixtures/deployed-release.ts';
import {
  type DeployWish,
  type Ended,
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
import { type Chapter, tellStory } from '../servers/hosts/probe-story.ts';
import { until } from '../servers/hosts/until.ts';
import type { Tree } from '../servers/hosts/tree.ts';
import { type Watch, watchService } from '../servers/hosts/watched.ts';
import { someOf } from '../fixtures/some-of.ts';

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
      signal: AbortSignal.timeout(30_000),
    })
  ).text();
const write = (host: Host, path: string, text: string): Promise<string> =>
  ask(host, `/file?path=${path}&text=${text}`, { method: 'POST' });
const read = (host: Host, path: string): Promise<string> => ask(host, `/file?path=${path}`);

/** A request that is answered late on a slow machine is answered. */
const watched = (host: Host): Promise<Watch> =>
  watchService(host, { name: 'notes', versions: ['v1', 'v2'], patience: 60_000 });

const whoServed = (story: readonly Chapter[]): readonly string[] => story.map(({ who }) => who);

const trees: readonly Tree[] = ['bookworm', 'bookworm-bare', 'bullseye', 'trixie'];

describeHosts('the helper', () => {
  test.each(someOf('servers', 2, trees))('deploys, replaces and undoes on %s', async (tree) => {
    await using host = await bootHost({ tree, name: tree });
    await installHelper(host);
    await using setUp = await watched(host);

    const first = await deploy(host, v1, { env: { GREETING: 'good day' } });
    expect(first).toMatchObject({ state: 'confirmed', reason: '-' });
    expect(await ask(host, '/told')).toBe(
      String.raw`["-at" "8080" "a b 100% $5 \"q\""] "good day" "8080"`,
    );
    await write(host, 'user.log', 'kept');
    await write(host, 'static/uploads/cat.txt', 'purr');
    expect(await write(host, 'static/new.css', 'no')).toContain('read-only file system');
    await setUp.check({ ending: 'deployed', serves: 'v1' });
    await setUp.stop();

    await using watch = await watched(host);
    const second = await deploy(host, v2);
    expect(second).toMatchObject({ state: 'confirmed', reason: '-' });
    expect(await recorded(host, second.deploy, 'trial')).toBe('tried');
    expect(told(second, 'ask')).toEqual([]);
    await watch.check({ ending: 'deployed', serves: 'v2' });

    const third = await deploy(host, v1, { env: { MODE: 'exit' }, change: { overlap: 'never' } });
    expect(third).toMatchObject({
      state: 'rolled-back',
      reason: expect.stringMatching(/^notes@blue.service ended with exit status 3/) as string,
    });
    expect(told(third, 'log')).toContain('the flux is out of order');
    expect(told(third, 'evidence')).toContain('ExecMainStatus=3');
    const { seen } = await watch.stop();
    await watch.check({ ending: 'rolled-back', serves: 'v2' });
    // The switch, and the start that failed: each is one outage at the most, with one version on each side.
    const served = whoServed(tellStory(seen)).filter((who) => who !== 'none');
    expect(served.slice(0, 2)).toEqual(['v1', 'v2']);
    expect(served.slice(2)).toEqual(served.length === 3 ? ['v2'] : []);

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
    expect(await until('it serves after a restart', 120_000, { look })).toBe('v2');
    await watch.check({ serves: 'v2' });
  });
});

interface Broken {
  readonly what: string;
  readonly wish: DeployWish;
  readonly reason: RegExp;
  /** Whether the start beside the version that serves may be too short to show it. */
  readonly isLate?: true;
  /** Whether it takes the probe-deadline to be seen; longer, where a slow machine gave another reason within it. */
  readonly untilDeadline?: true;
}

const broken: readonly Broken[] = [
  { what: 'exits at once', wish: { env: { MODE: 'exit' } }, reason: /ended with exit status 3/ },
  {
    what: 'crashes in the soak',
    wish: { env: { MODE: 'crash' }, change: { soak: '60000' } },
    reason: /ended with exit status 2/,
    isLate: true,
  },
  {
    what: 'never listens',
    wish: { env: { MODE: 'deaf' } },
    reason: /^nothing listened on port \d+ within 3 s; .* listens on no port$/,
    untilDeadline: true,
  },
  {
    what: 'is never healthy',
    wish: { env: { MODE: 'sick' } },
    reason: /^GET \/healthz was not healthy 2 times in a row within \d+ s, at the last: 503$/,
    untilDeadline: true,
  },
  {
    what: 'redirects',
    wish: { env: { MODE: 'redirect' } },
    reason: /^GET \/healthz answers 302, a redirect: that is no sign of health$/,
  },
];

/** The process that serves, which no other is. */
const processOf = (host: Host): Promise<string> =>
  host.run('systemctl show notes@blue -p MainPID -p ExecMainStartTimestampMonotonic');

async function undone(host: Host, one: Broken, overlap: string): Promise<Ended> {
  const wish = { ...one.wish, change: { ...one.wish.change, overlap } };
  if (one.untilDeadline === undefined) return deploy(host, v2, wish);
  for (let deadline = 3000; ; deadline *= 4) {
    const change = { ...wish.change, 'probe-deadline': String(deadline) };
    const ended = await deploy(host, v2, { ...wish, change });
    if (one.reason.test(ended.reason) || !ended.reason.startsWith('nothing listened')) return ended;
  }
}

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
    test.each(broken)('one that $what is undone', async (one) => {
      const before = await processOf(host);
      await using watch = await watched(host);
      const ended = await undone(host, one, overlap);
      const { seen } = await watch.stop();
      await watch.check({ ending: 'rolled-back', serves: 'v1' });
      expect({
        state: ended.state,
        reason: ended.reason,
        version: await ask(host, '/version'),
        serves: await see(host),
        left: (await host.run('ls /opt/notes/deploys')).trim(),
      }).toEqual({
        state: 'rolled-back',
        reason: expect.stringMatching(one.reason) as string,
        version: 'v1',
        serves: {
          running: served,
          blue: served,
          green: '-',
          sequence: expect.any(Number) as number,
        },
        left: served,
      });
      const story = whoServed(tellStory(seen));
      if (overlap === 'auto' && one.isLate === undefined) {
        expect([story, await processOf(host)]).toEqual([['v1'], before]);
      } else {
        // It was away in one piece, and came back.
        expect([story[0], story.at(-1)]).toEqual(['v1', 'v1']);
        expect(story.filter((who) => who === 'v1').length).toBeLessThanOrEqual(2);
        if (overlap === 'never') expect(await processOf(host)).not.toBe(before);
      }
    });
  });

  test('one with a fixed port is not tried beside it, and serves', async () => {
    await using watch = await watched(host);
    const ended = await deploy(host, v2, { env: { MODE: 'fixed' } });
    expect(ended.state).toBe('confirmed');
    expect(await recorded(host, ended.deploy, 'trial')).toBe(
      'not-tried: it wants a port that the running version holds',
    );
    await watch.check({ ending: 'deployed', serves: 'v2' });
    expect((await host.run([helper, 'version'])).trim()).toMatch(
      /^gin-ship helper \S+ protocol 1 sha256 [0-9a-f]{64}$/,
    );
  });
});
