import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { until } from '../servers/hosts/until.ts';
import { type Served, once, startServed } from './served.ts';
import { someOf } from '../fixtures/some-of.ts';

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 600_000 });

describeHosts('a line that fails', () => {
  let served: Served;
  beforeAll(async () => {
    served = await startServed('line', { lease: 120_000 });
  });
  afterAll(() => served[Symbol.asyncDispose]());

  const kinds = ['reset', 'closed', 'frozen'] as const;
  const most = ['upload', 'wait go', 'step the gate', 'wait confirm'];
  const more = ['state received', 'step unpacking', 'state switching', 'state confirmed'];

  /** A frozen one goes on when the runner has given the connection up. */
  async function fail(kind: (typeof kinds)[number], lines: readonly string[]): Promise<void> {
    const { proxy } = served.bench;
    if (kind === 'reset') proxy.cut();
    if (kind === 'closed') proxy.close();
    if (kind !== 'frozen') return;
    proxy.freeze();
    const lost = /contact was lost|broke off|not connected/;
    await until('the runner notices', 120_000, {
      look: async () => lines.find((line) => lost.test(line)),
    });
    proxy.thaw();
  }

  const cases = kinds.flatMap((kind) => [...most, ...more].map((at) => [kind, at] as const));
  test.each(someOf('lines that fail', 4, cases))(
    'that is %s at "%s" is found again, and the deploy comes to its end',
    async (kind, at) => {
      const { bench, deploy } = served;
      const way = bench.way();
      const order = await bench.order(`over a line that is ${kind} at ${at}`);
      const bytes = order.manifest.archives[0]?.bytes ?? 0;
      let failing: Promise<void> | undefined;
      const onSend = (): void => {
        if (at !== 'upload' || failing !== undefined) return;
        bench.proxy.afterMore(bytes / 2, () => {
          failing = fail(kind, way.lines);
        });
      };
      const strike = once(at, () => fail(kind, way.lines));
      const { onEvent } = strike;
      await deploy(order.version, { order, way, onSend, onEvent, ending: 'deployed' });
      await failing;
      expect(failing !== undefined || (await strike.done())).toBe(true);
    },
  );

  test('that carries 200 KB a second, late, and is refused at first, carries a deploy', async () => {
    const { bench, deploy } = served;
    const { proxy } = bench;
    const way = bench.way();
    await proxy.refuse();
    proxy.slow(200_000);
    proxy.delay(150);
    const accepting = until('it is tried again', 120_000, {
      look: async () => way.lines.find((line) => line.includes('not connected')),
    }).then(() => proxy.accept());
    try {
      const { lines } = await deploy('over a slow line', { way, ending: 'deployed' });
      expect(lines).toContainEqual(
        expect.stringMatching(/^info: not connected: .*; attempt 2 of 3/),
      );
    } finally {
      await accepting;
      proxy.slow(undefined);
      proxy.delay(0);
    }
  });

  test('that flips a bit of the upload breaks the connection, not the archive', async () => {
    const { bench, deploy } = served;
    const order = await bench.order('over a line that flips');
    bench.proxy.flip((order.manifest.archives[0]?.bytes ?? 0) / 2, 'up');
    const { lines } = await deploy(order.version, { order, ending: 'deployed' });
    bench.proxy.flip(-1);
    expect(lines).toContainEqual(expect.stringMatching(/broke off|contact was lost/));
  });
});
