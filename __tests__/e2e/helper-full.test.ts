import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildDeployed, makeRelease, type Release } from '../fixtures/deployed-release.ts';
import { blobsOf, planText } from '../fixtures/hand-made-plan.ts';
import {
  deploy,
  helper,
  installHelper,
  nextHeader,
  see,
  upload,
} from '../fixtures/helper-on-host.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import type { Host } from '../servers/hosts/host.ts';
import { watchEach } from '../servers/hosts/watched.ts';
import { someOf } from '../fixtures/some-of.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

let v1: Release;
let v2: Release;
let host: Host;

const version = async (): Promise<string> =>
  (await fetch(`http://${host.address}:8080/version`)).text();

const reserves = (): Promise<string> =>
  host.run(
    "find /opt/notes/records/.reserve /var/lib/gin-ship/jobs/notes/.reserve -printf '%s\\n'",
  );

const phases = [
  'state received',
  'step preparing',
  'state prepared',
  'wait go',
  'state switching',
  'step the gate',
  'wait confirm',
  'state confirmed',
];

describeHosts('a disk that is full', () => {
  beforeAll(async () => {
    v1 = makeRelease(buildDeployed('v1'), 'v1');
    v2 = makeRelease(buildDeployed('v2'), 'v2');
    host = await bootHost({ tree: 'bookworm', name: 'full' });
    await installHelper(host);
    expect((await deploy(host, v1)).state).toBe('confirmed');
  });
  afterAll(() => host[Symbol.asyncDispose]());
  const watch = watchEach(() => ({ hosts: [host], name: 'notes', versions: ['v1', 'v2'] }));
  afterEach(() => host.freeDisk());

  describe.each([
    ['of bytes', (): Promise<void> => host.fillDisk(0), phases],
    [
      'of files',
      // What the deploy takes at the same time the filler finds taken.
      (): Promise<void> => host.fillInodes(0).catch(() => undefined),
      ['state received', 'wait go', 'state switching', 'wait confirm'],
    ],
  ] as const)('%s', (_what, fill, at) => {
    test.each(someOf('full disks', 3, at))(
      'from "%s" on: it ends decided, one version serves, and the next goes well',
      async (phase) => {
        const was = await version();
        const [fresh, next] = was === 'v1' ? [v2, 'v2'] : [v1, 'v1'];
        let full = false;
        const ended = await deploy(host, fresh, {
          onEvent: async (event) => {
            if (full || !event.startsWith(phase)) return;
            full = true;
            await fill();
          },
        });
        expect({ full, state: ended.state, reason: ended.reason }).toEqual({
          full: true,
          state: expect.stringMatching(/^(confirmed|rolled-back)$/) as string,
          reason: expect.not.stringContaining('was not noted') as string,
        });
        const serves = ended.state === 'confirmed' ? next : was;
        await host.freeDisk();
        await host.run([helper, 'recover', 'notes']);
        await watch.check({ serves });

        const after = await deploy(host, serves === 'v1' ? v2 : v1);
        expect(after.state).toBe('confirmed');
        expect(await reserves()).toBe('1048576\n1048576\n');
      },
    );
  });

  test('refuses a deploy before it begins, or before anything is unpacked, and says so', async () => {
    const { running } = await see(host);
    const was = await version();
    const fresh = was === 'v1' ? v2 : v1;
    // It is not there, so that it has to be unpacked.
    const other = makeRelease(buildDeployed('v3'), 'v3');
    await upload(host, other);
    const header = await nextHeader(host, fresh, {});
    await host.fillDisk(12_000_000);
    const ended = await deploy(host, other);
    await host.freeDisk();
    await host.fillDisk(0);
    const plan = planText(header, blobsOf(fresh));
    const none = await host.exec([helper, 'submit', 'notes'], { input: plan });
    await host.freeDisk();
    expect({ state: ended.state, reason: ended.reason, none }).toEqual({
      state: 'rolled-back',
      reason: expect.stringMatching(
        /^\/opt\/notes\/releases has \d+ KiB left and \d+ KiB are needed$/,
      ) as string,
      none: {
        code: 70,
        stdout: '',
        stderr: expect.stringMatching(
          /^gin-ship: inner: (could not make .*: is the disk full\?|the plan could not be saved: .*|the parts of the plan .*)\n$/,
        ) as string,
      },
    });
    expect((await see(host)).running).toBe(running);
    await watch.check({ serves: was });
  });
});
