/** Which algorithms are spoken with a server? None with SHA-1, none in CBC mode, no compression. */

export const algorithms = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
  ],
  cipher: [
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
    'chacha20-poly1305@openssh.com',
  ],
  hmac: [
    'hmac-sha2-256-etm@openssh.com',
    'hmac-sha2-512-etm@openssh.com',
    'hmac-sha2-256',
    'hmac-sha2-512',
  ],
  compress: ['none'],
} as const;

/** What a server offers, each in its own order. */
export interface ServerOffer {
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
}

export interface Mismatch {
  readonly part: 'key exchange' | 'host key' | 'cipher' | 'MAC';
  readonly offered: readonly string[];
}

/** The first part for which a server offers nothing of ours; `hostKeys` are those that we ask for. */
export function findMismatch(
  offer: ServerOffer,
  hostKeys: readonly string[],
): Mismatch | undefined {
  const { kex, cipher, hmac } = algorithms;
  const parts: readonly (readonly [Mismatch['part'], readonly string[], readonly string[]])[] = [
    ['key exchange', offer.kex, kex],
    ['host key', offer.hostKeys, hostKeys],
    ['cipher', offer.ciphers, cipher],
  ];
  const found = parts.find(([, theirs, ours]) => !ours.some((name) => theirs.includes(name)));
  if (found !== undefined) return { part: found[0], offered: found[1] };
  // A cipher in GCM mode or with Poly1305 needs no MAC beside it.
  const chosen = cipher.find((name) => offer.ciphers.includes(name)) ?? '';
  const isAlone = /gcm|poly1305/.test(chosen);
  if (isAlone || hmac.some((name) => offer.macs.includes(name))) return undefined;
  return { part: 'MAC', offered: offer.macs };
}
