import { readFileSync } from 'node:fs';
import { type Server, connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reachStraight } from '../../../src/adapters/ssh/reach.ts';
import type { ConnectRequest } from '../../../src/ports-remote.ts';
import { withTime } from '../../fixtures/no-clock.ts';
import { type Sshd, makeKey, startSshd } from '../../servers/sshd.ts';
import { startTcpProxy } from '../../servers/tcp-proxy.ts';
import { connectTo, factsOf, known, remote, requestTo, through } from './connect.ts';

let server: Sshd;
beforeAll(async () => {
  server = await startSshd({ hostKeys: ['ed25519', 'rsa'] });
});
afterAll(() => server[Symbol.asyncDispose]());

type Told = Parameters<NonNullable<ConnectRequest['onRetry']>>[0];

/** A server that does something with each connection. */
async function plain(serve: Parameters<typeof createServer>[1]): Promise<Server & AsyncDisposable> {
  const listening = createServer(serve);
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return Object.assign(listening, {
    [Symbol.asyncDispose]: () => Promise.resolve(void listening.close()),
  });
}

const portOf = (listening: Server): number => (listening.address() as { port: number }).port;

describe('a key that the server does not take', () => {
  test('is shown once, and told with its public half', async () => {
    const file = makeKey(server.folder, 'unknown', ['-t', 'ed25519']);
    await using proxy = await startTcpProxy(server.port);
    const told: Told[] = [];
    const facts = await factsOf(
      connectTo(through(server, proxy), {
        identity: { kind: 'key', key: readFileSync(file, 'utf8') },
        attempts: 5,
        onRetry: (more) => told.push(more),
      }),
    );
    const [type, key] = readFileSync(`${file}.pub`, 'utf8').split(' ');
    expect([facts.happened, facts.code]).toEqual(['the server refused the key', 'ssh-auth']);
    expect(facts.attempt?.[0]).toBe(
      `add this line to the file .ssh/authorized_keys of ${server.user} on the server:\n${type} ${key?.trim()} gin-ship`,
    );
    expect([told, proxy.connections()]).toEqual([[], 1]);
  });

  test('because it wants a password only', async () => {
    await using strict = await startSshd({
      settings: ['PubkeyAuthentication no', 'PasswordAuthentication yes'],
    });
    expect((await factsOf(connectTo(strict))).happened).toBe(
      'the server refused the key; it lets people in by password only',
    );
  });

  test('alone is told apart', async () => {
    await using strict = await startSshd({
      settings: ['AuthenticationMethods publickey,password', 'PasswordAuthentication yes'],
    });
    expect((await factsOf(connectTo(strict))).happened).toBe(
      'the server took the key and wants more: password',
    );
  });
});

test.each([
  ['Ciphers aes128-cbc', 'cipher', 'aes128-cbc'],
  ['KexAlgorithms diffie-hellman-group14-sha1', 'key exchange', 'diffie-hellman-group14-sha1'],
])('a server with %s only is refused', async (setting, part, offered) => {
  await using old = await startSshd({ settings: [setting] });
  const { happened, code } = await factsOf(connectTo(old, { attempts: 5 }));
  expect(code).toBe('ssh-algorithms');
  expect(happened).toMatch(
    new RegExp(`^it offers no ${part} that gin-ship accepts .*; it has ${offered}(?:$|,)`),
  );
});

test.each(['aes256-gcm@openssh.com', 'aes128-ctr', 'aes256-ctr', 'chacha20-poly1305@openssh.com'])(
  'a server with %s only is served',
  async (cipher) => {
    await using odd = await startSshd({
      settings: [`Ciphers ${cipher}`, 'MACs hmac-sha2-512', 'KexAlgorithms ecdh-sha2-nistp521'],
    });
    await using there = await connectTo(odd);
    const input = 'x'.repeat(100_000);
    expect(await there.run({ line: 'cat', input, timeout: 120_000 })).toEqual({
      kind: 'ended',
      code: 0,
      stdout: input,
      stderr: '',
    });
  },
);

