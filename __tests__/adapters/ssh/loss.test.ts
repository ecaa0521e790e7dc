import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sshd, startSshd } from '../../servers/sshd.ts';
import { type TcpProxy, startTcpProxy } from '../../servers/tcp-proxy.ts';
import { alert, connectTo, remote, through, untilThere } from './connect.ts';
import type { Act, DriverWish } from './loss-driver.ts';

let server: Sshd;
let proxy: TcpProxy;
let folder = '';
beforeAll(async () => {
  server = await startSshd();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  proxy = await startTcpProxy(server.port);
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-loss-'));
  writeFileSync(join(folder, 'large'), Buffer.alloc(40_000_000, 7));
  writeFileSync(join(folder, 'small'), 'small');
});
afterEach(async () => {
  await proxy[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const timeout = 120_000;
const ways = ['cut', 'close', 'freeze'] as const;
type Way = (typeof ways)[number];

const problems: Readonly<Record<Way, string>> = {
  cut: 'the connection was reset',
  close: 'the connection was closed from the other side',
  freeze: 'nothing was heard from the server for 1 s',
};

interface Driven {
  readonly said: unknown;
  readonly code: number | null;
  readonly stderr: string;
}

interface Meeting {
  readonly way: TcpProxy;
  /** Whether silence is what is met: elsewhere the driver is patient with it. */
  readonly isSilent: boolean;
}

/** Runs the driver; does something at its moment, or before it where it has none. */
async function drive(act: Act, atMoment: () => void, at: Meeting): Promise<Driven> {
  const { way, isSilent } = at;
  const wish: DriverWish = {
    target: through(server, way),
    act,
    isSilent,
    folder,
    file: join(folder, 'large'),
  };
  const program = join(import.meta.dirname, 'loss-driver.ts');
  const child = spawn(process.execPath, [program, JSON.stringify(wish)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    const first = stdout === '';
    stdout += chunk.toString();
    if (!first || !stdout.startsWith('ready\n')) return;
    atMoment();
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const said = JSON.parse(stdout.split('\n').at(-2) ?? '') as unknown;
  return { said, code, stderr };
}

const acts: readonly Act[] = ['run', 'open', 'send', 'wait-for-exit', 'idle'];

describe.each(ways)('a connection that meets %s', (way) => {
  const problem = problems[way];
  test.each(acts)('in %s is lost: never a success, an exception or a hang', async (act) => {
    const at = { way: proxy, isSilent: way === 'freeze' };
    const { said, code, stderr } = await drive(act, () => proxy[way](), at);
    // What is sent to one that has closed is answered with a reset, which may come before the end is seen.
    const { lost } = said as { lost?: string };
    const told = way === 'close' && act === 'send' && lost === problems.cut ? lost : problem;
    const end = { kind: 'lost', problem: told, ...(act === 'open' ? { said: false } : {}) };
    expect([said, code, stderr]).toEqual([{ end, lost: told }, 0, '']);
  });

  test('after each part of the log-in fails it', async () => {
    const words: Readonly<Record<Way, readonly RegExp[]>> = {
      cut: [/^the connection was reset$|^it closed the connection/],
      close: [/^it closed the connection/],
      freeze: [
        /^(?:the port was open, and nothing there spoke SSH|the log-in did not end) within 1.0 s$/,
      ],
    };
    await using there = await connectTo(through(server, proxy));
    const whole = proxy.passed('down');
    expect(there.lost()).toBeUndefined();
    for (const part of [0, 0.1, 0.3, 0.5, 0.7]) {
      await using one = await startTcpProxy(server.port);
      one.after(1 + part * whole, (now) => now[way](), 'down');
      const at = { way: one, isSilent: way === 'freeze' };
      const { said, code, stderr } = await drive('connect', () => undefined, at);
      const { failed, happened } = said as { failed: string; happened: string };
      expect([failed, code, stderr]).toEqual(['ssh-unreachable', 0, '']);
      expect(words[way].filter((shape) => shape.test(happened))).toHaveLength(1);
    }
  });
});

test('a connection that is frozen before it begins ends', async () => {
  proxy.freeze();
  const at = { way: proxy, isSilent: true };
  const { said, code, stderr } = await drive('connect', () => undefined, at);
  expect([said, code, stderr]).toEqual([
    {
      failed: 'ssh-unreachable',
      happened: 'the port was open, and nothing there spoke SSH within 1.0 s',
    },
    0,
    '',
  ]);
});

test.each(['up', 'down'] as const)(
  'a byte garbled on the way %s ends the connection as lost',
  async (way) => {
    const before = proxy.passed(way);
    await using there = await connectTo(through(server, proxy));
    expect(before).toBe(0);
    proxy.flip(proxy.passed(way) + 40_000, way);
    const line = way === 'up' ? 'cat >/dev/null' : 'head -c 2000000 /dev/zero';
    const end = await there.run({ line, input: 'x'.repeat(2_000_000), timeout });
    expect(end.kind).toBe('lost');
    expect(there.lost()).toBeDefined();
    expect(await there.run({ line: 'true', timeout })).toEqual({
      kind: 'lost',
      problem: there.lost(),
    });
  },
);

test('an upload that was cut goes on over a new connection, and nothing of it is lost or doubled', async () => {
  const path = join(folder, 'large');
  const to = join(folder, 'there');
  writeFileSync(to, '');
  const ends: string[] = [];
  let offset = 0;
  for (let attempt = 0; attempt < 10 && offset < 40_000_000; attempt += 1) {
    const over = join(folder, `over-${attempt}`);
    {
      await using one = await startTcpProxy(server.port);
      if (attempt < 3) one.after(5_000_000 * (attempt + 1), (now) => now[ways[attempt] ?? 'cut']());
      await using there = await connectTo(through(server, one), {}, attempt === 2 ? alert : remote);
      const line = `trap '' HUP; cat >>${to}; touch ${over}`;
      const end = await there.send({ line, path, offset, stall: timeout });
      ends.push(end.kind);
    }
    // What sshd still held is on its way into the file.
    await untilThere(over);
    offset = statSync(to).size;
  }
  expect(ends).toEqual(['lost', 'lost', 'lost', 'ended']);
  expect(readFileSync(to).equals(readFileSync(path))).toBe(true);
});

test('a connection that heals in time goes on as if nothing had been', async () => {
  await using there = await connectTo(through(server, proxy));
  const begun = join(folder, 'begun');
  const said = join(folder, 'said');
  const line = `touch ${begun}; while ! [ -e ${said} ]; do sleep 0.1; done; echo over`;
  const running = there.run({ line, timeout });
  await untilThere(begun);
  proxy.freeze();
  const before = proxy.taken('down');
  writeFileSync(said, '');
  // What the command says is more than an answer to a sign of life.
  await expect.poll(() => proxy.taken('down')).toBeGreaterThan(before + 100);
  expect(there.lost()).toBeUndefined();
  proxy.thaw();
  expect(await running).toEqual({ kind: 'ended', code: 0, stdout: 'over\n', stderr: '' });
});

test('closing a frozen connection waits for no word of the other side', async () => {
  const there = await connectTo(through(server, proxy));
  proxy.freeze();
  await there.close();
  expect(there.lost()).toBe('the connection was closed here');
});

test('a server that ends in the middle is lost', async () => {
  const other = await startSshd();
  await using there = await connectTo(other);
  const held = there.open({ line: 'cat', timeout }, { line: () => undefined });
  held.say('x');
  await other[Symbol.asyncDispose]();
  expect((await held.ended).kind).toBe('lost');
});
