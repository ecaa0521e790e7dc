import { expect, test, vi } from 'vitest';
import { buildDeployed, makeRelease } from '../fixtures/deployed-release.ts';
import { deploy, installHelper, recorded } from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { checkInvariants } from '../servers/hosts/invariants.ts';
import { startProber } from '../servers/hosts/prober.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 600_000 });

describeHosts('where the old version does not come up again either', () => {
  test('it is told why of both, what to do, and the next good version serves', async () => {
    const v1 = makeRelease(buildDeployed('v1'), 'v1');
    const v2 = makeRelease(buildDeployed('v2'), 'v2');
    await using host = await bootHost({ tree: 'bookworm', name: 'down' });
    await installHelper(host);
    // Nobody but the server knows what this one was given once there is another.
    const env = { TOKEN: 'flux is out', QUOTED: 'a "$cost`of\\10', LINES: 'one\nflux has run' };
    const { deploy: first } = await deploy(host, v1, { env });
    await using prober = startProber(`http://${host.address}:8080/version`);
    const ended = await deploy(host, v2, {
      env: { MODE: 'crash' },
      change: { overlap: 'never' },
      onEvent: async (event) => {
        // Somebody spoils what the old one needs.
        if (event === 'state switching')
          await host.run(`echo 'MODE="exit"' >>/opt/notes/deploys/${first}/env`);
      },
    });
    const at = ended.events.indexOf('step bringing the old version back');
    const later = ended.events.slice(at);
    expect({
      state: ended.state,
      reason: ended.reason,
      recorded: await recorded(host, ended.deploy, 'state'),
      before: ended.events.slice(0, at).some((event) => event === 'log panic: the *** out'),
      evidence: later.filter((event) => event.startsWith('evidence User=')),
      log: later.includes('log the *** of order'),
    }).toEqual({
      state: 'down',
      reason: expect.stringMatching(
        /^notes@green\.service ended with exit status 2.*; then the old version did not pass its gate: notes@blue\.service ended with exit status 3.*; try: systemctl restart notes@blue\.service$/,
      ) as string,
      ...{ recorded: 'down', before: true, evidence: ['evidence User=notes'], log: true },
    });

    expect((await deploy(host, v2)).state).toBe('confirmed');
    const { seen } = await prober.stop();
    await checkInvariants(host, { name: 'notes', versions: ['v1', 'v2'], seen, serves: 'v2' });
  });
});
