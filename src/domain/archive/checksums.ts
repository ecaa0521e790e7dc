/** What does SHA256SUMS say? */

import { byCodePoint } from '../order.ts';

/** A text that `sha256sum -c` takes: digest, two blanks, file name; sorted by name. */
export function formatChecksums(
  files: readonly { readonly file: string; readonly sha256: string }[],
): string {
  return [...files]
    .sort((a, b) => byCodePoint(a.file, b.file))
    .map(({ file, sha256 }) => `${sha256}  ${file}\n`)
    .join('');
}

/** By file name, lower-case hex; other lines are passed over. */
export function parseChecksums(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').map((line) => /^([0-9a-f]{64}) [ *](.+?)\r?$/i.exec(line));
  return new Map(
    lines.flatMap((found) => {
      const [, digest, file] = found ?? [];
      return digest === undefined || file === undefined ? [] : [[file, digest.toLowerCase()]];
    }),
  );
}
