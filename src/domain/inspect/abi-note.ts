/** Which lowest kernel or system do the notes of an ELF file name? */

import type { ElfFacts, ElfNote } from '../binary/facts.ts';

/** NT_GNU_ABI_TAG of glibc's start files: `3.2.0`; undefined without one for Linux. */
export function abiTagKernel(elf: ElfFacts): string | undefined {
  const value = noteOf(elf, 'GNU')?.value;
  if (value === undefined || value.length < 16 || wordOf(elf, value, 0) !== 0) return undefined;
  return [1, 2, 3].map((at) => wordOf(elf, value, at * 4)).join('.');
}

/** NT_FREEBSD_ABI_TAG is __FreeBSD_version: 1203000 is 12.3. */
export function freebsdRelease(elf: ElfFacts): string | undefined {
  const value = noteOf(elf, 'FreeBSD')?.value;
  if (value === undefined || value.length < 4) return undefined;
  const version = wordOf(elf, value, 0);
  return `${Math.floor(version / 100_000)}.${Math.floor((version % 100_000) / 1000)}`;
}

/** Both kinds of note have the type 1. */
function noteOf({ notes }: ElfFacts, owner: string): ElfNote | undefined {
  return notes.find((note) => note.owner === owner && note.type === 1);
}

function wordOf(
  { order }: ElfFacts,
  { buffer, byteOffset, length }: Uint8Array,
  at: number,
): number {
  return new DataView(buffer, byteOffset, length).getUint32(at, order === 'little');
}
