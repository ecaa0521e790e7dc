import { describe, expect, test } from 'vitest';
import { keyFailure } from '../../../src/domain/remote/private-key-trouble.ts';
import { readKeyText } from '../../../src/domain/remote/private-key.ts';
import { fakeKey } from './keys.ts';

const field = (content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** The outside of a file of OpenSSH; what is encrypted in it is no key. */
function openssh(cipher: string, type = 'ssh-ed25519'): string {
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    ...[cipher, 'name', 'options'].map(field),
    Buffer.from([0, 0, 0, 1]),
    field(Buffer.from(fakeKey(type), 'base64')),
    field('secret'),
  ]);
  const lines = body.toString('base64').match(/.{1,70}/g) ?? [];
  return [
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    ...lines,
    '-----END OPENSSH PRIVATE KEY-----',
    '',
  ].join('\n');
}

const pem = (label: string, head = ''): string =>
  `-----BEGIN ${label}-----\n${head}TUlJ\n-----END ${label}-----\n`;

describe('the text of a key', () => {
  const plain = openssh('none');
  test.each([
    ['as it is', plain],
    ['with CRLF', plain.replaceAll('\n', '\r\n')],
    ['with CR', plain.replaceAll('\n', '\r')],
    ['without its last newline', plain.trimEnd()],
    ['with a BOM and empty lines', `\uFEFF\n\n${plain}\n\n`],
    ['with its lines moved in', plain.replaceAll(/^/gm, '    ')],
  ])('%s is the same', (_, text) => {
    expect(readKeyText(text)).toEqual({ kind: 'openssh', text: plain, cipher: 'none' });
  });

  test.each([
    ['OpenSSH, encrypted', openssh('aes256-ctr'), { kind: 'openssh', cipher: 'aes256-ctr' }],
    ['PKCS#1', pem('RSA PRIVATE KEY'), { kind: 'pem', encrypted: false }],
    [
      'PKCS#1, encrypted',
      pem('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n'),
      { kind: 'pem', encrypted: true },
    ],
    ['SEC 1', pem('EC PRIVATE KEY'), { kind: 'pem', encrypted: false }],
    ['PKCS#8', pem('PRIVATE KEY'), { kind: 'pem', encrypted: false }],
    ['PKCS#8, encrypted', pem('ENCRYPTED PRIVATE KEY'), { kind: 'pem', encrypted: true }],
    [
      'PuTTY, version 2',
      'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n',
      { kind: 'ppk', encrypted: false },
    ],
    [
      'PuTTY, version 2, encrypted',
      'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: aes256-cbc\n',
      { kind: 'ppk', encrypted: true },
    ],
  ] as const)('is known: %s', (_, text, found) => {
    expect(readKeyText(text)).toEqual({ ...found, text });
  });

  test.each([
    ['empty', ''],
    ['empty', ' \r\n '],
    ['public', `ssh-ed25519 ${fakeKey('ssh-ed25519')} deploy@h`],
    ['public', `ecdsa-sha2-nistp256 ${fakeKey('ecdsa-sha2-nistp256')}`],
    ['public', pem('PUBLIC KEY')],
    ['public', '---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n'],
    ['ppk', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n'],
    ['ppk', 'PuTTY-User-Key-File-2: ssh-ed25519\nEncryption: none\n'],
    ['base64', Buffer.from(plain).toString('base64')],
    ['one-line', plain.replaceAll('\n', ' ')],
    ['one-line', plain.replaceAll('\n', String.raw`\n`)],
    ['cut', plain.slice(0, 200)],
    ['cut', plain.replace('-----END OPENSSH', '-----END RSA')],
    ['damaged', plain.replace('b3Blbn', 'b3Blbm')],
    ['damaged', '-----BEGIN OPENSSH PRIVATE KEY-----\n====\n-----END OPENSSH PRIVATE KEY-----\n'],
    ['no-key', 'hunter2'],
    ['no-key', '{"key": "x"}'],
    ['no-key', pem('CERTIFICATE')],
    ['chacha20', openssh('chacha20-poly1305@openssh.com')],
    ['type', openssh('none', 'sk-ssh-ed25519@openssh.com')],
    ['type', openssh('none', 'ssh-dss')],
  ] as const)('is unusable: %s', (why, text) => {
    expect(readKeyText(text)).toEqual({ kind: 'unusable', why });
  });

  test('that breaks off anywhere is never taken for whole', () => {
    for (let end = 0; end < plain.length - 1; end += 1) {
      expect(readKeyText(plain.slice(0, end)).kind).toBe('unusable');
    }
  });
});

test('a key that cannot be used is told with what helps', () => {
  expect(keyFailure('public').facts).toEqual({
    doing: 'reading ssh-key',
    happened: 'it is a public key; logging in needs the private one',
    attempt: ['put in the file without .pub, which begins with -----BEGIN'],
    code: 'ssh-key',
  });
  expect(keyFailure('base64').facts.attempt).toEqual([
    'put in what base64 -d gives: the whole file, from its BEGIN line to its END line, with the lines as they are',
  ]);
});
