/** How does an Ed25519 key of node:crypto become a file that the SSH client reads? */

import type { KeyObject } from 'node:crypto';

/** Source: OpenSSH, PROTOCOL.key; not encrypted, with no comment. Throws for a key of another type. */
export function writeOpensshFile(key: KeyObject): string {
  const { crv, x = '', d = '' } = key.export({ format: 'jwk' });
  if (crv !== 'Ed25519') throw new TypeError('only an Ed25519 key is written this way');
  const publicBytes = Buffer.from(x, 'base64url');
  const secret = Buffer.concat([Buffer.from(d, 'base64url'), publicBytes]);
  const type = field('ssh-ed25519');
  // The two numbers are equal where a passphrase was right; there is none.
  const inner = Buffer.concat([
    Buffer.alloc(8),
    type,
    field(publicBytes),
    field(secret),
    field(''),
  ]);
  const blockSize = 8;
  const padding = Buffer.from(
    Array.from({ length: -inner.length & (blockSize - 1) }, (_, at) => at + 1),
  );
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    ...['none', 'none', ''].map(field),
    Buffer.from([0, 0, 0, 1]),
    field(Buffer.concat([type, field(publicBytes)])),
    field(Buffer.concat([inner, padding])),
  ]);
  const lines = body.toString('base64').match(/.{1,70}/g) ?? [];
  const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} OPENSSH PRIVATE KEY-----`);
  return [begin, ...lines, end, ''].join('\n');
}

function field(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
