/** How does the text of a private key become one that the SSH client can sign with? */

import { createHash, createPrivateKey } from 'node:crypto';
import type { ParsedKey } from 'ssh2';
import type { Failure } from '../../domain/failure.ts';
import type { ShownKey } from '../../domain/remote/log-in-trouble.ts';
import { keyFailure } from '../../domain/remote/private-key-trouble.ts';
import { type KeyText, readKeyText, usableTypes } from '../../domain/remote/private-key.ts';
import { writeOpensshFile } from './openssh-file.ts';

/** Throws a Failure (`ssh-key`) that says what is wrong with it; it never tells a part of the key. */
export async function loadKey(raw: string, passphrase: string | undefined): Promise<ParsedKey> {
  const found = readKeyText(raw);
  if (found.kind === 'unusable') throw keyFailure(found.why);
  const encrypted = found.kind === 'openssh' ? found.cipher !== 'none' : found.encrypted;
  if (encrypted && !passphrase) throw keyFailure('passphrase-missing');
  const bad = (): Failure => keyFailure(encrypted ? 'passphrase-wrong' : 'damaged');
  const { default: ssh2 } = await import('ssh2');
  const plain = found.kind === 'pem' ? openPem(found, passphrase, bad) : found.text;
  const isOpen = found.kind === 'pem';
  const key = ssh2.utils.parseKey(plain, encrypted && !isOpen ? passphrase : undefined);
  const [parsed] = [key].flat();
  if (parsed === undefined || parsed instanceof Error) {
    throw isOpen ? keyFailure('type') : bad();
  }
  if (!usableTypes.test(parsed.type) || !parsed.isPrivateKey()) throw keyFailure('type');
  return parsed;
}

/** What node:crypto reads is written anew as the SSH client reads it: it knows no PKCS#8. */
function openPem(
  { text }: KeyText & { kind: 'pem' },
  passphrase: string | undefined,
  bad: () => Failure,
): string {
  let key;
  try {
    key = createPrivateKey({ key: text, ...(passphrase ? { passphrase } : {}) });
  } catch {
    throw bad();
  }
  const { asymmetricKeyType: type } = key;
  if (type === 'rsa') return key.export({ type: 'pkcs1', format: 'pem' }).toString();
  if (type === 'ec') return key.export({ type: 'sec1', format: 'pem' }).toString();
  if (type === 'ed25519') return writeOpensshFile(key);
  throw keyFailure('type');
}

/** The public half, which is no secret. */
export function publicHalf(key: ParsedKey): ShownKey {
  const blob = key.getPublicSSH();
  return { type: key.type, key: blob.toString('base64'), fingerprint: fingerprintOf(blob) };
}

/** As ssh-keygen -l shows it. */
export function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}
