/** How does a text reach a command of a POSIX shell as one word, byte for byte? */

/**
 * The text in single quotes, in which a POSIX shell takes nothing for its own. Throws for a NUL, which no
 * argument can hold, and for half a surrogate pair, which UTF-8 cannot carry.
 */
export function shellWord(text: string): string {
  if (text.includes('\0')) throw new TypeError('a word of a shell cannot hold a NUL');
  if (!text.isWellFormed()) throw new TypeError('a word of a shell must be whole Unicode');
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
