/** What does a table say of a word that somebody typed? */

/** The entry of that very name; never what every object inherits (`constructor`, `toString`). */
export function lookUp<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
