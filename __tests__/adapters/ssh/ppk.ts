/** A key of RSA as PuTTY wrote it up to version 0.74, not encrypted. */

import { createHash, createHmac, generateKeyPairSync } from 'node:crypto';

export interface PpkKey {
  readonly text: string;
  /** As authorized_keys has it. */
  readonly publicKey: string;
}

/** Source: PuTTY's documentation, appendix C.3, "Version 2". */
export function makePpk(): PpkKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n, e, d, p, q, qi } = privateKey.export({ format: 'jwk' });
  const type = field(Buffer.from('ssh-rsa'));
  const open = Buffer.concat([type, ...[e, n].map(number)]);
  const secret = Buffer.concat([d, p, q, qi].map(number));
  const signed = ['ssh-rsa', 'none', 'made here'].map((text) => field(Buffer.from(text)));
  const mac = createHmac(
    'sha1',
    createHash('sha1').update('putty-private-key-file-mac-key').digest(),
  )
    .update(Buffer.concat([...signed, field(open), field(secret)]))
    .digest('hex');
  const text = [
    'PuTTY-User-Key-File-2: ssh-rsa',
    'Encryption: none',
    'Comment: made here',
    ...section('Public', open),
    ...section('Private', secret),
    `Private-MAC: ${mac}`,
    '',
  ].join('\r\n');
  return { text, publicKey: `ssh-rsa ${open.toString('base64')}` };
}

function section(name: string, bytes: Buffer): readonly string[] {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`${name}-Lines: ${lines.length}`, ...lines];
}

function number(text = ''): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  return field((bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);
}

function field(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
