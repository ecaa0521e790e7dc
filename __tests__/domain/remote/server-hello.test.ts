import { describe, expect, test } from 'vitest';
import { algorithms, findMismatch } from '../../../src/domain/remote/algorithms.ts';
import { allHostKeyAlgorithms } from '../../../src/domain/remote/host-key.ts';
import { parseServerHello } from '../../../src/domain/remote/server-hello.ts';

/** SSH_MSG_KEXINIT with these lists, in a packet. */
function kexInit(lists: readonly string[]): Buffer {
  const fields = lists.map((list) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(list.length);
    return Buffer.concat([length, Buffer.from(list)]);
  });
  const body = Buffer.concat([
    Buffer.from([4, 20]),
    Buffer.alloc(16, 9),
    ...fields,
    Buffer.alloc(9),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

const lists = ['k1,k2', 'h1', 'c1', 'c1,c2', 'm1', 'm2,m3', 'none', 'none', '', ''];

describe('what a server says first', () => {
  test('is its name and what it offers', () => {
    const bytes = Buffer.concat([Buffer.from('SSH-2.0-OpenSSH_9.2p1 Debian\r\n'), kexInit(lists)]);
    expect(parseServerHello(bytes)).toEqual({
      before: '',
      name: 'SSH-2.0-OpenSSH_9.2p1 Debian',
      offer: { kex: ['k1', 'k2'], hostKeys: ['h1'], ciphers: ['c1'], macs: ['m1'] },
    });
  });

  test('may begin with other lines', () => {
    expect(parseServerHello(Buffer.from('Welcome\r\nto here\r\nSSH-2.0-x\r\n'))).toEqual({
      before: 'Welcome\r\nto here',
      name: 'SSH-2.0-x',
    });
  });

  test.each([
    ['', ''],
    ['Exceeded MaxStartups\r\n', 'Exceeded MaxStartups'],
    ['HTTP/1.1 400 Bad Request\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['SSH-2.0-half', 'SSH-2.0-half'],
    ['x'.repeat(2000), 'x'.repeat(500)],
  ])('that is not SSH is kept: %j', (text, before) => {
    expect(parseServerHello(Buffer.from(text))).toEqual({ before });
  });

  test('that breaks off anywhere is read as far as it goes', () => {
    const name = Buffer.from('SSH-2.0-x\n');
    const whole = Buffer.concat([name, kexInit(lists)]);
    const last = whole.length - 9 - 2 * 4 - 2 * (4 + 4);
    for (let end = name.length; end < whole.length; end += 1) {
      const { name: said, offer } = parseServerHello(whole.subarray(0, end));
      expect([said, offer !== undefined]).toEqual(['SSH-2.0-x', end >= last]);
    }
  });

  test('with a length beyond its end offers nothing', () => {
    const bytes = Buffer.concat([Buffer.from('SSH-2.0-x\n'), kexInit(lists)]);
    bytes.writeUInt32BE(0xff_ff_ff_ff, 10 + 22);
    expect(parseServerHello(bytes)).toEqual({ before: '', name: 'SSH-2.0-x' });
  });
});

describe('what a server offers', () => {
  const all = {
    kex: [...algorithms.kex],
    hostKeys: [...allHostKeyAlgorithms],
    ciphers: [...algorithms.cipher],
    macs: [...algorithms.hmac],
  };
  test.each([
    ['everything', {}, undefined],
    ['one of each', { kex: ['x', algorithms.kex[3]], macs: ['hmac-sha2-256'] }, undefined],
    ['no MAC beside a cipher that needs none', { macs: ['hmac-sha1'] }, undefined],
    [
      'old key exchange',
      { kex: ['diffie-hellman-group14-sha1'] },
      { part: 'key exchange', offered: ['diffie-hellman-group14-sha1'] },
    ],
    [
      'old host keys',
      { hostKeys: ['ssh-rsa', 'ssh-dss'] },
      { part: 'host key', offered: ['ssh-rsa', 'ssh-dss'] },
    ],
    ['old ciphers', { ciphers: ['aes128-cbc'] }, { part: 'cipher', offered: ['aes128-cbc'] }],
    [
      'old MACs beside a cipher that needs one',
      { ciphers: ['aes256-ctr'], macs: ['hmac-sha1'] },
      { part: 'MAC', offered: ['hmac-sha1'] },
    ],
  ])('%s', (_, offer, mismatch) => {
    expect(findMismatch({ ...all, ...offer }, allHostKeyAlgorithms)).toEqual(mismatch);
  });

  test('is compared with the host keys that are asked for', () => {
    expect(findMismatch({ ...all, hostKeys: ['ssh-ed25519'] }, ['rsa-sha2-512'])).toEqual({
      part: 'host key',
      offered: ['ssh-ed25519'],
    });
  });
});

test('nothing that is asked for has SHA-1 or CBC', () => {
  const names = [...Object.values(algorithms).flat(), ...allHostKeyAlgorithms];
  expect(names.filter((name) => /sha1|cbc|md5|arcfour|ssh-rsa|dss/.test(name))).toEqual([]);
});
