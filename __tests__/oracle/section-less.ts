/** What if the sections' table of an ELF file is taken away? The loader does not look at it. */

import { readFileSync, writeFileSync } from 'node:fs';

/** A copy without section headers, as `sstrip` and some packers make it. */
export function withoutSections(path: string, to: string): string {
  const bytes = readFileSync(path);
  const wide = bytes[4] === 2;
  const [offset, size, counts] = wide ? [40, 8, 58] : [32, 4, 46];
  bytes.fill(0, offset, offset + size);
  // e_shentsize, e_shnum, e_shstrndx
  bytes.fill(0, counts, counts + 6);
  writeFileSync(to, bytes);
  return to;
}

export function hasSections(path: string): boolean {
  const bytes = readFileSync(path).subarray(0, 64);
  const [offset, size] = bytes[4] === 2 ? [40, 8] : [32, 4];
  return bytes.subarray(offset, offset + size).some((byte) => byte !== 0);
}
