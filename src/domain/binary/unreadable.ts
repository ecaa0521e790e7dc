/** What does a reader say of a file that cannot be read as what it claims to be? */

import type { ElfFacts, Unread } from './facts.ts';

/** The file is not what it says to be: cut off, packed, or made to mislead. The only error of readers. */
export class Unreadable extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'Unreadable';
  }
}

/** Sentences of damage that one file's facts hold at the most. */
const damageCap = 16;

/** Adds a sentence to a list of damage, once, and only while the list is short enough to be read. */
export function addDamage(damage: string[], what: string): void {
  if (damage.length < damageCap && !damage.includes(what)) damage.push(what);
}

/** What a reader finds wrong: with what is loaded, and with what merely lies in the file beside it. */
export interface Trouble {
  readonly loaded: string[];
  readonly beside: string[];
  /** No trouble of the file: there is more of it than we read. */
  readonly unread: Set<Unread>;
  /** A loaded part ends past the end of the file. */
  cutOff: boolean;
}

export function createTrouble(): Trouble {
  return { loaded: [], beside: [], unread: new Set(), cutOff: false };
}

/** The same as facts tell it: what is loaded comes first. */
export function describeTrouble({
  loaded,
  beside,
  unread,
  cutOff,
}: Trouble): Pick<ElfFacts, 'damage' | 'flaw' | 'unread'> {
  const damage = [...loaded];
  for (const what of beside) addDamage(damage, what);
  const flaw = cutOff ? 'cut-off' : 'damaged';
  return {
    damage,
    ...(cutOff || loaded.length > 0 ? { flaw } : {}),
    ...(unread.size > 0 ? { unread: [...unread] } : {}),
  };
}
