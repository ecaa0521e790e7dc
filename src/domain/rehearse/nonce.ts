/** What word does survive-write store, and how are such words known again? */

const shape = /ginship[0-9a-f]{12}/g;

/**
 * A word that nothing else has: letters and digits only, so that it stays itself in JSON, in a path,
 * in a file name and in a column of 20 characters. `hex` are at least 12 random hex digits.
 */
export function nonceOf(hex: string): string {
  if (!/^[0-9a-f]{12}/.test(hex)) throw new Error('a nonce needs 12 hex digits');
  return `ginship${hex.slice(0, 12)}`;
}

/** A word of the same shape that nobody writes: another for every nonce. */
export function unwritten(nonce: string): string {
  return nonceOf(nonce.slice(-12).replaceAll(/[0-9a-f]/g, flip));
}

function flip(digit: string): string {
  return (15 - Number.parseInt(digit, 16)).toString(16);
}

/** Nonces of earlier rehearsals in a text: in an external database they stay. */
export function otherNonces(text: string, nonce: string): readonly string[] {
  const found = new Set([...text.matchAll(shape)].map(([word]) => word));
  found.delete(nonce);
  return [...found];
}
