/** How many dynamic symbols does an ELF file have? No header says it. */

import type { Reading } from '../reading.ts';
import { type DynamicTable, tags } from './dynamic.ts';
import type { ElfHeader } from './header.ts';
import type { Parts } from './parts.ts';

const bucketCap = 256 * 1024;
/** Links of chains that are followed. */
const chainCap = 256 * 1024;

/** Tags of tables. */
const addresses = [
  tags.hash,
  tags.strings,
  tags.symbols,
  tags.gnuHash,
  tags.versionOfSymbols,
  tags.versionNeeds,
] as const;

const machines = { s390: 22, alpha: 0x9026 } as const;

export interface SymbolTables {
  readonly parts: Parts;
  readonly header: Pick<ElfHeader, 'bits' | 'machine'>;
  readonly dynamic: DynamicTable;
  readonly toOffset: (address: number) => number | undefined;
}

/** Where in the file the table of a tag lies. */
export function locate(
  { dynamic, toOffset }: Pick<SymbolTables, 'dynamic' | 'toOffset'>,
  tag: number,
): number | undefined {
  const address = dynamic.value(tag);
  return address === undefined ? undefined : toOffset(address);
}

/** Bytes of one. */
export function symbolSize({ bits }: Pick<ElfHeader, 'bits'>): number {
  return bits === 64 ? 24 : 16;
}

/** From the tables by which they are found, else from what lies behind them. Not bounded by any cap. */
export function* countSymbols(tables: SymbolTables): Reading<number> {
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
  const counted = gnuHash === undefined ? undefined : yield* countHashed(tables, gnuHash);
  return counted ?? roomForSymbols(tables);
}

/** Linkers put one table behind the other: no more symbols than there is room up to the next ones. */
function roomForSymbols({ dynamic, header }: SymbolTables): number {
  const starts = addresses.flatMap((tag) => dynamic.value(tag) ?? []);
  const room = (tag: number, size: number): number => {
    const start = dynamic.value(tag) ?? Infinity;
    const next = Math.min(...starts.filter((address) => address > start));
    return Math.floor((next - start) / size);
  };
  const count = Math.min(room(tags.symbols, symbolSize(header)), room(tags.versionOfSymbols, 2));
  return Number.isFinite(count) ? count : 0;
}

/** https://sourceware.org/gnu-gabi/program-loading-and-dynamic-linking.txt: the last chain ends the table. */
function* countHashed(
  { parts, header }: SymbolTables,
  offset: number,
): Reading<number | undefined> {
  const what = 'the hash table';
  const head = yield* parts.view({ offset, length: 16 }, what);
  const [buckets, unhashed, bloom] = [head.u32(0), head.u32(4), head.u32(8)];
  const at = offset + 16 + (bloom * header.bits) / 8;
  const many = Math.min(buckets, bucketCap);
  const view = yield* parts.view({ offset: at, length: many * 4 }, what);
  let last = 0;
  for (let bucket = 0; bucket < many; bucket += 1) last = Math.max(last, view.u32(bucket * 4));
  // Without defined symbols there are no chains; binutils then begins to count at 1, whatever is before.
  if (last < unhashed) return undefined;
  const chains = at + buckets * 4 - unhashed * 4;
  for (; last < chainCap; last += 1) {
    const link = yield* parts.view({ offset: chains + last * 4, length: 4 }, what);
    if (link.u32(0) % 2 === 1) break;
  }
  return last + 1;
}
