import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RemoteEnd } from '../../../src/ports-remote.ts';
import { withTime } from '../../fixtures/no-clock.ts';
import { type Sshd, startSshd } from '../../servers/sshd.ts';
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

const timeout = 120_000;
/** A command that ends with the server. */
const whileThere = ({ folder }: Sshd): string => `while [ -e ${folder} ]; do sleep 0.1; done`;
const ended = (more: Partial<RemoteEnd> = {}): RemoteEnd =>
  ({ kind: 'ended', code: 0, stdout: '', stderr: '', ...more }) as RemoteEnd;

describe('a command', () => {
  test.each([
    ['true', ended()],
    ['exit 7', ended({ code: 7 })],
    ['echo out; echo err >&2', ended({ stdout: 'out\n', stderr: 'err\n' })],
    ['echo err >&2; exit 255', ended({ code: 255, stderr: 'err\n' })],
    ["printf '  a \\n\\n'", ended({ stdout: '  a \n\n' })],
    ['cd /nowhere-at-all 2>/dev/null && echo ran || exit 9', ended({ code: 9 })],
    ['no-such-program-at-all', expect.objectContaining({ kind: 'ended', code: 127 })],
    ['kill -TERM $$', { kind: 'ended', signal: 'SIGTERM', stdout: '', stderr: '' }],
    [
      'echo first; kill -KILL $$',
      { kind: 'ended', signal: 'SIGKILL', stdout: 'first\n', stderr: '' },
    ],
  ])('%s', async (line, end) => {
    expect(await there.run({ line, timeout })).toEqual(end);
  });

  test('is given its input byte for byte, and its end', async () => {
    const bytes = Uint8Array.from({ length: 3_000_000 }, (_, at) => (at * 7) % 256);
    const sum = await there.run({ line: 'cksum; cksum </dev/null', input: bytes, timeout });
    const here = await there.run({ line: 'cksum', input: '', timeout });
    expect(sum).toMatchObject({ kind: 'ended', code: 0 });
    expect(sum.kind === 'ended' && sum.stdout.split(' ')[1]?.split('\n')[0]).toBe('3000000');
    expect(here).toEqual(ended({ stdout: '4294967295 0\n' }));
    expect(await there.run({ line: 'cat', input: '中文\0\n', timeout })).toEqual(
      ended({ stdout: '中文\0\n' }),
    );
    expect(await there.run({ line: 'cat', timeout })).toEqual(ended());
  });

  test('that ends before it has read its input is not held up', async () => {
    const input = 'x'.repeat(5_000_000);
    expect(await there.run({ line: 'head -c 3; exit 4', input, timeout })).toEqual(
      ended({ code: 4, stdout: 'xxx' }),
    );
  });

  test('that says much ends, and the last of it is kept', async () => {
    const end = await there.run({
      line: "yes 123456789 | head -c 12000000; echo last; yes e | head -c 3000000 >&2; printf 'err' >&2",
      timeout,
    });
    if (end.kind !== 'ended') throw new Error(end.kind);
    expect([end.code, end.stdout.length, end.stderr.length]).toEqual([
      0,
      4 * 1024 * 1024,
      64 * 1024,
    ]);
    expect([end.stdout.endsWith('123456789\nlast\n'), end.stderr.endsWith('e\nerr')]).toEqual([
      true,
      true,
    ]);
  });

  test('with text in two bytes that come apart is put together', async () => {
    const line = String.raw`printf '\344\270'; sleep 0.1; printf '\255\n'`;
    expect(await there.run({ line, timeout })).toEqual(ended({ stdout: '中\n' }));
  });

  test('that takes too long is given up, with what it said', async () => {
    const line = `echo begun; ${whileThere(server)}`;
    const end = await withTime(
      (milliseconds) => there.run({ line, timeout: milliseconds }),
      (early) => early.kind === 'timed-out' && early.stdout === '',
    );
    expect(end).toEqual({ kind: 'timed-out', stdout: 'begun\n', stderr: '' });
    expect(there.lost()).toBeUndefined();
  });

  test('of 140 KB is refused there, and the connection lives on', async () => {
    const end = await there.run({ line: `: ${'x'.repeat(140_000)}`, timeout });
    expect(end).toMatchObject({ kind: 'ended', stdout: '' });
    expect(end.kind === 'ended' && end.code).not.toBe(0);
    expect(await there.run({ line: 'true', timeout })).toEqual(ended());
  });

  test('of 300 KB is more than a server takes: contact is lost, and nothing hangs', async () => {
    await using other = await connectTo(server);
    const end = await other.run({ line: `: ${'x'.repeat(300_000)}`, timeout });
    expect(end.kind).toBe('lost');
  });
});

