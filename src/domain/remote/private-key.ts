/** What kind of private key is a text, as people put it into a secret? */

import { decode } from './key-blob.ts';

export type KeyText =
  /** The cipher is `none` where it is not encrypted. */
  | { readonly kind: 'openssh'; readonly text: string; readonly cipher: string }
  /** PKCS#1, SEC 1 or PKCS#8. */
  | { readonly kind: 'pem'; readonly text: string; readonly encrypted: boolean }
  | { readonly kind: 'ppk'; readonly text: string; readonly encrypted: boolean }
  | { readonly kind: 'unusable'; readonly why: Unusable };

export type Unusable =
  | 'empty'
  | 'public'
  | 'ppk'
  | 'base64'
  | 'one-line'
  | 'cut'
  | 'damaged'
  | 'no-key'
  | 'chacha20'
  | 'type'
  | 'passphrase-missing'
  | 'passphrase-wrong';

/** The types that the SSH client can sign with; none needs a device. */
export const usableTypes = /^(?:ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)|ssh-rsa)$/;

const publicKey =
  /^(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-\S+|sk-\S+) AAAA|^-----BEGIN (?:RSA )?PUBLIC KEY-----|^---- BEGIN SSH2 PUBLIC KEY ----/;
const begin = /^-----BEGIN ([A-Z\d ]*PRIVATE KEY)-----/;

/** Line ends, blanks around it and a missing last newline are put right first. */
export function readKeyText(raw: string): KeyText {
  const lines = raw
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim());
  const text = `${lines.join('\n').trim()}\n`;
  const [, label] = begin.exec(text) ?? [];
  if (text === '\n') return unusable('empty');
  if (publicKey.test(text)) return unusable('public');
  if (text.startsWith('PuTTY-User-Key-File-')) return readPpk(text);
  if (text.startsWith('LS0tLS1CRUdJTi')) return unusable('base64');
  if (label === undefined) return unusable('no-key');
  if (!/\n/.test(text.trim())) return unusable('one-line');
  if (!text.includes(`\n-----END ${label}-----\n`)) return unusable('cut');
  if (label !== 'OPENSSH PRIVATE KEY') {
    const encrypted = label.startsWith('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED$/m.test(text);
    return { kind: 'pem', text, encrypted };
  }
  const { cipher, type } = readContainer(text);
  if (cipher === undefined || type === undefined) return unusable('damaged');
  if (!usableTypes.test(type)) return unusable('type');
  if (cipher.startsWith('chacha20')) return unusable('chacha20');
  return { kind: 'openssh', text, cipher };
}

/** Version 2 is that of PuTTY up to 0.74. Version 3, and other types than RSA, only PuTTY reads. */
function readPpk(text: string): KeyText {
  if (!text.startsWith('PuTTY-User-Key-File-2: ssh-rsa\n')) return unusable('ppk');
  return { kind: 'ppk', text, encrypted: !/^Encryption: none$/m.test(text) };
}

/**
 * Source: OpenSSH, PROTOCOL.key: a magic word that ends in NUL, the names of cipher and key derivation, its
 * options, how many keys there are, and the public half of the first. Nothing of that is encrypted.
 */
function readContainer(text: string): { readonly cipher?: string; readonly type?: string } {
  const bytes = decode(text.split('\n').slice(1, -2).join(''));
  const magic = 'openssh-key-v1\0';
  if (bytes === undefined || textOf(bytes.subarray(0, magic.length)) !== magic) return {};
  const view = new DataView(bytes.buffer);
  let at = magic.length;
  const field = (): Uint8Array => {
    const length = at + 4 <= bytes.length ? view.getUint32(at) : 0;
    at += 4 + length;
    return bytes.subarray(at - length, at);
  };
  const cipher = textOf(field());
  field();
  field();
  at += 4;
  const half = field();
  if (half.length < 4 || at > bytes.length) return {};
  const length = new DataView(half.buffer, half.byteOffset).getUint32(0);
  return { cipher, type: textOf(half.subarray(4, 4 + length)) };
}

function textOf(bytes: Uint8Array): string {
  return bytes.length > 100 ? '' : String.fromCharCode(...bytes);
}

function unusable(why: Unusable): KeyText {
  return { kind: 'unusable', why };
}
