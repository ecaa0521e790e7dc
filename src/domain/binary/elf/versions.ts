/** Which versions of its libraries does an ELF file ask for? */

import type { Reading } from '../reading.ts';
import { type Trouble, addDamage } from '../unreadable.ts';
import type { View } from '../view.ts';
import type { Parts } from './parts.ts';

/** A need as it stands in the file; `index` is how symbols name it. */
export interface RawNeed {
  readonly library: string;
  readonly version: string;
  readonly weak: boolean;
  /** Absent where another need before it has the same: symbols then ask for that one. */
  readonly index?: number;
}

const needCap = 4096;
const weakFlag = 2;

/**
 * DT_VERNEED: a chain of libraries, each with a chain of versions; both lead only forward, and no
 * more than `needCap` links are followed. The loader follows the links and never counts, so a count
 * that differs is damage. It looks for every version, also for one whose index another has.
 * https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html
 * @param into gets what could be read before something could not
 * @throws Unreadable where a link or a name leads nowhere
 */
export function* readVersionNeeds(
  parts: Parts,
  table: {
    readonly offset: number;
    readonly count: number;
    readonly name: (at: number) => Reading<string>;
  },
  into: { readonly needs: RawNeed[]; readonly trouble: Trouble },
): Reading<void> {
  const what = 'the list of needed versions';
  const { needs, trouble } = into;
  const damage = trouble.loaded;
  const indexes = new Set<number>();
  let links = 0;
  let libraries = 0;
  for (let offset: number | undefined = table.offset; offset !== undefined;) {
    const entry: View = yield* parts.view({ offset, length: 16 }, what);
    const library = yield* table.name(entry.u32(4));
    let count = 0;
    for (let at: number | undefined = offset + entry.u32(8); at !== undefined;) {
      links += 1;
      if (links > needCap) {
        trouble.unread.add('versions');
        return;
      }
      const aux: View = yield* parts.view({ offset: at, length: 16 }, what);
      const version = yield* table.name(aux.u32(8));
      const weak = (aux.u16(4) & weakFlag) !== 0;
      const index = aux.u16(6) % 0x8000;
      const isOwn = !indexes.has(index);
      needs.push({ library, version, weak, ...(isOwn ? { index } : {}) });
      if (!isOwn) addDamage(damage, `${what} has the number ${index} twice`);
      indexes.add(index);
      count += 1;
      at = linked(at, aux.u32(12));
    }
    if (count !== entry.u16(2)) {
      addDamage(damage, `${what} counts ${entry.u16(2)} of a library and leads to ${count}`);
    }
    libraries += 1;
    offset = linked(offset, entry.u32(12));
  }
  if (libraries !== table.count) {
    addDamage(damage, `${what} counts ${table.count} libraries and leads to ${libraries}`);
  }
}

function linked(from: number, next: number): number | undefined {
  return next === 0 ? undefined : from + next;
}
