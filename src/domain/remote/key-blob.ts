/** Is a text in base64 a key as SSH sends it, and of which type? */

/**
 * Whether `key` is whole base64 that begins with the name of `type`, as RFC 4253, 6.6 has it: the
 * length of the name in four bytes, then the name.
 */
export function isKeyOfType(type: string, key: string): boolean {
  return type !== '' && typeOfKey(key) === type;
}

/** The type that a key in base64 names itself; undefined for what is no key. */
export function typeOfKey(key: string): string | undefined {
  const bytes = decode(key);
  if (bytes === undefined || bytes.length < 4) return undefined;
  const length = new DataView(bytes.buffer).getUint32(0);
  if (length === 0 || length > 64 || bytes.length <= 4 + length) return undefined;
  const name = String.fromCharCode(...bytes.subarray(4, 4 + length));
  return /^[\w@.-]+$/.test(name) ? name : undefined;
}

/** Undefined for what is not base64 as OpenSSH writes it, with its padding. */
export function decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
