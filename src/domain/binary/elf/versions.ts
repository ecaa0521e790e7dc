/** Which versions of its libraries does an ELF file ask for? */

import type { Reading } from '../reading.ts';
import { addDamage } from '../unreadable.ts';
import type { Parts } from './parts.ts';

/** A need as it stands in the file; `index` is how symbols name it. */
export interface RawNeed {
  readonly library: string;
  readonly version: string;
  readonly weak: boolean;
  readonly index: number;
}

const needCap = 4096;
const weakFlag = 2;

/**
 * DT_VERNEED: a chain of libraries, each with a chain of versions; both lead only forward, and no
 * more than `needCap` links are followed.
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
  into: { readonly needs: RawNeed[]; readonly damage: string[] },
): Reading<void> {
  const what = 'the list of needed versions';
  const { needs, damage } = into;
  let links = 0;
  let { offset } = table;
  for (let number = 0; number < table.count; number += 1) {
    const entry = yield* parts.view({ offset, length: 16 }, what);
    const library = yield* table.name(entry.u32(4));
    let at = offset + entry.u32(8);
    for (let left = entry.u16(2); left > 0; left -= 1) {
      links += 1;
      if (links > needCap) {
        addDamage(damage, `it asks for more than ${needCap} versions`);
        return;
      }
      const aux = yield* parts.view({ offset: at, length: 16 }, what);
      const version = yield* table.name(aux.u32(8));
      const weak = (aux.u16(4) & weakFlag) !== 0;
      needs.push({ library, version, weak, index: aux.u16(6) % 0x8000 });
      if (aux.u32(12) === 0) break;
      at += aux.u32(12);
    }
    links += 1;
    if (links > needCap || entry.u32(12) === 0) return;
    offset += entry.u32(12);
  }
}
