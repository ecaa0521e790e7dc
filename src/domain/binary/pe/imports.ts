/** Which functions of which DLLs does a PE file ask for? */

import type { PeImport } from '../facts.ts';
import { type Reading, tolerate } from '../reading.ts';
import type { Trouble } from '../unreadable.ts';
import type { View } from '../view.ts';
import type { Memory } from './memory.ts';

/** What one table of imports looks like: that of Windows' loader, or that of the linker's delay loading. */
export interface ImportTable {
  readonly what: string;
  /** Its address; 0 where there is none. */
  readonly address: number;
  /** Bytes of an entry. */
  readonly entrySize: number;
  /** Undefined at the end of the table. */
  readonly parse: (entry: View) => ImportEntry | undefined;
}

export interface ImportEntry {
  readonly name: number;
  /** The address of the list of names; 0 where there is none. */
  readonly names: number;
  /** What the addresses in that list count from. */
  readonly base: number;
}

/** What is left to be read of one file, whatever its tables say of themselves. */
export interface ImportAllowance {
  symbols: number;
  /** Characters of all names of symbols. */
  text: number;
}

export const importAllowance = { symbols: 4096, text: 1024 * 1024 } as const;
const libraryCap = 512;

interface ImportReading {
  readonly memory: Memory;
  readonly bits: 32 | 64;
  readonly allowance: ImportAllowance;
  readonly trouble: Trouble;
}

/** Every library before the first symbol: which DLL has to be there matters more than what for. */
export function* readImports(
  table: ImportTable,
  reading: ImportReading,
): Reading<readonly PeImport[]> {
  const { memory, trouble } = reading;
  const damage = trouble.loaded;
  if (table.address === 0) return [];
  const entries: ImportEntry[] = [];
  yield* tolerate(damage, readEntries(table, reading, entries));
  const found: { library: string; entry: ImportEntry }[] = [];
  for (const entry of entries) {
    const text = memory.text(entry.name, `the name of a library in ${table.what}`);
    const library = yield* tolerate(damage, text);
    if (library !== undefined) found.push({ library, entry });
  }
  const imports: PeImport[] = [];
  for (const { library, entry } of found) {
    const symbols: string[] = [];
    if (entry.names !== 0) {
      yield* tolerate(damage, readSymbols(entry, symbols, { ...reading, what: table.what }));
    }
    imports.push({ library, symbols });
  }
  return imports;
}

function* readEntries(
  table: ImportTable,
  { memory, trouble }: ImportReading,
  entries: ImportEntry[],
): Reading<void> {
  const { address, entrySize, what } = table;
  for (let index = 0; ; index += 1) {
    const at = address + index * entrySize;
    const entry = table.parse(yield* memory.view(at, entrySize, what));
    if (entry === undefined) return;
    if (index === libraryCap) break;
    entries.push(entry);
  }
  trouble.unread.add('libraries');
}

function* readSymbols(
  { names, base }: ImportEntry,
  symbols: string[],
  { memory, bits, allowance, trouble, what }: ImportReading & { readonly what: string },
): Reading<void> {
  const size = bits / 8;
  for (let at = names; ; at += size) {
    const view = yield* memory.view(at, size, `a list of functions in ${what}`);
    const low = view.u32(0);
    const high = view.u32(size - 4);
    if (low === 0 && high === 0) return;
    if (allowance.symbols <= 0 || allowance.text <= 0) {
      trouble.unread.add('functions');
      return;
    }
    allowance.symbols -= 1;
    const ordinal = high >= 2 ** 31;
    // Two bytes before the name hint at where the library has it.
    const symbol = ordinal
      ? `#${low % 2 ** 16}`
      : yield* memory.text(low - base + 2, `the name of a function in ${what}`);
    allowance.text -= symbol.length;
    symbols.push(symbol);
  }
}
