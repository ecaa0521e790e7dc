/** How is an ELF file bound to libraries: which, found where, in which versions, for which symbols? */

import type { ElfFacts, VersionNeed } from '../facts.ts';
import { type Range, type Reading, tolerate } from '../reading.ts';
import { type Trouble, addDamage } from '../unreadable.ts';
import { readDynamic, tags } from './dynamic.ts';
import type { ElfHeader } from './header.ts';
import type { Parts } from './parts.ts';
import { readSymbols } from './symbols.ts';
import { type RawNeed, readVersionNeeds } from './versions.ts';

type Linked = 'dynamic' | 'pie' | 'relr' | 'needed' | 'soname' | 'rpath' | 'runpath' | 'versions';
export type Linking = Pick<ElfFacts, Linked>;

/** DF_1_PIE, and the version by which a program asks for a loader that knows DT_RELR. */
const pieFlag = 0x08000000;
const relrVersion = 'GLIBC_ABI_DT_RELR';

/** What a file says of itself that has no dynamic table. */
export const unlinked: Linking = {
  dynamic: false,
  pie: false,
  relr: false,
  needed: [],
  versions: [],
};

/** Tables are found by their addresses, as the loader finds them; what cannot be read is damage. */
export function* readLinking(
  file: {
    readonly parts: Parts;
    readonly header: ElfHeader;
    readonly toOffset: (address: number) => number | undefined;
  },
  place: Range,
  trouble: Trouble,
): Reading<Linking> {
  const { parts, header, toOffset } = file;
  const damage = trouble.loaded;
  const table = yield* tolerate(damage, readDynamic(parts, place, { bits: header.bits, trouble }));
  if (table === undefined) return { ...unlinked, dynamic: true };
  const { value } = table;
  const start = located(value(tags.strings), toOffset);
  const end = (start ?? 0) + (value(tags.stringsSize) ?? Infinity);
  const name = (at: number) => parts.text((start ?? NaN) + at, end, "a library's or symbol's name");
  const named = function* (at: number | undefined): Reading<string | undefined> {
    return at === undefined ? undefined : yield* tolerate(damage, name(at));
  };
  const needed: string[] = [];
  for (const at of table.needed) {
    const library = yield* named(at);
    if (library !== undefined) needed.push(library);
  }
  const soname = yield* named(value(tags.soname));
  const rpath = yield* named(value(tags.rpath));
  const runpath = yield* named(value(tags.runpath));
  const needs: RawNeed[] = [];
  const versionsAddress = value(tags.versionNeeds);
  if (versionsAddress !== undefined) {
    const offset = located(versionsAddress, toOffset);
    const count = value(tags.versionNeedsCount) ?? 0;
    if (offset === undefined) addDamage(damage, 'the list of needed versions lies nowhere');
    else
      yield* tolerate(damage, readVersionNeeds(parts, { offset, count, name }, { needs, trouble }));
  }
  const symbols = new Map(
    needs.flatMap(({ index }): [number, string[]][] => (index === undefined ? [] : [[index, []]])),
  );
  const tables = { parts, header, dynamic: table, toOffset, name };
  // Of a list that was not read to its end, symbols may well ask for what is missing.
  const strange = trouble.unread.has('versions') ? [] : damage;
  yield* tolerate(damage, readSymbols(tables, symbols, strange));
  return {
    dynamic: true,
    pie: Math.floor((value(tags.flags1) ?? 0) / pieFlag) % 2 === 1,
    relr: value(tags.relr) !== undefined || needs.some(({ version }) => version === relrVersion),
    needed,
    ...(soname === undefined ? {} : { soname }),
    ...(rpath === undefined ? {} : { rpath }),
    ...(runpath === undefined ? {} : { runpath }),
    versions: needs.map((need) => versionNeed(need, symbols.get(need.index ?? NaN) ?? [])),
  };
}

function located(
  address: number | undefined,
  toOffset: (address: number) => number | undefined,
): number | undefined {
  return address === undefined ? undefined : toOffset(address);
}

function versionNeed(need: RawNeed, symbols: readonly string[]): VersionNeed {
  const { library, version, weak } = need;
  return { library, version, weak, symbols: [...new Set(symbols)].sort() };
}
