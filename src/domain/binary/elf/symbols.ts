/** Which symbols make an ELF file ask for a version of a library? */

import type { Reading } from '../reading.ts';
import { tolerate } from '../reading.ts';
import { addDamage } from '../unreadable.ts';
import { tags } from './dynamic.ts';
import type { View } from '../view.ts';
import { type SymbolTables, countSymbols, locate, symbolSize } from './symbol-count.ts';

/** Symbols that are looked at, and names that are read: beyond them the reasons are incomplete. */
const symbolCap = 256 * 1024;
const nameCap = 4096;
/** Symbols whose versions are read at once. */
const batch = 512;
/** VER_NDX_LOCAL and VER_NDX_GLOBAL, 0 and 1, ask for no version. */
const lowestVersion = 2;
const definitionCap = 4096;

/**
 * Names of undefined dynamic symbols by the index of the version that they ask for.
 * @param found has the indexes that are wanted, and gets the names that could be read
 * @param damage is told of an index that no table has: the list of needed versions was shortened
 * @throws Unreadable where a table leads nowhere
 */
export function* readSymbols(
  tables: SymbolTables & { readonly name: (at: number) => Reading<string> },
  found: ReadonlyMap<number, string[]>,
  damage: string[],
): Reading<void> {
  const { parts, header, name } = tables;
  const symbols = locate(tables, tags.symbols);
  const versions = locate(tables, tags.versionOfSymbols);
  if (symbols === undefined || versions === undefined) return;
  const strange = new Set<number>();
  const count = Math.min(yield* countSymbols(tables), symbolCap);
  const stride = symbolSize(header);
  let names = 0;
  for (let first = 0; first < count; first += batch) {
    const many = Math.min(batch, count - first);
    const range = { offset: versions + first * 2, length: many * 2 };
    const view = yield* parts.view(range, "the table of symbols' versions");
    for (let number = 0; number < many && names < nameCap; number += 1) {
      const version = view.u16(number * 2) % 0x8000;
      if (version < lowestVersion && !found.has(version)) continue;
      const offset = symbols + (first + number) * stride;
      const symbol = yield* parts.view({ offset, length: stride }, "the symbols' table");
      if (symbol.u16(header.bits === 64 ? 6 : 14) !== 0) continue;
      if (!found.has(version)) {
        if (symbol.u32(0) !== 0) strange.add(version);
        continue;
      }
      // Names of C++ can be longer than any text that is read: such a reason is left out.
      const text = yield* tolerate([], name(symbol.u32(0)));
      names += 1;
      if (text !== undefined) found.get(version)?.push(text);
    }
  }
  if (strange.size === 0) return;
  const defined = yield* readDefinitions(tables);
  if ([...strange].every((version) => defined.has(version))) return;
  addDamage(damage, 'symbols ask for a version that is neither needed nor defined');
}

/** The indexes of the versions that it defines itself: DT_VERDEF, a chain that leads only forward. */
function* readDefinitions(tables: SymbolTables): Reading<ReadonlySet<number>> {
  const defined = new Set<number>();
  let offset = locate(tables, tags.versionDefinitions);
  while (offset !== undefined && defined.size < definitionCap) {
    const what = 'the list of defined versions';
    const entry: View = yield* tables.parts.view({ offset, length: 20 }, what);
    defined.add(entry.u16(4) % 0x8000);
    const next = entry.u32(16);
    offset = next === 0 ? undefined : offset + next;
  }
  return defined;
}
