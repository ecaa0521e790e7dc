import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDeployed, makeRelease, type Release } from '../fixtures/deployed-release.ts';
import { rollbackHeader } from '../fixtures/hand-made-plan.ts';
import {
  type DeployWish,
  type Ended,
  deploy,
  installHelper,
  see,
  told,
} from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { watchEach } from '../servers/hosts/watched.ts';

let v1: Release;
let v2: Release;
let host: Host;

const hooks = (before: string, after = ''): DeployWish => ({
  env: { GREETING: 'good day' },
  change: { 'before-switch': before, 'after-switch': after },
});
/** Of what the hooks wrote. */
const traces = (): Promise<string> => host.run('cat /var/lib/notes/traces 2>/dev/null || :');
const mark = (word: string): string => `echo ${word} >>"$GIN_SHIP_STATE/traces"`;

describeHosts('a hook', () => {
  beforeAll(async () => {
    v1 = makeRelease(buildDeployed('v1'), 'v1');
    v2 = makeRelease(buildDeployed('v2'), 'v2');
    host = await bootHost({ tree: 'bookworm', name: 'hooks' });
    await installHelper(host);
    expect((await deploy(host, v1)).state).toBe('confirmed');
  });
  afterAll(() => host[Symbol.asyncDispose]());
  const mayWrite = (path: string): boolean => ['traces', 'made'].includes(path);
  const watch = watchEach(() => ({
    hosts: [host],
    name: 'notes',
    versions: ['v1', 'v2'],
    mayWrite,
  }));
  const watched = async (release: Release, wish: DeployWish, serves: string): Promise<Ended> => {
    const ended = await deploy(host, release, wish);
    await watch.check({ serves });
    return ended;
  };

  test('before the switch runs as the service, in the new release, with its environment, before the trial', async () => {
    const say = `pwd; id -un; [ "$GREETING" = "good day" ] && echo "$GREETING, $PORT"; cat templates/index.html; echo "$GIN_SHIP_STATE"; grep NoNewPrivs /proc/self/status; ${mark('before')}`;
    const ended = await watched(v2, hooks(say), 'v2');
    const at = (what: string): number => ended.events.findIndex((event) => event.startsWith(what));
    expect({
      state: ended.state,
      said: told(ended, 'log'),
      first: at('step before-switch') < at('step starting notes@'),
      traces: await traces(),
      owner: await host.run('stat -c %U /var/lib/notes/traces'),
    }).toEqual({
      state: 'confirmed',
      said: [
        ...[`/opt/notes/releases/${v2.id}`, 'notes', '***, 8080', '<h1>v2</h1>', '/var/lib/notes'],
        'NoNewPrivs: 1',
      ],
      ...{ first: true, traces: 'before\n', owner: 'notes\n' },
    });
  });

  test('before the switch that fails refuses the deploy, with what it printed', async () => {
    const { running } = await see(host);
    const say = String.raw`echo 'no such table: \033[31mrows'; echo "to errors" >&2; exit 7`;
    const ended = await watched(v1, hooks(say), 'v2');
    expect({
      state: ended.state,
      reason: ended.reason,
      said: told(ended, 'log'),
      switched: ended.events.includes('state switching'),
      running: (await see(host)).running,
    }).toEqual({
      state: 'rolled-back',
      reason: 'before-switch ended with exit status 7',
      said: ['no such table:  [31mrows', 'to errors'],
      ...{ switched: false, running },
    });
  });

  test('that takes too long is ended with all that it started', async () => {
    const wish = hooks('echo waits; sleep 600 & sleep 601');
    const change = { ...wish.change, 'hook-limit': '1500' };
    const ended = await watched(v1, { ...wish, change }, 'v2');
    expect({
      state: ended.state,
      reason: ended.reason,
      said: told(ended, 'log'),
      left: (await host.exec('pgrep -ax sleep')).stdout,
    }).toEqual({
      state: 'rolled-back',
      reason: 'before-switch took more than 1.500 s, and was ended',
      ...{ said: ['waits'], left: '' },
    });
  });

  test('that is given up by the runner ends too', async () => {
    const wish = hooks('sleep 602');
    const started = host.run(
      'until pgrep -fx "sleep 602"; do sleep 0.1; done; : >"$(ls -d /run/gin-ship/notes)/$(ls /var/lib/gin-ship/jobs/notes | tail -n 1).abort"',
    );
    const ended = await watched(v1, wish, 'v2');
    await started;
    expect({
      state: ended.state,
      reason: ended.reason,
      left: (await host.exec('pgrep -fx "sleep 602"')).stdout,
    }).toEqual({ state: 'rolled-back', reason: 'the runner gave it up', left: '' });
  });

  test('after the switch finds the new version serving, before it is confirmed', async () => {
    const ask = 'curl -s "http://127.0.0.1:$PORT/version"; grep -h ^state= /opt/notes/records/*';
    const ended = await watched(v1, hooks('', ask), 'v1');
    expect({ state: ended.state, said: told(ended, 'log').slice(-1) }).toEqual({
      ...{ state: 'confirmed', said: ['state=switched'] },
    });
    expect(told(ended, 'log')[0]).toMatch(/^v1state=/);
  });

  test('after the switch that fails brings the old version back', async () => {
    const ended = await watched(v2, hooks('', 'echo "not what it was"; exit 3'), 'v1');
    // Then come the last lines of the service.
    const [said] = told(ended, 'log');
    expect({ state: ended.state, reason: ended.reason, said }).toEqual({
      ...{ state: 'rolled-back', reason: 'after-switch ended with exit status 3' },
      said: 'not what it was',
    });
  });

  test('is not run by a rollback', async () => {
    const older = (await see(host)).running;
    await watched(v2, hooks(mark('before'), mark('after')), 'v2');
    expect(await traces()).toBe('before\nbefore\nafter\n');
    const ended = await watched(v1, { change: rollbackHeader(older) }, 'v1');
    expect({
      state: ended.state,
      steps: told(ended, 'step').filter((step) => step.endsWith('-switch')),
      traces: await traces(),
    }).toEqual({ state: 'confirmed', steps: [], traces: 'before\nbefore\nafter\n' });
  });

  test('has the group, the umask and the limits of the service', async () => {
    await host.run('groupadd web && usermod -aG web notes');
    const limits = [
      'UMask=0007',
      'LimitNOFILE=777',
      'TasksMax=50',
      'MemoryMax=512M',
      'CPUQuota=90%',
    ];
    const say = `id -gn; umask; ulimit -n; echo it >"$GIN_SHIP_STATE/made"`;
    const wish = { ...hooks('', say), group: 'web', limits };
    const ended = await watched(v2, wish, 'v2');
    expect({
      ...{ state: ended.state, reason: ended.reason, said: told(ended, 'log') },
      made: await host.run('stat -c "%U %G %a" /var/lib/notes/made'),
    }).toEqual({
      ...{ state: 'confirmed', reason: '-', said: ['web', '0007', '777'] },
      made: 'notes web 660\n',
    });
  });
});
