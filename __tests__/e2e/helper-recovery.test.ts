import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDeployed, makeRelease, type Release } from '../fixtures/deployed-release.ts';
import { deploy, helper, installHelper, recorded, see } from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { until } from '../servers/hosts/until.ts';
import { watchEach } from '../servers/hosts/watched.ts';
import { someOf } from '../fixtures/some-of.ts';

let v1: Release;
let v2: Release;
let host: Host;

const version = (): Promise<string | undefined> =>
  fetch(`http://${host.address}:8080/version`, { signal: AbortSignal.timeout(30_000) })
    .then((answer) => answer.text())
    .catch(() => undefined);
const serves = (wanted: string): Promise<string> =>
  until(`${wanted} serves`, 120_000, {
    look: async () => ((await version()) === wanted ? wanted : undefined),
  });

/** All that can be wrong with a server on which a deploy has come to its end. */
async function whole(running: string): Promise<void> {
  const seen = await see(host);
  const other = seen.blue === running ? seen.green : seen.blue;
  expect({
    current: (await host.run('readlink /opt/notes/current')).trim(),
    slot: [seen.blue, seen.green].includes(running),
    half: await host.run(
      'find /opt/notes -mindepth 2 -maxdepth 2 -name ".*" ! -name .reserve; ls /run/gin-ship/notes | grep "env$" || :',
    ),
    units: (await host.exec('systemctl --failed --plain --no-legend')).stdout,
    open: (
      await host.exec(
        'grep -LE "^state=(confirmed|rolled-back|not-installed|down)$" /opt/notes/records/0*',
      )
    ).stdout,
    releases: await host.run(
      'cd /opt/notes/deploys && for one in *; do (cd $one/release && test -x notes) || echo $one; done',
    ),
    again: await host.run(`${helper} recover notes && ${helper} recover notes`),
    other: other === '-' || (await recorded(host, other, 'state')) === 'confirmed',
  }).toEqual({
    ...{ current: `deploys/${running}`, slot: true, half: '', units: '', open: '' },
    ...{ releases: '', again: '', other: true },
  });
}

const before = [
  'state received',
  'step unpacking',
  'step writing the units',
  'state prepared',
  'state started',
  'state gated',
];
const during = [
  'state switching',
  'step starting notes@',
  'step the gate',
  'probe soak',
  'state switched',
  'wait confirm',
];
const after = ['state confirmed', 'step pruning'];
const powerCuts = ['state prepared', 'state gated', 'state switching', 'state switched'];

describeHosts('the job is killed', () => {
  beforeAll(async () => {
    v1 = makeRelease(buildDeployed('v1'), 'v1');
    v2 = makeRelease(buildDeployed('v2'), 'v2');
    host = await bootHost({ tree: 'bookworm', name: 'killed' });
    await installHelper(host);
  });
  afterAll(() => host[Symbol.asyncDispose]());
  const watch = watchEach(() => ({ hosts: [host], name: 'notes', versions: ['v1', 'v2'] }));

  test.each(someOf('kills before the end', 5, [...before, ...during]))(
    'at "%s": the old version serves on',
    async (at) => {
      const seen = await see(host);
      const running = seen.running === '-' ? (await deploy(host, v1)).deploy : seen.running;
      let killed = false;
      const ended = await deploy(host, v2, {
        onEvent: async (event) => {
          if (killed || !event.startsWith(at)) return;
          killed = true;
          await host.run('systemctl kill -s KILL gin-ship-notes.service');
        },
      });
      expect({ killed, state: ended.state, reason: ended.reason }).toEqual({
        ...{ killed: true, state: 'rolled-back' },
        reason: expect.stringMatching(/^its job was ended while it was \w+$/) as string,
      });
      await serves('v1');
      await whole(running);
    },
  );

  test.each(after)('at "%s": the new version serves on', async (at) => {
    let killed = false;
    const ended = await deploy(host, v2, {
      onEvent: async (event) => {
        if (killed || !event.startsWith(at)) return;
        killed = true;
        // On a slow machine it may have come to its end by now.
        await host.exec('systemctl kill -s KILL gin-ship-notes.service');
      },
    });
    expect({ killed, state: ended.state }).toEqual({ killed: true, state: 'confirmed' });
    await serves('v2');
    await whole(ended.deploy);
  });

  test.each(someOf('power cuts', 2, powerCuts))(
    'with the whole server at "%s": the old version serves after the start',
    async (at) => {
      const { running } = await see(host);
      const was = await serves((await version()) ?? '');
      let down = false;
      const ended = await deploy(host, was === 'v1' ? v2 : v1, {
        onEvent: async (event) => {
          if (down || !event.startsWith(at)) return;
          down = true;
          await host.kill();
          await host.boot();
        },
      });
      expect({ down, state: ended.state, reason: ended.reason }).toEqual({
        ...{ down: true, state: 'rolled-back' },
        reason: expect.stringMatching(/^the server was restarted while it was \w+$/) as string,
      });
      await serves(was);
      await whole(running);
    },
  );

  test('in a first deploy: nothing is left running, and the next one installs', async () => {
    await host.run([helper, 'remove', 'notes', 'purge']);
    await watch.check({ anew: true, serves: 'nothing' });
    let killed = false;
    const ended = await deploy(host, v1, {
      onEvent: async (event) => {
        if (killed || !event.startsWith('probe soak')) return;
        killed = true;
        await host.run('systemctl kill -s KILL gin-ship-notes.service');
      },
    });
    expect(ended.state).toBe('not-installed');
    expect(await version()).toBeUndefined();
    const next = await deploy(host, v1);
    expect(next.state).toBe('confirmed');
    await whole(next.deploy);
  });

  test('and a record is damaged: a restart starts what was confirmed', async () => {
    await host.run('echo nonsense >/opt/notes/records/000999-9-1 && systemctl restart notes');
    await serves('v1');
    await whole((await see(host)).running);
  });

  test('and its start fails: it is tried again until it does not', async () => {
    const mark = '/var/lib/gin-ship/apps/notes';
    await host.run(`cp -p ${mark} /run/mark && : >${mark}`);
    expect((await host.exec('systemctl restart notes')).code).not.toBe(0);
    expect(await version()).toBeUndefined();
    await host.run(`cp -p /run/mark ${mark}`);
    await serves('v1');
  });

  test('and the service is disabled: it stays so, and can be enabled again', async () => {
    await host.run('systemctl disable --now notes && systemctl start gin-ship-recover@notes');
    const state = await host.exec('systemctl is-enabled notes; systemctl is-active notes@blue');
    expect({ state: state.stdout, version: await version() }).toEqual({
      ...{ state: 'disabled\ninactive\n', version: undefined },
    });
    await host.run('systemctl enable --now notes');
    await serves('v1');
  });
});
