import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectRequest } from '../../../src/ports-remote.ts';
import { type Sshd, startSshd } from '../../servers/sshd.ts';
import { startTcpProxy } from '../../servers/tcp-proxy.ts';
import { alert, connectTo, factsOf, known, remote } from './connect.ts';

let target: Sshd;
let jump: Sshd;
beforeAll(async () => {
  target = await startSshd();
  jump = await startSshd({ authorized: [ownKey(target)] });
});
afterAll(async () => {
  await jump[Symbol.asyncDispose]();
  await target[Symbol.asyncDispose]();
});

/** What a server lets in is let in elsewhere too. */
function ownKey({ folder }: Sshd): string {
  return readFileSync(join(folder, 'user.pub'), 'utf8').trim();
}

const on = (port: number): ConnectRequest['to'] => ({ user: target.user, host: '127.0.0.1', port });
const both = (more: Partial<ConnectRequest> = {}): Partial<ConnectRequest> => ({
  jump: on(jump.port),
  hostKeys: known(target.knownHosts + jump.knownHosts),
  ...more,
});
const timeout = 120_000;

describe('through a jump host', () => {
  test('a command runs on the server behind it, and both connections end with it', async () => {
    await using there = await connectTo(target, both());
    const end = await there.run({ line: 'echo $SSH_CONNECTION; cat', input: 'x', timeout });
    expect(end).toMatchObject({ kind: 'ended', code: 0, stderr: '' });
    expect(end.kind === 'ended' && end.stdout).toMatch(
      new RegExp(`^127\\.0\\.0\\.1 \\d+ 127\\.0\\.0\\.1 ${target.port}\nx$`),
    );
    expect(there.hostKey.type).toBe('ssh-ed25519');
    await there.close();
    await expect.poll(() => jump.log()).toMatch(/Disconnected from user|Connection closed by user/);
  });

  test('a file of several windows arrives', async () => {
    const path = join(target.folder, 'large');
    writeFileSync(path, Buffer.alloc(9_000_000, 3));
    await using there = await connectTo(target, both());
    const end = await there.send({ line: 'wc -c', path, offset: 0, stall: 120_000 });
    expect(end).toEqual({ kind: 'ended', code: 0, stdout: '9000000\n', stderr: '' });
  });

  test.each([
    ['the jump host', () => target.knownHosts, () => jump.port],
    ['the server behind it', () => jump.knownHosts, () => target.port],
  ])('each is known by a key of its own: %s', async (_, text, port) => {
    const before = target.log();
    const facts = await factsOf(connectTo(target, both({ hostKeys: known(text()), attempts: 5 })));
    expect([facts.doing, facts.code]).toEqual([
      `connecting to ${target.user}@127.0.0.1:${port()}`,
      'ssh-host-key',
    ]);
    expect(target.log().slice(before.length)).not.toContain('publickey');
  });

  test('the key of the server behind it is not taken for that of the jump host', async () => {
    const text = `[127.0.0.1]:${jump.port} ${target.publicKey('ed25519')}\n${target.knownHosts}`;
    const facts = await factsOf(connectTo(target, both({ hostKeys: known(text) })));
    expect(facts.happened).toBe(
      'its key is not the one in known-hosts (line 1): another machine may be answering in its place',
    );
  });

  test('a server that it cannot reach is tried again', async () => {
    await using proxy = await startTcpProxy(target.port);
    await proxy.refuse();
    const told: number[] = [];
    const request = both({
      to: on(proxy.port),
      attempts: 3,
      onRetry: (more) => told.push(more.attempt),
    });
    const { happened, code } = await factsOf(connectTo(target, request));
    const name = `${target.user}@127.0.0.1:${jump.port}`;
    expect([happened, code, told]).toEqual([`${name} could not reach it`, 'ssh-jump', [2, 3]]);
  });

  test('that forbids to go on is told', async () => {
    await using strict = await startSshd({
      settings: ['AllowTcpForwarding no'],
      authorized: [ownKey(target)],
    });
    const hostKeys = known(target.knownHosts + strict.knownHosts);
    const request = both({ jump: on(strict.port), hostKeys, attempts: 5 });
    const { happened, code } = await factsOf(connectTo(target, request));
    const name = `${target.user}@127.0.0.1:${strict.port}`;
    expect([happened, code]).toEqual([`${name} forbids to go on from there`, 'ssh-jump']);
  });

  test('that does not know the key is told by its own name', async () => {
    await using strange = await startSshd();
    const hostKeys = known(target.knownHosts + strange.knownHosts);
    const facts = await factsOf(connectTo(target, both({ jump: on(strange.port), hostKeys })));
    expect([facts.doing, facts.code]).toEqual([
      `logging in to ${target.user}@127.0.0.1:${strange.port}`,
      'ssh-auth',
    ]);
  });
});

describe('contact with the server behind is lost', () => {
  test.each([
    ['the way to the jump host', 'cut'],
    ['the way to the jump host', 'close'],
    ['the way to the jump host', 'freeze'],
    ['the way from there on', 'cut'],
    ['the way from there on', 'close'],
    ['the way from there on', 'freeze'],
  ] as const)('where %s meets %s', async (where, lever) => {
    await using first = await startTcpProxy(jump.port);
    await using second = await startTcpProxy(target.port);
    const rename = ({ knownHosts, port }: Sshd, to: number): string =>
      knownHosts.replaceAll(`:${port} `, `:${to} `);
    const hostKeys = known(rename(target, second.port) + rename(jump, first.port));
    const request = { to: on(second.port), jump: on(first.port), hostKeys };
    await using there = await connectTo(target, request, lever === 'freeze' ? alert : remote);
    const held = there.open({ line: 'cat', timeout }, { line: () => undefined });
    held.say('x');
    (where === 'the way from there on' ? second : first)[lever]();
    const end = await held.ended;
    expect(end).toEqual({ kind: 'lost', problem: there.lost() });
    expect(there.lost()).toBe(
      {
        freeze: 'nothing was heard from the server for 1 s',
        // The jump host tells of both in the same way.
        cut: `the connection was ${where === 'the way from there on' ? 'closed from the other side' : 'reset'}`,
        close: 'the connection was closed from the other side',
      }[lever],
    );
  });
});
