/** Which symbols make an ELF file ask for a version of a library? */

import type { Reading } from '../reading.ts';
import { tolerate } from '../reading.ts';
import { type DynamicTable, tags } from './dynamic.ts';
import type { ElfHeader } from './header.ts';
import type { Parts } from './parts.ts';

/** Symbols that are looked at, and names that are read: beyond them the reasons are incomplete. */
const symbolCap = 256 * 1024;
const nameCap = 4096;
const bucketCap = 256 * 1024;
/** Symbols whose versions are read at once. */
const batch = 512;

const machines = { s390: 22, alpha: 0x9026 } as const;

export interface SymbolTables {
  readonly parts: Parts;
  readonly header: Pick<ElfHeader, 'bits' | 'machine'>;
  readonly dynamic: DynamicTable;
  readonly toOffset: (address: number) => number | undefined;
  readonly name: (at: number) => Reading<string>;
}

/**
 * Names of undefined dynamic symbols by the index of the version that they ask for.
 * @param found has the indexes that are wanted, and gets the names that could be read
 * @throws Unreadable where a table leads nowhere
 */
export function* readSymbols(
  tables: SymbolTables,
  found: ReadonlyMap<number, string[]>,
): Reading<void> {
  const { parts, header, name } = tables;
  const symbols = locate(tables, tags.symbols);
  const versions = locate(tables, tags.versionOfSymbols);
  if (symbols === undefined || versions === undefined || found.size === 0) return;
  const count = Math.min(yield* countSymbols(tables), symbolCap);
  const stride = header.bits === 64 ? 24 : 16;
  let names = 0;
  for (let first = 0; first < count; first += batch) {
    const many = Math.min(batch, count - first);
    const range = { offset: versions + first * 2, length: many * 2 };
    const view = yield* parts.view(range, "the table of symbols' versions");
    for (let number = 0; number < many && names < nameCap; number += 1) {
      const version = view.u16(number * 2) % 0x8000;
      if (!found.has(version)) continue;
      const offset = symbols + (first + number) * stride;
      const symbol = yield* parts.view({ offset, length: stride }, "the symbols' table");
      if (symbol.u16(header.bits === 64 ? 6 : 14) !== 0) continue;
      // Names of C++ can be longer than any text that is read: such a reason is left out.
      const text = yield* tolerate([], name(symbol.u32(0)));
      names += 1;
      if (text !== undefined) found.get(version)?.push(text);
    }
  }
}

function locate(
  { dynamic, toOffset }: Pick<SymbolTables, 'dynamic' | 'toOffset'>,
  tag: number,
): number | undefined {
  const address = dynamic.value(tag);
  return address === undefined ? undefined : toOffset(address);
}

/** No header has the number of dynamic symbols: it follows from the tables by which they are found. */
function* countSymbols(tables: SymbolTables): Reading<number> {
  const { parts, header, dynamic } = tables;
  const mips = dynamic.value(tags.mipsSymbolCount);
  if (mips !== undefined && (header.machine === 8 || header.machine === 10)) return mips;
  const hash = locate(tables, tags.hash);
  if (hash !== undefined) {
    const { machine } = header;
    const wide = header.bits === 64 && (machine === machines.s390 || machine === machines.alpha);
    const bits = wide ? 64 : 32;
    const view = yield* parts.view({ offset: hash, length: bits / 4 }, 'the hash table');
    return view.word(bits / 8, bits);
  }
  const gnuHash = locate(tables, tags.gnuHash);
  return gnuHash === undefined ? 0 : yield* countHashed(tables, gnuHash);
}

/** https://sourceware.org/gnu-gabi/program-loading-and-dynamic-linking.txt: the last chain ends the table. */
function* countHashed({ parts, header }: SymbolTables, offset: number): Reading<number> {
  const what = 'the hash table';
  const head = yield* parts.view({ offset, length: 16 }, what);
  const [buckets, unhashed, bloom] = [head.u32(0), head.u32(4), head.u32(8)];
  const at = offset + 16 + (bloom * header.bits) / 8;
  const many = Math.min(buckets, bucketCap);
  const view = yield* parts.view({ offset: at, length: many * 4 }, what);
  let last = 0;
  for (let bucket = 0; bucket < many; bucket += 1) last = Math.max(last, view.u32(bucket * 4));
  if (last < unhashed) return unhashed;
  const chains = at + buckets * 4 - unhashed * 4;
  for (; last < symbolCap; last += 1) {
    const link = yield* parts.view({ offset: chains + last * 4, length: 4 }, what);
    if (link.u32(0) % 2 === 1) break;
  }
  return last + 1;
}
