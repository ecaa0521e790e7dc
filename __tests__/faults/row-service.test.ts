import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { type Served, once, startServed } from './served.ts';

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 600_000 });

const impatient = { interval: 50, timeout: 2_000, successes: 3, deadline: 4_000 };
const stranger =
  "perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalPort => shift, Listen => 5) or die; " +
  'print STDERR "there"; while ($c = $s->accept) { print $c "HTTP/1.0 200 OK\\r\\n\\r\\nstrange"; close $c }\'';

describeHosts('a service that fails', () => {
  let served: Served;
  beforeAll(async () => {
    served = await startServed('service', { first: false });
  });
  afterAll(() => served[Symbol.asyncDispose]());

  /** Waits until somebody listens there. */
  const listens = (port: number): Promise<string> => {
    const hex = port.toString(16).toUpperCase().padStart(4, '0');
    const look = `grep -q ":${hex} [0-9A-F]*:0000 0A" /proc/net/tcp /proc/net/tcp6`;
    return served.bench.host.run(
      `turns=0; until ${look}; do turns=$((turns + 1)); [ $turns -lt 600 ]; sleep 0.1; done`,
    );
  };

  test('in a first deploy, with nothing before it, is stopped, and said to be not installed', async () => {
    const { lines } = await served.deploy('sick from the beginning', {
      ...{ mode: 'sick', settings: { probe: impatient }, ending: 'not-installed' },
    });
    expect(lines.join('\n')).toContain('503');
    const units = await served.bench.host.run("systemctl list-units --plain --no-legend 'notes*'");
    expect(units).toBe('');
    await served.again();
  });

  test.each([
    ['at once', 'exit', 'ended with exit status 3'],
    ['after some hundred milliseconds, in the soak', 'crash', 'ended with exit status 2'],
  ])('and ends %s is undone, and not started again', async (_, mode, reason) => {
    const carried = await served.deploy(`mode ${mode}`, {
      ...{ mode, settings: { soak: 3_000 }, how: { overlap: 'never' }, ending: 'rolled-back' },
    });
    expect(carried.reason).toContain(reason);
  });

  test('and ends while confirmation is waited for is undone', async () => {
    const { bench, deploy } = served;
    const strike = once('wait confirm', () =>
      bench.host.run('systemctl kill -s KILL notes@blue notes@green || :'),
    );
    const carried = await deploy('killed at last', {
      ...{ onEvent: strike.onEvent, says: { confirm: false }, ending: 'rolled-back' },
    });
    expect(carried.reason).toContain('was ended by signal 9');
  });

  test('and ends after it was confirmed is started again by systemd', async () => {
    const { bench } = served;
    await served.deploy('killed after all', {
      ending: 'deployed',
      darkens: true,
      after: async () =>
        void (await bench.host.run('systemctl kill -s KILL notes@blue notes@green || :')),
    });
    expect(served.now()).toBe('killed after all');
  });

  test.each(['auto', 'never'] as const)(
    'and answers well only every other time is undone once, with overlap: %s',
    async (overlap) => {
      const carried = await served.deploy(`flaps, overlap ${overlap}`, {
        ...{
          mode: 'flap',
          settings: { probe: impatient },
          how: { overlap },
          ending: 'rolled-back',
        },
      });
      expect(carried.reason).toMatch(
        /was not healthy 3 times in a row within 4 s, at the last: (200|503)/,
      );
      expect(carried.events.filter((event) => event.startsWith('step going back'))).toHaveLength(1);
    },
  );

  test.each([
    ['redirects', { mode: 'redirect' }, 'answers 302, a redirect: that is no sign of health'],
    ['has no such path', { path: '/nowhere' }, 'at the last: 404'],
    ['says nothing', { mode: 'deaf' }, 'nothing listened on port'],
  ])(
    'and %s is undone, and told so',
    async (what, wish: { mode?: string; path?: string }, reason) => {
      const carried = await served.deploy(what, {
        ...(wish.mode === undefined ? {} : { mode: wish.mode }),
        settings: {
          probe: impatient,
          ...(wish.path === undefined ? {} : { health: { kind: 'path', path: wish.path } }),
        },
        ending: 'rolled-back',
      });
      expect(carried.reason).toContain(reason);
    },
  );

  test('that does not end when it is asked to is killed, and the next one serves', async () => {
    await served.deploy('stubborn', { mode: 'stubborn', ending: 'deployed' });
    await served.deploy('after the stubborn one', { ending: 'deployed' });
  });

  test('whose port somebody else holds is refused before anything is sent; that one goes on', async () => {
    const { host } = served.bench;
    const pid = await host.forkOff(`exec ${stranger} 9090`);
    await listens(9090);
    const carried = await served.deploy('on a port of others', {
      ...{ what: { port: 9090 }, ending: 'failed' },
    });
    expect(carried.reason).toContain('9090');
    expect(carried.events).toEqual([]);
    expect(carried.lines.join('\n')).not.toContain('sent ');
    expect(await host.run('curl -s http://127.0.0.1:9090/ || :')).toBe('strange');
    await host.run(`kill ${pid}`);
  });

  test('whose port is taken before it is there is undone, and who took it goes on', async () => {
    const { host } = served.bench;
    let pid = 0;
    const carried = await served.deploy('on a port that is taken meanwhile', {
      what: { port: 9191 },
      settings: { probe: impatient },
      says: {
        async go() {
          pid = await host.forkOff(`exec ${stranger} 9191`);
          await listens(9191);
        },
      },
      ending: 'rolled-back',
    });
    expect(carried.reason).toBe(`port 9191 is held by process ${pid} (perl)`);
    expect(await host.run('curl -s http://127.0.0.1:9191/ || :')).toBe('strange');
    await host.run(`kill ${pid}`);
    await served.again();
  });
});
