import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { readHostState } from '../servers/hosts/host-state.ts';
import { checkInvariants } from '../servers/hosts/invariants.ts';
import { versionOf } from './bench.ts';
import { startRunner } from './killed-runner.ts';
import { type Served, startServed } from './served.ts';
import { size } from './size.ts';

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 600_000 });

describeHosts('a runner that is killed', () => {
  let served: Served;
  beforeAll(async () => {
    served = await startServed('runner');
  });
  afterAll(() => served[Symbol.asyncDispose]());

  /** Gives the state of the newest record after it, where there is a new one. */
  async function kill(version: string, at: string | number): Promise<string> {
    const { bench } = served;
    const { host, url, versions } = bench;
    const before = await readHostState(host, 'notes');
    let runner: { kill(): void } | undefined;
    let early = false;
    const strike = (): void => {
      if (runner === undefined) early = true;
      else runner.kill();
    };
    if (typeof at === 'number') bench.proxy.after(at, strike);
    const started = await startRunner(bench, {
      ...{ version, lease: 3_000 },
      onEvent: (event) => {
        if (typeof at === 'string' && event.startsWith(at)) strike();
      },
    });
    runner = started;
    if (early) started.kill();
    expect(await started.gone).toBe(true);
    const now = await checkInvariants(host, {
      ...{ name: 'notes', url, versionOf, versions, before },
    });
    return now.records.length > before.records.length
      ? (now.records.at(-1)?.state ?? '')
      : 'nothing';
  }

  test.each([1, 50, 99])(
    'at %i % of the upload has changed nothing, and the next run deploys',
    async (share) => {
      const probe = await served.bench.order('to know its size');
      const bytes = probe.manifest.archives[0]?.bytes ?? 0;
      // What is sent before the archive: the log-in, and the questions with the helper's text.
      expect(await kill(`killed at ${share}`, 200_000 + (bytes * share) / 100)).toBe('nothing');
      await served.again();
    },
  );

  const undone = ['step unpacking', 'state prepared', 'wait go'];
  const more = ['state received', 'step writing the units', 'state gated'];
  test.each(size.every === 1 ? [...undone, ...more] : undone)(
    'at "%s" is waited for, and then the deploy is undone',
    async (at) => {
      expect(await kill(`killed at ${at}`, at)).toBe('rolled-back');
    },
  );

  test.each(['state switching', 'step the gate', 'state switched'])(
    'at "%s" leaves the old version or the new one, never half of one',
    async (at) => {
      expect(await kill(`killed at ${at}`, at)).toMatch(/^(rolled-back|confirmed)$/);
    },
  );

  test('once it is confirmed has deployed', async () => {
    expect(await kill('killed at last', 'state confirmed')).toBe('confirmed');
    await served.again();
  });
});