test('thirty commands at a time all end, though a server allows ten', async () => {
  const lines = Array.from({ length: 30 }, (_, at) => `sleep 0.02; echo ${at}`);
  const ends = await Promise.all(lines.map((line) => there.run({ line, timeout })));
  expect(ends).toEqual(lines.map((_, at) => ended({ stdout: `${at}\n` })));
});

describe('a server that allows one session', () => {
  test('runs one command after the other', async () => {
    await using strict = await startSshd({ settings: ['MaxSessions 1'] });
    await using one = await connectTo(strict);
    const ends = await Promise.all(
      ['a', 'b', 'c'].map((word) => one.run({ line: `echo ${word}`, timeout })),
    );
    expect(ends).toEqual(['a', 'b', 'c'].map((word) => ended({ stdout: `${word}\n` })));
  });

  test('refuses another for as long as one runs, and it is said that nothing ran', async () => {
    await using strict = await startSshd({ settings: ['MaxSessions 1'] });
    await using one = await connectTo(strict);
    const held = one.open({ line: 'cat', timeout }, { line: () => undefined });
    const problem =
      'the server allows no more sessions on this connection (MaxSessions in its sshd_config)';
    const second = await withTime(
      (milliseconds) => one.run({ line: `touch ${strict.folder}/ran`, timeout: milliseconds }),
      ({ kind }) => kind === 'timed-out',
    );
    expect(second).toEqual({ kind: 'refused', problem });
    held.endInput();
    expect(await held.ended).toEqual(ended());
    expect(await one.run({ line: `ls ${strict.folder}/ran`, timeout })).toMatchObject({ code: 2 });
  });

  test('has a place again once a command that was given up has ended', async () => {
    await using strict = await startSshd({ settings: ['MaxSessions 1'] });
    await using one = await connectTo(strict);
    const mark = join(strict.folder, 'mark');
    writeFileSync(mark, '');
    const line = `while [ -e ${mark} ]; do sleep 0.1; done`;
    expect(await one.run({ line, timeout: 1500 })).toMatchObject({ kind: 'timed-out' });
    rmSync(mark);
    expect(await one.run({ line: 'echo next', timeout })).toEqual(ended({ stdout: 'next\n' }));
  });
});

test('a server that allows no session refuses at once', async () => {
  await using none = await startSshd({ settings: ['MaxSessions 0'] });
  await using one = await connectTo(none);
  // It does not wait for the end of this.
  const hours = 10 * 3_600_000;
  expect((await one.run({ line: 'true', timeout: hours })).kind).toBe('refused');
});

test('a server that runs one command only runs that', async () => {
  await using forced = await startSshd({
    settings: ['ForceCommand echo "asked: $SSH_ORIGINAL_COMMAND"; exit 3'],
  });
  await using one = await connectTo(forced);
  expect(await one.run({ line: "echo 'a b'", timeout })).toEqual(
    ended({ code: 3, stdout: "asked: echo 'a b'\n" }),
  );
});

test('a command whose end comes in one piece with its beginning has ended', async () => {
  const { default: ssh2 } = await import('ssh2');
  const quick = new ssh2.Server({ hostKeys: [readFileSync(join(server.folder, 'host_ed25519'))] });
  quick.on('connection', (client) => {
    const socket = Reflect.get(client, '_sock') as Socket;
    client.on('error', () => undefined);
    client.on('authentication', (context) => context.accept());
    client.on('session', (accept) => {
      accept().on('exec', (take) => {
        socket.cork();
        const command = take();
        command.write('out');
        command.stderr.write('err');
        command.exit(6);
        command.end();
        setTimeout(() => socket.uncork(), 20);
      });
    });
  });
  await new Promise<void>((resolve) => quick.listen(0, '127.0.0.1', resolve));
  const target = through(server, quick.address() as { port: number });
  await using one = await connectTo(target);
  for (let turn = 0; turn < 5; turn += 1) {
    expect(await one.run({ line: 'x', timeout })).toEqual(
      ended({ code: 6, stdout: 'out', stderr: 'err' }),
    );
  }
  quick.close();
});
