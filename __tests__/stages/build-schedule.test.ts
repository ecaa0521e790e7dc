import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Run, endAll, gib, settled, startBuild } from '../fakes/build.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world[Symbol.dispose]());

type Options = Parameters<typeof startBuild>[1];
const start = (options?: Options): Run => startBuild(world, options);

describe('order', () => {
  test('the native target runs at full priority, one more beside it, the others after', async () => {
    const { go, result, handed } = start();
    await settled();
    expect(go.running).toEqual(['linux/amd64', 'windows/amd64 &']);
    await go.end('linux/amd64');
    expect(go.running).toEqual(['windows/amd64 &', 'linux/arm64 &']);
    await go.end('linux/arm64');
    expect(go.running).toEqual(['windows/amd64 &', 'darwin/arm64 &']);
    for (const name of ['windows/amd64', 'darwin/arm64', 'windows/386', 'freebsd/amd64']) {
      await go.end(name);
    }
    const order = 'linux/amd64 linux/arm64 windows/amd64 darwin/arm64 windows/386 freebsd/amd64';
    expect([handed, await result]).toEqual([order.split(' '), order.split(' ')]);
  });

  test('with little memory the native target runs alone, and then one at a time', async () => {
    const { go } = start({ available: 3 * gib, cores: 8 });
    await settled();
    expect(go.running).toEqual(['linux/amd64']);
    await go.end('linux/amd64', { code: 0, peakMemory: 2 * gib });
    expect(go.running).toEqual(['windows/amd64 &']);
    await go.end('windows/amd64');
    expect(go.running).toEqual(['linux/arm64 &']);
  });

  test('with many processors and memory, half as many as processors run at once', async () => {
    const { go } = start({ cores: 8 });
    await settled();
    await go.end('linux/amd64', { code: 0, peakMemory: gib });
    expect(go.running).toHaveLength(4);
    expect(go.commands.at(-1)?.args.slice(2, 4)).toEqual(['-p', '3']);
    expect(world.recorded.lines).toContain(
      'info: 4 at once (limited by processors; one needs up to 1.0 GiB)',
    );
  });

  test('what vet needed counts where the native target came from the cache', async () => {
    const { go } = start({ cores: 8, available: 9 * gib, vetPeak: 5 * gib });
    await settled();
    await go.end('linux/amd64', { code: 0, peakMemory: gib / 8 });
    expect(go.running).toHaveLength(2);
  });

  test('a number is taken as it is', async () => {
    const { go } = start({ parallelism: 1 });
    await settled();
    expect(go.running).toEqual(['linux/amd64']);
    await go.end('linux/amd64');
    expect(go.running).toEqual(['windows/amd64 &']);
    const three = start({ parallelism: 3, available: 1 });
    await settled();
    await three.go.end('linux/amd64');
    expect(three.go.running).toHaveLength(3);
  });
});

test('each command has its own environment over that of all, its folder and its flags', async () => {
  const { go } = start();
  await settled();
  const [first, second] = go.commands;
  expect(first).toEqual({
    file: '/go/bin/go',
    args: [
      ...['build', '-trimpath', '-ldflags'],
      '-X main.version=1.4.0 -X main.commit=none -X main.date=2026-11-22T13:51:06Z',
      `-debug-actiongraph=/staging/linux-amd64.actions.json`,
      ...['-o', `/staging/linux-amd64/`, 'example.com/notes'],
    ],
    cwd: '/work',
    env: { PATH: '/bin', GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v1', CGO_ENABLED: '0' },
    watchMemory: true,
    background: false,
  });
  expect(second).toMatchObject({ env: { GOOS: 'windows' }, background: true });
});

test('a finished target is handed over while others are still building', async () => {
  const { go, handed } = start();
  await settled();
  await go.end('linux/amd64');
  expect([handed, go.running.length]).toEqual([['linux/amd64'], 2]);
});

test('what follows a finished target holds up no build', async () => {
  const never = new Promise<string>(() => undefined);
  const { go, handed } = start({ onBuilt: () => never });
  await settled();
  for (const name of ['linux/amd64', 'windows/amd64', 'linux/arm64']) await go.end(name);
  expect(handed).toEqual(['linux/amd64', 'windows/amd64', 'linux/arm64']);
  expect(go.running).toEqual(['darwin/arm64 &', 'windows/386 &']);
});

test('what is going on is told from time to time', async () => {
  const ticks: (() => void)[] = [];
  let stopped = 0;
  world = {
    ...world,
    clock: {
      ...world.clock,
      every(ms, tick) {
        expect(ms).toBe(15_000);
        ticks.push(tick);
        return () => (stopped += 1);
      },
    },
  };
  const { go } = start();
  await settled();
  ticks[0]?.();
  expect(world.recorded.lines.at(-1)).toMatch(
    /^info: 0 of 6 targets are done; building linux\/amd64 \(\d+ ms\), windows\/amd64 \(\d+ ms\)$/,
  );
  await endAll(go, () => ({ code: 0 }));
  expect([ticks.length, stopped]).toEqual([1, 1]);
});
