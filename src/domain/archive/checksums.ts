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
