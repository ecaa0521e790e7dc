import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { readHostState } from '../servers/hosts/host-state.ts';
import { watchService } from '../servers/hosts/watched.ts';
import { versionOf } from './bench.ts';
import { killRunner } from './killed-runner.ts';
import { type Served, startServed } from './served.ts';
import { someOf } from '../fixtures/some-of.ts';

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
    await using watch = await watchService(host, { name: 'notes', url, versionOf, versions });
    await killRunner(bench, { version, at, lease: 3_000 });
    const now = await watch.check();
    return now.records.length > before.records.length
      ? (now.records.at(-1)?.state ?? '')
      : 'nothing';
  }

  test.each(someOf('shares of the upload', 2, [1, 50, 99]))(
    'at %i % of the upload has changed nothing, and the next run deploys',
    async (share) => {
      expect(await kill(`killed at ${share}`, share)).toBe('nothing');
      await served.again();
    },
  );

  const undone = ['step unpacking', 'state prepared', 'wait go'];
  const more = ['state received', 'step writing the units', 'state gated'];
  test.each(someOf('kills of the runner', 2, [...undone, ...more]))(
    'at "%s" is waited for, and then the deploy is undone',
    async (at) => {
      expect(await kill(`killed at ${at}`, at)).toBe('rolled-back');
    },
  );

  test.each(
    someOf('kills about the switch', 2, ['state switching', 'step the gate', 'state switched']),
  )('at "%s" leaves the old version or the new one, never half of one', async (at) => {
    expect(await kill(`killed at ${at}`, at)).toMatch(/^(rolled-back|confirmed)$/);
  });

  test('once it is confirmed has deployed', async () => {
    expect(await kill('killed at last', 'state confirmed')).toBe('confirmed');
    await served.again();
  });
});
