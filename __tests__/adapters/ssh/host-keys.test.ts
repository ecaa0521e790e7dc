import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findProgram } from '../../servers/data-server.ts';
import { type KeyType, type Sshd, keygen, startSshd } from '../../servers/sshd.ts';
import { connectTo, factsOf, known } from './connect.ts';

const types: readonly KeyType[] = ['ed25519', 'ecdsa', 'rsa'];
let server: Sshd;
let stranger: Sshd;
beforeAll(async () => {
  server = await startSshd({ hostKeys: types });
  stranger = await startSshd({ hostKeys: types });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await stranger[Symbol.asyncDispose]();
});

const place = (): string => `[127.0.0.1]:${server.port}`;

/** As ssh-keygen shows the server's own key. */
function fingerprint(type: KeyType): string {
  return keygen(['-lf', join(server.folder, `host_${type}.pub`)]).split(' ')[1] ?? '';
}

async function keyWith(text: string): Promise<{ type: string; fingerprint: string }> {
  await using there = await connectTo(server, { hostKeys: known(text) });
  const end = await there.run({ line: 'true', timeout: 10_000 });
  expect(end).toEqual({ kind: 'ended', code: 0, stdout: '', stderr: '' });
  return there.hostKey;
}

const ids = { ed25519: 'ssh-ed25519', ecdsa: 'ecdsa-sha2-nistp256', rsa: 'ssh-rsa' } as const;

describe('a server is known', () => {
  test.each(types)('by its %s key alone, though it has others', async (type) => {
    const line = `${place()} ${server.publicKey(type)}`;
    expect(await keyWith(line)).toEqual({ type: ids[type], fingerprint: fingerprint(type) });
  });

  test.each([[[]], [['-H']]])('by what ssh-keyscan %j prints', async (args) => {
    const scan = ['-p', String(server.port), ...args, '127.0.0.1'];
    const lines = execFileSync(findProgram('ssh-keyscan', 'openssh-client'), scan, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(lines).toContain(args.length === 0 ? place() : '|1|');
    expect((await keyWith(lines)).type).toBe('ssh-ed25519');
  });

  test('by what ssh-keygen -H makes of it', async () => {
    const file = join(server.folder, 'hashed');
    writeFileSync(file, server.knownHosts);
    keygen(['-H', '-f', file]);
    const lines = execFileSync('cat', [file], { encoding: 'utf8' });
    expect(lines).not.toContain('127.0.0.1');
    expect((await keyWith(lines)).type).toBe('ssh-ed25519');
  });

  test('by a pattern, and by a line without its port', async () => {
    expect((await keyWith(`[127.0.*]:* ${server.publicKey('rsa')}`)).type).toBe('ssh-rsa');
    expect((await keyWith(`127.0.0.1 ${server.publicKey('ecdsa')}`)).type).toBe(ids.ecdsa);
  });

  test('whatever it is, where any key will do; and the key is told', async () => {
    await using there = await connectTo(server, { hostKeys: { kind: 'any' } });
    expect(there.hostKey).toEqual({ type: 'ssh-ed25519', fingerprint: fingerprint('ed25519') });
  });
});

describe('a server is refused, and never shown who we are', () => {
  const facts = async (text: string): Promise<Awaited<ReturnType<typeof factsOf>>> => {
    const before = server.log();
    const found = await factsOf(connectTo(server, { hostKeys: known(text), attempts: 5 }));
    const log = server.log().slice(before.length);
    expect(log).not.toMatch(/publickey|Accepted|Failed/);
    expect([found.doing, found.code]).toEqual([
      `connecting to ${server.user}@127.0.0.1:${server.port}`,
      'ssh-host-key',
    ]);
    return found;
  };

  test('unknown: the very line to add makes it known', async () => {
    const { happened, attempt = [], details } = await facts('');
    expect(happened).toBe('known-hosts has no key for this server, so it may be any machine');
    expect(details).toEqual({ 'its key': `ssh-ed25519 ${fingerprint('ed25519')}` });
    expect(attempt[0]).toContain(fingerprint('ed25519'));
    const line = attempt.at(-1)?.split('\n')[1] ?? '';
    expect(line).toBe(`${place()} ${server.publicKey('ed25519')}`);
    expect((await keyWith(line)).type).toBe('ssh-ed25519');
  });

  test.each(types)('changed: another %s key is in its place', async (type) => {
    const { happened, attempt } = await facts(`# before\n${place()} ${stranger.publicKey(type)}`);
    expect(happened).toBe(
      'its key is not the one in known-hosts (line 2): another machine may be answering in its place',
    );
    expect(attempt?.at(-1)).toBe(
      `where they are the same, put this in the place of line 2:\n${place()} ${server.publicKey(type)}`,
    );
  });

  test('revoked', async () => {
    const text = `${server.knownHosts}@revoked * ${server.publicKey('ed25519')}`;
    expect((await facts(text)).happened).toBe('its key is revoked in known-hosts (line 4)');
  });

  test('known by an authority only', async () => {
    const text = `@cert-authority * ${stranger.publicKey('ed25519')}`;
    expect((await facts(text)).happened).toBe(
      'known-hosts has only @cert-authority for it (line 1), and gin-ship cannot check the certificates of hosts',
    );
  });

  test('known by a key of a type that it has no more: it is looked at once more, and told', async () => {
    await using single = await startSshd({ hostKeys: ['ecdsa'] });
    const line = `[127.0.0.1]:${single.port} ${stranger.publicKey('rsa')}`;
    const found = await factsOf(connectTo(single, { hostKeys: known(line), attempts: 5 }));
    expect([found.happened, found.code]).toEqual([
      'known-hosts has ssh-rsa for this server (line 1), and it shows ecdsa-sha2-nistp256',
      'ssh-host-key',
    ]);
    expect(found.attempt?.at(-1)).toContain(
      `[127.0.0.1]:${single.port} ${single.publicKey('ecdsa')}`,
    );
    expect(single.log()).not.toMatch(/publickey/);
  });
});

test('a server that can sign with SHA-1 only is refused with what it offers', async () => {
  await using old = await startSshd({ hostKeys: ['rsa'], settings: ['HostKeyAlgorithms ssh-rsa'] });
  const { happened, code } = await factsOf(connectTo(old, { attempts: 5 }));
  expect([happened, code]).toEqual([
    'it offers no host key that gin-ship accepts (none with SHA-1, none in CBC mode); it has ssh-rsa',
    'ssh-algorithms',
  ]);
});
