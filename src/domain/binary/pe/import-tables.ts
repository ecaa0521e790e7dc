/** How do the entries of a PE file's two import tables look? */

import type { PeHeaders } from './headers.ts';
import type { ImportTable } from './imports.ts';

/** Windows' loader stops at an entry without a name or without a place for the addresses. */
export function planImports({ directories }: PeHeaders): ImportTable {
  return {
    what: 'the import table',
    address: directories[1] ?? 0,
    entrySize: 20,
    parse(entry) {
      const name = entry.u32(12);
      const addresses = entry.u32(16);
      if (name === 0 || addresses === 0) return undefined;
      // Borland's linker has only the list that the loader overwrites.
      return { name, names: entry.u32(0) || addresses, base: 0 };
    },
  };
}

/** Delay loading is code of the linker (delayimp.h); before Visual C++ 7 it held whole addresses. */
export function planDelayImports({ directories, imageBase }: PeHeaders): ImportTable {
  return {
    what: 'the table of delayed imports',
    address: directories[13] ?? 0,
    entrySize: 32,
    parse(entry) {
      const base = entry.u32(0) % 2 === 1 ? 0 : imageBase;
      const [name, names] = [entry.u32(4), entry.u32(16)];
      if (name === 0) return undefined;
      return { name: name - base, names: names === 0 ? 0 : names - base, base };
    },
  };
}