describe('a server that cannot be reached', () => {
  const closed = 'it closed the connection before it spoke SSH';
  test('is tried again, with pauses that grow, and told', async () => {
    await using proxy = await startTcpProxy(server.port);
    await proxy.refuse();
    const told: Told[] = [];
    const facts = await factsOf(
      connectTo(through(server, proxy), { attempts: 4, onRetry: (more) => told.push(more) }),
    );
    const problem = 'the connection was refused: nothing listens on that port';
    expect([facts.happened, facts.code]).toEqual([problem, 'ssh-unreachable']);
    expect(told.map(({ attempt, problem: why }) => [attempt, why])).toEqual([
      [2, problem],
      [3, problem],
      [4, problem],
    ]);
    const bounds = [1000, 2000, 4000];
    const outside = told.filter(({ pause }, at) => {
      const middle = bounds[at] ?? 0;
      return pause < middle / 2 || pause > middle * 1.5;
    });
    expect(outside).toEqual([]);
  });

  test('for a while is reached at last', async () => {
    await using proxy = await startTcpProxy(server.port);
    await proxy.refuse();
    const told: number[] = [];
    await using there = await connectTo(through(server, proxy), {
      attempts: 3,
      onRetry({ attempt }) {
        told.push(attempt);
        if (attempt === 3) void proxy.accept();
      },
    });
    expect([told, there.lost()]).toEqual([[2, 3], undefined]);
  });

  test('since it has no room for those who are not logged in yet is tried again', async () => {
    await using busy = await startSshd({ settings: ['MaxStartups 1:100:1'] });
    const first = connect(busy.port, '127.0.0.1');
    await new Promise((resolve) => first.once('data', resolve));
    const told: Told[] = [];
    await using there = await connectTo(busy, {
      attempts: 4000,
      onRetry(more) {
        told.push(more);
        first.destroy();
      },
    });
    expect(there.lost()).toBeUndefined();
    expect(told[0]).toMatchObject({ attempt: 2, problem: closed });
  });

  test('by a name that nobody knows is not tried again', async () => {
    const told: Told[] = [];
    const to = { user: 'deploy', host: 'nowhere.invalid', port: 22 };
    const request = requestTo(server, { to, attempts: 1, onRetry: (more) => told.push(more) });
    const { code } = await factsOf(remote.connect(request));
    expect([code, told]).toEqual(['ssh-unreachable', []]);
  });

  test('since a port or a log-in stays silent is given up', async () => {
    await using silent = await plain(() => undefined);
    const target = { ...server, port: portOf(silent) };
    expect((await factsOf(connectTo(target, { timeout: 1000 }))).happened).toBe(
      'the port was open, and nothing there spoke SSH within 1.0 s',
    );
    const { happened } = await withTime(
      async (timeout) => {
        await using proxy = await startTcpProxy(server.port);
        proxy.after(200, (now) => now.freeze(), 'down');
        return await factsOf(connectTo(through(server, proxy), { timeout }));
      },
      (early) => early.happened.includes('nothing there spoke SSH'),
    );
    expect(happened).toMatch(/^the log-in did not end within \d+\.0 s$/);
  });

  test.each([
    ['nothing', '', closed, undefined],
    ['why not', 'Not allowed at this time\r\n', closed, 'Not allowed at this time'],
  ])('since it ends the connection, saying %s', async (_, words, happened, said) => {
    await using odd = await plain((socket) => {
      socket.on('error', () => undefined);
      socket.end(words);
    });
    const facts = await factsOf(connectTo({ ...server, port: portOf(odd) }));
    expect([facts.happened, facts.code]).toEqual([happened, 'ssh-unreachable']);
    expect(facts.details).toEqual(said === undefined ? undefined : { 'it said': said });
  });

  test('since it speaks HTTP', async () => {
    await using web = await plain((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'));
    });
    const facts = await factsOf(connectTo({ ...server, port: portOf(web) }));
    expect(facts.code).toBe('ssh-unreachable');
    expect(facts.details?.['it said']).toMatch(/^HTTP\/1\.1 400 Bad Request/);
  });

  test('in one piece: a byte that was garbled in the log-in is no log-in', async () => {
    for (const at of [60, 500, 1200]) {
      await using proxy = await startTcpProxy(server.port);
      proxy.flip(at);
      const { code = '' } = await factsOf(connectTo(through(server, proxy), { timeout: 2000 }));
      expect(code).toMatch(/^ssh-(?:protocol|unreachable|algorithms|host-key)$/);
    }
  });
});

test('the connection sends small writes at once', async () => {
  const sock = reachStraight({ user: 'x', host: '127.0.0.1', port: server.port });
  const symbol = Object.getOwnPropertySymbols(sock).find(
    (one) => one.description === 'kSetNoDelay',
  );
  await new Promise((resolve) => sock.once('connect', resolve));
  expect(symbol === undefined ? undefined : Reflect.get(sock, symbol)).toBe(true);
  sock.destroy();
});

test('a wrong host key with a wrong key is about the host key', async () => {
  const facts = await factsOf(connectTo(server, { hostKeys: known('') }));
  expect(facts.code).toBe('ssh-host-key');
});
