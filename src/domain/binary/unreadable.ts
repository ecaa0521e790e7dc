/** What does a reader say of a file that cannot be read as what it claims to be? */

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
