import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadKey } from '../../../src/adapters/ssh/keys.ts';
import { type Sshd, makeKey, startSshd } from '../../servers/sshd.ts';
import { connectTo, factsOf } from './connect.ts';
import { makePpk } from './ppk.ts';

let server: Sshd;
beforeAll(async () => {
  server = await startSshd();
});
afterAll(() => server[Symbol.asyncDispose]());

const passphrase = 'open "sesame" 芝麻';

/** From now on the server lets this key in. */
function allow(publicKey: string): void {
  appendFileSync(join(server.folder, 'authorized_keys'), `${publicKey}\n`);
}

/** Whether the server lets us in and runs a command. */
async function logsIn(key: string, secret?: string): Promise<void> {
  const identity = {
    kind: 'key',
    key,
    ...(secret === undefined ? {} : { passphrase: secret }),
  } as const;
  await using there = await connectTo(server, { identity });
  const end = await there.run({ line: 'echo in', timeout: 10_000 });
  expect(end).toEqual({ kind: 'ended', code: 0, stdout: 'in\n', stderr: '' });
}

let made = 0;
function make(args: readonly string[]): string {
  made += 1;
  const file = makeKey(server.folder, `key${made}`, args);
  allow(readFileSync(`${file}.pub`, 'utf8'));
  return readFileSync(file, 'utf8');
}

describe('a key made by ssh-keygen logs in', () => {
  test.each([
    ['-t ed25519'],
    ['-t ecdsa -b 256'],
    ['-t ecdsa -b 384'],
    ['-t ecdsa -b 521'],
    ['-t rsa -b 2048'],
    ['-t rsa -b 2048 -m PEM'],
    ['-t ecdsa -m PEM'],
    ['-t rsa -b 2048 -m PKCS8'],
    ['-t ecdsa -b 521 -m PKCS8'],
  ])('%s', async (args) => {
    await logsIn(make(args.split(' ')));
  });

  test.each([
    ['-t ed25519'],
    ['-t ed25519 -Z aes256-gcm@openssh.com'],
    ['-t ed25519 -Z aes128-cbc'],
    ['-t rsa -b 2048'],
    ['-t rsa -b 2048 -m PEM'],
    ['-t ecdsa -m PEM'],
    ['-t rsa -b 2048 -m PKCS8'],
    ['-t ecdsa -m PKCS8'],
  ])('%s, with a passphrase', async (args) => {
    const key = make([...args.split(' '), '-N', passphrase]);
    await logsIn(key, passphrase);
    for (const [secret, happened] of [
      ['wrong', 'ssh-passphrase does not open it'],
      ['', 'it is encrypted, and ssh-passphrase is not given'],
      [undefined, 'it is encrypted, and ssh-passphrase is not given'],
    ] as const) {
      expect((await factsOf(loadKey(key, secret))).happened).toBe(happened);
    }
  });

  test('with CRLF, and without its last newline', async () => {
    const key = make(['-t', 'ed25519']);
    await logsIn(key.replaceAll('\n', '\r\n'));
    await logsIn(key.trimEnd());
  });

  test('with a passphrase given that it does not need', async () => {
    await logsIn(make(['-t', 'ed25519']), 'not needed');
    await logsIn(make(['-t', 'ecdsa', '-m', 'PEM']), 'not needed');
  });
});

describe('a key of another program logs in', () => {
  const ways = [
    ['plain', undefined],
    ['encrypted', passphrase],
  ] as const;
  test.each(ways)('Ed25519 as PKCS#8, %s', async (_, secret) => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const cipher = secret === undefined ? {} : { cipher: 'aes-256-cbc', passphrase: secret };
    const key = privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher }).toString();
    const parsed = await loadKey(key, secret);
    allow(`${parsed.type} ${parsed.getPublicSSH().toString('base64')}`);
    await logsIn(key, secret);
  });

  test('RSA of PuTTY, version 2', async () => {
    const { text, publicKey } = makePpk();
    allow(publicKey);
    await logsIn(text);
  });
});

describe('a key that cannot be used is refused before anything is connected', () => {
  const rsaPss = (): string =>
    generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
  const ed448 = (): string =>
    generateKeyPairSync('ed448').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const koblitz = (): string =>
    generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
      .privateKey.export({ type: 'sec1', format: 'pem' })
      .toString();
  const chacha = (): string =>
    make(['-t', 'ed25519', '-N', passphrase, '-Z', 'chacha20-poly1305@openssh.com']);
  const type =
    'it is of a type that gin-ship cannot use (Ed25519, ECDSA on a NIST curve and RSA can be used)';
  test.each([
    [
      'a public key',
      () => readFileSync(`${server.keyFile}.pub`, 'utf8'),
      'it is a public key; logging in needs the private one',
    ],
    ['RSA-PSS', rsaPss, type],
    ['Ed448', ed448, type],
    ['a curve of Bitcoin', koblitz, type],
    [
      'chacha20',
      chacha,
      'it is encrypted with chacha20, which the SSH client in gin-ship cannot read',
    ],
    [
      'PuTTY, version 3',
      () => 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n',
      'it is in the format of PuTTY',
    ],
    [
      'half of a PEM',
      () => `-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n`,
      'it is damaged',
    ],
    [
      'one letter changed',
      () => server.key.replace(/.{8}\n-----END/, 'AAAAAAAA\n-----END'),
      'it is damaged',
    ],
  ])('%s', async (_, text, happened) => {
    const before = server.log();
    const key = text();
    const facts = await factsOf(connectTo(server, { identity: { kind: 'key', key, passphrase } }));
    expect([facts.doing, facts.happened, facts.code]).toEqual([
      'reading ssh-key',
      happened,
      'ssh-key',
    ]);
    const words = key.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----'));
    expect(words.filter((line) => JSON.stringify(facts).includes(line))).toEqual([]);
    expect(server.log()).toBe(before);
  });
});
