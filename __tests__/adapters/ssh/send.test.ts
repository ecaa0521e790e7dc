import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClock } from '../../../src/adapters/clock.ts';
import { createRandom } from '../../../src/adapters/random.ts';
import { createRemote } from '../../../src/adapters/ssh/remote.ts';
import { shellWord } from '../../../src/domain/remote/shell-word.ts';
import { type Sshd, startSshd } from '../../servers/sshd.ts';
import { startTcpProxy } from '../../servers/tcp-proxy.ts';
import { type Held, connectTo, through } from './connect.ts';

let server: Sshd;
let there: Held;
beforeAll(async () => {
  server = await startSshd();
  there = await connectTo(server);
});
afterAll(async () => {
  await there.close();
  await server[Symbol.asyncDispose]();
});

const stall = 120_000;
const done = { kind: 'ended', code: 0, stdout: '', stderr: '' };

function local(name: string, bytes: Buffer): string {
  const path = join(server.folder, name);
  writeFileSync(path, bytes);
  return path;
}

const digest = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

describe('a file', () => {
  test.each([0, 1, 65_536, 65_537, 5_000_001])('of %d bytes arrives as it is', async (size) => {
    const path = local('here', randomBytes(size));
    const to = join(server.folder, "it's there");
    rmSync(to, { force: true });
    const progress: number[] = [];
    const end = await there.send({
      line: `cat >>${shellWord(to)}`,
      path,
      offset: 0,
      stall,
      onProgress: (bytes) => progress.push(bytes),
    });
    expect(end).toEqual(done);
    expect(digest(to)).toBe(digest(path));
    expect(progress.at(-1)).toBe(size);
    expect(progress.toSorted((a, b) => a - b)).toEqual(progress);
  });

  test('goes on from where it broke off', async () => {
    const bytes = randomBytes(3_000_000);
    const path = local('here', bytes);
    const to = local('half', bytes.subarray(0, 1_234_567));
    const progress: number[] = [];
    const upload = { line: `cat >>${shellWord(to)}`, path, offset: 1_234_567, stall };
    expect(await there.send({ ...upload, onProgress: (at) => progress.push(at) })).toEqual(done);
    expect(digest(to)).toBe(digest(path));
    expect(progress.filter((at) => at < 1_234_567)).toEqual([]);
    expect(await there.send({ ...upload, offset: 3_000_000 })).toEqual(done);
    expect(digest(to)).toBe(digest(path));
  });

  test('that is not there is an error of the system, and nothing is started', async () => {
    const canary = join(server.folder, 'started');
    const wish = {
      line: `touch ${canary}`,
      path: join(server.folder, 'nowhere'),
      offset: 0,
      stall,
    };
    await expect(there.send(wish)).rejects.toMatchObject({ code: 'ENOENT', syscall: 'open' });
    expect(await there.run({ line: `test -e ${canary}`, timeout: stall })).toMatchObject({
      code: 1,
    });
  });

  test('that cannot be read is an error of the system, and the command is left', async () => {
    const wish = { line: 'cat', path: server.folder, offset: 0, stall };
    await expect(there.send(wish)).rejects.toMatchObject({ code: 'EISDIR', syscall: 'read' });
    expect(await there.run({ line: 'true', timeout: stall })).toEqual(done);
  });
});

describe('a command that takes a file', () => {
  test('and fails at once ends with what it said', async () => {
    const path = local('here', Buffer.alloc(20_000_000));
    const line = 'head -c 3; echo no space >&2; exit 7';
    expect(await there.send({ line, path, offset: 0, stall })).toEqual({
      kind: 'ended',
      code: 7,
      stdout: '\0\0\0',
      stderr: 'no space\n',
    });
  });

  test('and takes nothing more is given up, and the connection lives on', async () => {
    const path = local('here', Buffer.alloc(20_000_000));
    const progress: number[] = [];
    const end = await there.send({
      line: `head -c 100000 >/dev/null; while [ -e ${server.folder} ]; do sleep 0.1; done`,
      path,
      offset: 0,
      stall: 500,
      onProgress: (bytes) => progress.push(bytes),
    });
    expect(end).toEqual({ kind: 'lost', problem: 'nothing of the file has moved for 0.5 s' });
    expect(Math.max(...progress)).toBeLessThan(4_000_000);
    expect(await there.run({ line: 'true', timeout: stall })).toEqual(done);
  });
});

describe('on a slow line', () => {
  const careful = createRemote(
    { clock: createClock(), random: createRandom() },
    { interval: 500, count: 8 },
  );

  test('signs of life come through, and a transfer longer than all limits ends', async () => {
    await using proxy = await startTcpProxy(server.port);
    await using slow = await connectTo(through(server, proxy), {}, careful);
    proxy.slow(400_000);
    const path = local('here', randomBytes(2_000_000));
    const to = join(server.folder, 'slow');
    const progress: number[] = [];
    const began = performance.now();
    const end = await slow.send({
      line: `cat >${shellWord(to)}`,
      path,
      offset: 0,
      stall: 4000,
      onProgress: (bytes) => progress.push(bytes),
    });
    expect([end, slow.lost()]).toEqual([done, undefined]);
    expect(digest(to)).toBe(digest(path));
    expect(performance.now() - began).toBeGreaterThan(4000);
    expect(new Set(progress).size).toBeGreaterThan(5);
  });
});

test('on a long line, a whole window is on its way before anything comes back', async () => {
  await using proxy = await startTcpProxy(server.port);
  await using far = await connectTo(through(server, proxy));
  const path = local('here', randomBytes(10_000_000));
  let frozenAt: number | undefined;
  const ended = far.send({
    line: 'cat >/dev/null',
    path,
    offset: 0,
    stall,
    onProgress() {
      if (frozenAt !== undefined) return;
      frozenAt = proxy.taken('up');
      proxy.freeze();
    },
  });
  // The window of OpenSSH is 2 MiB.
  await expect
    .poll(() => proxy.taken('up') - (frozenAt ?? Number.POSITIVE_INFINITY))
    .toBeGreaterThan(2_000_000);
  proxy.thaw();
  expect(await ended).toEqual(done);
});

test('nothing of SFTP is needed: this server has none', async () => {
  const { execFileSync } = await import('node:child_process');
  const ask = ['-b', '/dev/null', '-P', String(server.port), '-i', server.keyFile, '-F', 'none'];
  const known = local('known', Buffer.from(server.knownHosts));
  const options = ['-o', `UserKnownHostsFile=${known}`, `${server.user}@127.0.0.1`];
  expect(() => execFileSync('sftp', [...ask, ...options], { stdio: 'ignore' })).toThrow();
  const path = local('here', Buffer.from('x'));
  expect(await there.send({ line: 'cat', path, offset: 0, stall })).toEqual({
    ...done,
    stdout: 'x',
  });
});
